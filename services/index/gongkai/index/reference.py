"""The list of fields as a page of the documentation: `python -m gongkai.index.reference > docs/fields.md`."""

from __future__ import annotations

import sys

from gongkai.index.fields import FIELDS
from gongkai.index.vocabulary import KINDS
from gongkai.ports.index import Field

_HEAD = """# 检索字段 · Search fields

由 `services/index/gongkai/index/fields.py` 生成（`python -m gongkai.index.reference`），请勿手工修改。
Printed from the list of fields; change it there, not here.

检索结果的类型 · What is found: {kinds}.

| 字段 Field | 名称 Name | 类型 Type | 用途 Use | 说明 Meaning |
| --- | --- | --- | --- | --- |
"""
_FOOT = """
- *检索 search*: 在文字中检索，数字为权重。Its words are looked for; the number is the weight.
- *筛选 filter*: API 参数，可重复（任一即可）。A parameter of the API, may be repeated (any of them).
- *统计 facet*: 结果旁的分类计数，不受自身筛选影响。Counted beside the results, as if its own filter were not set.
- *排序 sort*: `sort=字段` 升序，`sort=-字段` 降序；没有值的排在最后。Ascending, or with `-` descending; rows without it come last.
"""


def markdown() -> str:
    """The page in both languages."""
    kinds = "、".join(f"{zh} {en} (`{name}`)" for name, (zh, en) in KINDS.items())
    return _HEAD.format(kinds=kinds) + "\n".join(map(_line, FIELDS)) + "\n" + _FOOT


def _line(field: Field) -> str:
    kind = f"{field.type}, 多值 many" if field.many else field.type
    return (
        f"| `{field.name}` | {field.zh} · {field.en} | {kind} | {_uses(field)} | {field.about_zh}。{field.about_en}. |"
    )


def _uses(field: Field) -> str:
    uses = {
        f"检索 search {field.weight:g}": bool(field.weight),
        "筛选 filter": field.filter,
        "统计 facet": field.facet,
        "排序 sort": field.sort,
    }
    return ", ".join(use for use, holds in uses.items() if holds) or "显示 shown"


if __name__ == "__main__":
    sys.stdout.write(markdown())
