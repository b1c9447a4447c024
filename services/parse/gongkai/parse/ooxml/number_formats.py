"""How a spreadsheet shows a stored number: the number format of its cell applied, as on the screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from itertools import pairwise
from operator import eq, ge, gt, le, lt, ne

GENERAL = "General"

# The formats that a file only names by number: ECMA-376 18.8.30, dates as a Chinese installation shows them.
BUILTIN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss",
    46: "[h]:mm:ss",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<condition>(?:[<>]=?|<>|=)-?\d+(?:\.\d+)?)\]|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]'
    r"|(?P<ampm>AM/PM|A/P|上午/下午)|(?P<date>y+|m+|d+|h+|s+)|(?P<digits>[0#?,.]+)|(?P<power>E[+-]0+)|(?P<other>.)",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"[?#0]\s*/\s*[?#\d]")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST_DAY = 2_958_466


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


_AS_STORED = (_Token("general", GENERAL),)
_CONDITION = re.compile(r"([<>=]+)(.+)")
_COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne
}  # fmt: skip


def displayed(stored: str, code: str, date1904: bool = False) -> str:
    """The number as its cell shows it; the stored text itself when it is no number.

    Nothing is lost to the width of a column: General keeps all of the 15 digits that the program counts with.

    >>> displayed("6411.5699999999997", "General"), displayed("1234.5", "#,##0.00"), displayed("0.854", "0.0%")
    ('6411.57', '1,234.50', '85.4%')
    """
    try:
        value = _fifteen_digits(stored)
    except (InvalidOperation, ValueError, OverflowError):
        return stored
    tokens = tuple(token for token in _section(code, value) if token.kind != "condition")
    if any(token.kind in ("date", "elapsed") for token in tokens):
        return _date(value, tokens, date1904)
    if any(token.kind == "general" for token in tokens):
        return _general(value)
    if not any(token.kind == "digits" for token in tokens):
        return _literal(tokens, value)
    try:
        return _number(value, tokens, signed=_is_signed(code))
    except InvalidOperation:  # more digits than decimals calculate with
        return _general(value)


def _fifteen_digits(stored: str) -> Decimal:
    number = float(stored)
    if number != number or number in (float("inf"), float("-inf")):
        raise ValueError(stored)
    digits = stored.lstrip("-").replace(".", "").lstrip("0")
    return Decimal(stored) if len(digits) <= 15 and "e" not in stored.lower() else Decimal(f"{number:.15g}")


def _general(value: Decimal) -> str:
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _section(code: str, value: Decimal) -> tuple[_Token, ...]:
    """The part of the format for this number; General where the format has none or would hide a figure that is not zero."""
    sections = _sections(code)
    if _is_conditional(code):
        tokens = next((one for at, one in enumerate(sections) if _applies(one, at, len(sections), value)), _AS_STORED)
    else:
        index = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
        tokens = sections[index]
    if not any(token.text for token in tokens if token.kind != "condition") and value != 0:
        return _AS_STORED
    return tokens


def _applies(section: tuple[_Token, ...], at: int, count: int, value: Decimal) -> bool:
    """Whether a section is for this number: by its condition; one without is for all that are left."""
    condition = next((token.text for token in section if token.kind == "condition"), None)
    if condition is None:
        return value < 0 or at != 1 or count < 3
    sign, limit = _CONDITION.fullmatch(condition).groups()  # type: ignore[union-attr]
    return _COMPARED[sign](value, Decimal(limit))


@lru_cache(maxsize=1024)
def _is_conditional(code: str) -> bool:
    return any(token.kind == "condition" for section in _sections(code) for token in section)


def _is_signed(code: str) -> bool:
    """Whether a minus is written by itself: in a format that has no section of its own for what is below zero."""
    return len(_sections(code)) == 1 or _is_conditional(code)


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[tuple[_Token, ...], ...]:
    if _FRACTION.search(code) or code.strip().lower() in ("", "general", "@"):
        return (_AS_STORED,)
    sections: list[list[_Token]] = [[]]
    for match in _TOKEN.finditer(code.replace("General", "0.##############").replace("G/通用格式", "0.##############")):
        kind = match.lastgroup or "space"
        if kind == "other" and match[0] == ";":
            sections.append([])
        elif kind != "space":
            sections[-1].append(_Token(kind, match[kind]))
    return tuple(tuple(section) for section in sections[:3])


def _literal(tokens: tuple[_Token, ...], value: Decimal) -> str:
    """A section without digits shows its text only, such as the dash for zero."""
    if any(token.text == "@" for token in tokens):
        return _general(value)
    return "".join(token.text for token in tokens).strip()


def _number(value: Decimal, tokens: tuple[_Token, ...], signed: bool) -> str:
    pattern = "".join(token.text for token in tokens if token.kind == "digits")
    percent = sum(token.text.count("%") for token in tokens if token.kind == "other")
    digits = _digits(abs(value) * 100**percent, pattern, any(token.kind == "power" for token in tokens))
    filled = iter(_filled(digits, [token.text for token in tokens if token.kind == "digits"]))
    text = "".join(next(filled) if token.kind == "digits" else token.text for token in tokens if token.kind != "power")
    minus = "-" if value < 0 and signed and digits.strip("0.,") else ""
    return (minus + text).strip()


def _filled(digits: str, patterns: Sequence[str]) -> Iterator[str]:
    """The digits for each piece of a format that other signs cut (`0\\.0,` shows 12345 as 1.2): the first takes what is left over."""
    if any("." in pattern for pattern in patterns[:-1]) or len(patterns) == 1:
        yield digits
        yield from ("" for _ in patterns[1:])
        return
    whole, point, fraction = digits.partition(".")
    ends = [len(whole)]
    for pattern in reversed(patterns[1:]):
        ends.append(max(ends[-1] - sum(map(pattern.partition(".")[0].count, "0#?")), 0))
    pieces = [whole[start:end] for end, start in pairwise([*ends, 0])]
    yield from pieces[:0:-1]
    yield pieces[0] + point + fraction


def _digits(value: Decimal, pattern: str, power: bool) -> str:
    whole, _, fraction = pattern.partition(".")
    scale = len(whole) - len(whole.rstrip(",")) if not fraction else len(fraction) - len(fraction.rstrip(","))
    grouped = "," in whole.rstrip(",")
    fraction = fraction.replace(",", "")
    value = value / 1000**scale
    if power:
        return f"{value:.{len(fraction)}E}"
    rounded = value.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    text = f"{rounded:,f}" if grouped else f"{rounded:f}"
    before, _, after = text.partition(".")
    while after.endswith("0") and fraction[len(after) - 1] in "#?":
        after = after[:-1]
    least = whole.count("0")
    if least == 0 and before == "0":
        before = ""
    before = before.zfill(least) if not grouped else before
    return f"{before}.{after}" if after else before


def _date(value: Decimal, tokens: tuple[_Token, ...], date1904: bool) -> str:
    """A serial day as a date; the number itself where the calendar of the program ends."""
    if not 0 <= value < _LAST_DAY:
        return _general(value)
    moment = (_EPOCH_1904 if date1904 else _EPOCH) + timedelta(seconds=round(float(value) * 86_400))
    half = any(token.kind == "ampm" for token in tokens)
    text, hours = "", False
    for index, token in enumerate(tokens):
        letter = token.text[:1].lower()
        if token.kind == "elapsed":
            text += str(int(value * {"h": 24, "m": 1440, "s": 86_400}[letter]))
            hours = True
        elif token.kind == "ampm":
            text += ("上午", "下午")[moment.hour >= 12] if "午" in token.text else ("AM", "PM")[moment.hour >= 12]
        elif token.kind == "date":
            minutes = letter == "m" and (hours or _before_seconds(tokens, index))
            text += _date_part(moment, letter, len(token.text), minutes, half)
            hours = letter == "h" or (hours and not minutes)
        else:
            text += token.text
    return text.strip()


def _before_seconds(tokens: tuple[_Token, ...], index: int) -> bool:
    following = next((token for token in tokens[index + 1 :] if token.kind in ("date", "elapsed")), None)
    return following is not None and following.text[:1].lower() == "s"


def _date_part(moment: datetime, letter: str, width: int, minutes: bool, half: bool) -> str:
    if letter == "y":
        return f"{moment.year:04}" if width > 2 else f"{moment.year % 100:02}"
    if letter == "m" and not minutes and width >= 3:
        return _MONTHS[moment.month - 1]
    hour = (moment.hour % 12 or 12) if half else moment.hour
    month = moment.minute if minutes else moment.month
    value = {"m": month, "d": moment.day, "h": hour, "s": moment.second}[letter]
    return f"{value:02}" if width >= 2 else str(value)
