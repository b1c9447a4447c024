"""The door: recognise the format, store, deduplicate. 接收。"""
