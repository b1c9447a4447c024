"""The labelled part of a performance form: unit, project, person in charge, funds and goal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from gongkai.domain.amounts import amount
from gongkai.domain.content import Cell
from gongkai.domain.disclosure import Funds
from gongkai.domain.text import bare, tidy

Cells = Sequence[Cell | None]

_BOTH = r"(?:部门|单位)(?:\((?:部门|单位)\)|/(?:部门|单位))?"
LABELS: Mapping[str, re.Pattern[str]] = {
    "unit": re.compile(
        rf"(?:预算)?{_BOTH}(?:名称)?(?:\((?:盖章|公章|章)\))?|(?:预算|填报|申报|编制){_BOTH}(?:名称)?(?:\((?:盖章|公章)\))?"
    ),
    "undertaker": re.compile(rf"(?:项目)?(?:实施|承担|执行|责任|用款|资金使用){_BOTH}(?:名称)?"),
    "superior": re.compile(rf"(?:项目|中央|省级|地方)?主管{_BOTH}(?:名称)?(?:及代码|及编码)?"),
    "project": re.compile(r"(?:预算|专项|支出)?项目(?:\(.*?\))?名称|项目名称.*|(?:专项|政策)(?:资金|项目|任务)?名称"),
    "leader": re.compile(rf"(?:项目)?(?:负责人|联系人|责任人)(?:姓名)?|{_BOTH}(?:负责人|联系人)|项目负责人.*"),
    "total": re.compile(
        r"(?:年度|当年|本年|项目|预算|实施期|资金|申请)*(?:资金|预算|金额)?(?:总额|总计|总投资|总金额)|(?:金额)?合计|(?:项目)?(?:当年|本年|年度)预算(?:金额|资金)?|(?:项目)?预算金额|资金总额|年度预算(?:数|资金)?|预算资金总额|项目资金总额|.*年度?(?:资金|预算)总额|(?:年度)?项目预算|20\d\d年度?(?:项目)?预算(?:金额|资金|数)?|项目金额|(?:项目)?(?:预算)?资金情况|(?:年度|本年度?)?(?:项目)?资金申请总额|整体预算(?:总额)?"
    ),
    "fiscal": re.compile(
        r"(?:其中:)?(?:本年|年度|当年)?(?:财政(?:拨款|资金|性资金|补助)|一般公共预算(?:财政)?拨款)(?:资金)?"
    ),
    "upper": re.compile(
        r"(?:其中:)?(?:上级|中央|省级|自治区|转移支付)(?:财政|补助)?(?:资金|拨款|补助|转移支付)?(?:资金)?"
    ),
    "local": re.compile(
        r"(?:其中:)?(?:本级|区级|县级|市级|县本级|市本级|区本级|市县|地方)(?:财政)?(?:资金|拨款|安排|财力)?"
    ),
    "other": re.compile(r"(?:其中:)?(?:其他|其它|自有|自筹|单位)资金"),
    "goal": re.compile(
        r"(?:年度|项目|部门|总体|绩效|整体|单位|本年|当年|支出|预期|实施期|总|年初|设定|预设|既定|计划)+目标(?:\(.*\))?|(?:年度)?(?:绩效)?总?目标描述|(?:年度)?主要(?:任务|目标)|项目年度绩效目标"
    ),
    "aside": re.compile(
        r"中期.*|实施期资金.*|项目(?:属性|期|类别|类型|编码|代码|级次|周期|起止|概况|立项|资金)(?:.*)|联系(?:电话|方式).*|电话|资金来源.*|年度预算\(.*|财政资金\(.*|部门职能|填报日期|.*执行率.*"
        r"|预算执行.*|分解目标.*|任务名称|主要内容|备注|(?:年度|中期|长期|总体|项目)*绩效指标(?:表)?|资金性质|实施期限|起止时间|年度|预算年度|(?:全年|年度|年初|当年)?实际完成.*|.*目标(?:实际)?完成情况.*|预算数.*|.*金额(?:\(.*\))?"
    ),
}
# Several sources of one kind (中央资金 and 省级资金) have no printed sum.
_ONE_OF_SEVERAL = ("upper", "local")
FUNDS = ("total", "fiscal", "other", "upper", "local")
_LONGEST_LABEL = 16
# The label of the rows below the goal, run into its cell.
_LABEL_BELOW = re.compile(r"\n绩效指标\s*$")
_CODE_BEFORE = re.compile(r"^\d{3,12}\s*[-—_]\s*(?=\D)")
_AMOUNT = re.compile(r"([-−]?[\d,]+(?:\.\d+)?)\s*(?:亿元|万元|元)?")
_MONEY_BESIDE = re.compile(r"\((?:单位:)?(?:万元|元)\)")
_FIGURE_BEHIND = re.compile(r"[-−]?[\d,]+(?:\.\d+)?(?:亿元|万元|元)?$")
_OF_WHICH, _VALUE_BEHIND = re.compile(r"^\s*其中\s*[:：]\s*"), re.compile(r"[:：](.*)", re.DOTALL)
_WORDS_BEFORE = re.compile(r"^[^\d\-−]*")
_CUT_FIGURE = re.compile(r"(?<=\d)\s*([.,])\s*(?=\d)")
_YEAR = re.compile(r"20\d\d年")
_NEW_PARAGRAPH = re.compile(
    r"[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[）)]|目标\d|\d{1,2}[.、．](?!\d)"
)


@dataclass(slots=True)
class Form:
    """What the labels of a form were followed by."""

    texts: dict[str, str] = field(default_factory=dict)
    amounts: dict[str, Decimal] = field(default_factory=dict)
    sources: dict[str, set[str]] = field(default_factory=dict)

    @property
    def unit(self) -> str | None:
        """The unit whose form it is; the one that carries the project out or its superior where only they are printed."""
        named = next((self.texts[name] for name in ("unit", "undertaker", "superior") if self.texts.get(name)), None)
        return _CODE_BEFORE.sub("", named) if named else None

    @property
    def goal(self) -> str | None:
        """The goal in paragraphs."""
        return paragraphs(_LABEL_BELOW.sub("", self.texts["goal"])) if self.texts.get("goal") else None

    @property
    def funds(self) -> Funds:
        """The funds as printed; what is not printed is None."""
        several = {name for name in _ONE_OF_SEVERAL if len(self.sources.get(name, ())) > 1}
        return Funds(**{name: None if name in several else self.amounts.get(name) for name in FUNDS})


def read(rows: Sequence[Cells], spread: Sequence[Cells]) -> Form:
    """The labelled values of the rows above the indicators."""
    form = Form()
    goal_row = -2
    for top, row in enumerate(rows):
        cells = [(column, cell) for column, cell in enumerate(row) if cell]
        if top == goal_row and _goes_on(cells):
            continue
        if top == goal_row + 1 and _goes_on(cells):
            form.texts["goal"] += "\n" + "\n".join(cell.text for _, cell in cells if cell.text.strip())
            goal_row = top
            continue
        for place, (column, cell) in enumerate(cells):
            name = label_of(cell.text)
            if name is None or name == "aside":
                continue
            if name in FUNDS:
                _take_amount(form, name, cell, cells[place + 1 :])
            elif _take_text(form, name, cell, cells[place + 1 :]):
                goal_row = top if name == "goal" else goal_row
            elif name == "goal" and (below := _below(rows, top, column, cell)):
                form.texts[name] = below.text.strip()
                goal_row = top + cell.rowspan
    return form


@lru_cache(1024)  # each cell is asked for its label by all who look for its value
def label_of(text: str) -> str | None:
    """Which label a cell holds, alone or before its value (`年度资金总额：7150万元`)."""
    plain = _head(text)
    return next((name for name, pattern in LABELS.items() if plain and pattern.fullmatch(plain)), None)


def paragraphs(text: str) -> str:
    """Wrapped lines put together; a line that begins with a number of its own stays a paragraph."""
    out: list[str] = []
    for line in (piece.strip() for piece in text.split("\n")):
        if out and not _NEW_PARAGRAPH.match(line):
            out[-1] += line
        elif line:
            out.append(line)
    return "\n".join(tidy(line) for line in out)


def _head(text: str) -> str:
    """The label in a cell: what stands before the colon or before the figure."""
    plain = _MONEY_BESIDE.sub("", bare(text)).removeprefix("其中:")
    label, colon, _ = plain.partition(":")
    label = label if colon else _FIGURE_BEHIND.sub("", label)
    return label if len(label) <= _LONGEST_LABEL else ""


def _tail(text: str) -> str:
    """The value that stands in the label's own cell."""
    found = _VALUE_BEHIND.search(_OF_WHICH.sub("", text))
    return found.group(1).strip() if found else ""


def _inline_amount(text: str) -> Decimal | None:
    found = _AMOUNT.search(_solid(_tail(text) or _WORDS_BEFORE.sub("", _YEAR.sub("", text))))
    return amount(found.group(1)) if found else None


def _solid(text: str) -> str:
    """The text with a figure whole that blanks or the end of a line cut at its point: `26.` | `44`, `４６３ . ２４`."""
    return tidy(_CUT_FIGURE.sub(r"\1", unicodedata.normalize("NFKC", text)))


def _take_amount(form: Form, name: str, cell: Cell, after: Sequence[tuple[int, Cell]]) -> None:
    value = _inline_amount(cell.text)
    for _, candidate in after:
        if value is not None or label_of(candidate.text) in (*FUNDS, "aside"):
            break
        found = _AMOUNT.fullmatch(_solid(candidate.text))
        value = amount(found.group(1)) if found else None
    if value is not None:
        form.amounts[name] = value
        form.sources.setdefault(name, set()).add(_head(cell.text))


def _take_text(form: Form, name: str, cell: Cell, after: Sequence[tuple[int, Cell]]) -> bool:
    value = _tail(cell.text)
    for _, candidate in after:
        if value or label_of(candidate.text):
            break
        value = candidate.text.strip()
    if not value or (form.texts.get(name) and name != "goal"):
        return False
    form.texts[name] = value if name == "goal" else tidy(value)
    return True


def _below(rows: Sequence[Cells], top: int, column: int, cell: Cell) -> Cell | None:
    """The cell under a label that stands above its value, unless it is a label itself."""
    below = rows[top + cell.rowspan][column] if top + cell.rowspan < len(rows) else None
    return below if below and below.text.strip() and not label_of(below.text) else None


def _goes_on(cells: Sequence[tuple[int, Cell]]) -> bool:
    """Whether a row is the rest of a goal that the page end cut: one text without a label."""
    texts = [cell.text for _, cell in cells if cell.text.strip()]
    return len(texts) == 1 and label_of(texts[0]) is None
