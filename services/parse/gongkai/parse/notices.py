"""What readers of several formats have to tell in the same words."""

from __future__ import annotations

from gongkai.domain.content import Notice

HIDDEN_TEXT = Notice(
    "HIDDEN_TEXT",
    "文档含有设为隐藏的文字，未读取。",
    "Text that is formatted as hidden was left out, as it is in print.",
)
REVISIONS = Notice(
    "REVISIONS",
    "文档含有未接受的修订，按接受全部修订读取。",
    "The document has tracked changes; it was read as if all were accepted.",
)
