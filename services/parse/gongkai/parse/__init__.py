"""Readers, table kinds, narrative and rules. 读取、识别与校验。"""
