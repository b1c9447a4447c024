"""Policy references in every form of brackets, spaces and lists, and what each has to be read as."""

from __future__ import annotations

from fiction.varied.dice import Dice

_ISSUERS = (
    "财预",
    "国办发",
    "新财社",
    "川财教",
    "云政办规",
    "粤府办",
    "国发",
    "财办库",
    "临财综",
    "中办发",
    "沪财预",
    "人社部发",
    "浙财函",
    "京财党政群",
)
_LAWS = (
    "《中华人民共和国预算法》",
    "《就业促进法》",
    "《行政事业性国有资产管理条例》",
    "《关于全面实施预算绩效管理的意见》",
)
_BRACKETS = ("〔〕", "〔〕", "[]", "［］", "（）", "()", "【】", "﹝﹞", "〖〗")


def references(dice: Dice) -> tuple[str, list[str]]:
    """A phrase with one to three references, and their canonical forms in order."""
    parts, refs = [], []
    for _ in range(dice.randint(1, 3)):
        text, found = dice.pick(_number, _number, _law, _order, _list)(dice)
        parts.append(text)
        refs += found
    return dice.pick("、", "和", "，").join(parts), refs


def _number(dice: Dice) -> tuple[str, list[str]]:
    issuer, year, number = dice.pick(*_ISSUERS), dice.randint(2001, 2026), dice.randint(1, 999)
    opening, closing = dice.pick(*_BRACKETS)
    gap = dice.pick("", "", "", " ")
    shown = (
        str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")) if dice.often(0.1) else str(number)
    )
    text = f"{issuer}{gap}{opening}{year}{closing}{gap}{shown}{gap}号"
    if dice.often(0.15):
        return f"《某项工作通知》（{text}）", ["《某项工作通知》", _form(issuer, year, number)]
    return text, [_form(issuer, year, number)]


def _law(dice: Dice) -> tuple[str, list[str]]:
    law = dice.pick(*_LAWS)
    return law, [law]


def _order(dice: Dice) -> tuple[str, list[str]]:
    number = dice.randint(1, 799)
    office, said = dice.pick(("国务院令", "国务院令"), ("财政部令", "财政部令"))
    return f"{said}第{number}号", [f"{office}第{number}号"]


def _list(dice: Dice) -> tuple[str, list[str]]:
    issuer, year = dice.pick(*_ISSUERS), dice.randint(2015, 2026)
    numbers = dice.sample(range(1, 400), dice.pick(2, 3))
    first, *rest = numbers
    return f"{issuer}〔{year}〕{first}号" + "".join(f"、{number}号" for number in rest), [
        _form(issuer, year, number) for number in numbers
    ]


def _form(issuer: str, year: int, number: int) -> str:
    return f"{issuer}〔{year}〕{number}号"
