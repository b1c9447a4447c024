"""Reads pictures of pages: what is printed, where, how surely, and which lines are drawn. Needs the extra `ocr`."""
