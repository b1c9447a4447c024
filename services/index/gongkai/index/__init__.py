"""Search fields, search documents and queries. 检索。"""
