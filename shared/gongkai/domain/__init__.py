"""What a disclosure is: plain values, standard library only. 公开文件的领域模型。"""
