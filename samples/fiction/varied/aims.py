"""Performance forms: a form a project with labels in any order, one list of all projects, or the form of the whole unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fiction.document import Sheet
from fiction.varied.coded import Setting
from fiction.varied.drawn import Column, Line, cells, head
from fiction.varied.ledger import Undertaking

Cells = tuple[str | None, ...]
_LEVELS = (
    ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("产出指标", "成本指标"), ("成本指标", "经济成本指标"),
    ("效益指标", "社会效益指标"), ("效益指标", "可持续影响指标"), ("满意度指标", "服务对象满意度指标"),
)  # fmt: skip
_DONE = {"产出指标": "项目完成", "效益指标": "项目效益", "满意度指标": "满意度指标", "成本指标": "项目成本"}
_NAMES = (
    "完成培训班次数量",
    "设备验收合格率",
    "资金拨付及时率",
    "每人补助标准",
    "项目总成本",
    "公共服务水平提升",
    "持续发挥作用期限",
    "受益群众满意度",
)
_GOALS = (
    "按计划完成全部建设内容，资金及时足额到位。",
    "1.保障机构正常运转；2.按时完成年度任务，不断提高公共服务水平。",
    "完成年度目标任务，推动事业高质量发展",
)


@dataclass(frozen=True)
class Aim:
    """An indicator as it has to be read."""

    level1: str
    level2: str
    level3: str
    op: str | None
    value: str | None
    measure: str | None
    weight: str | None


@dataclass(frozen=True)
class Aims:
    """A form as it has to be read."""

    project: str | None
    total: str | None
    goal: str
    indicators: tuple[Aim, ...]


@dataclass(frozen=True)
class Printed:
    """One indicator before it is printed: the operator as a sign, value and measure; words have no value."""

    level1: str
    level2: str
    name: str
    op: str
    value: str
    measure: str
    weight: str

    @property
    def is_words(self) -> bool:
        """Whether the target is no number."""
        return not self.value[0].isdigit()


_SIGNS = {
    ">=": ("≥", ">=", "＞=", "≧", "不低于", "不少于", "大于等于"),
    "<=": ("≤", "<=", "不超过", "小于等于", "≦"),
    "=": ("=", "＝", "等于"),
    ">": (">", "＞", "大于"),
}


def sheets(setting: Setting) -> tuple[list[Sheet], tuple[Aims, ...]]:
    """The forms of a document in one of the ways, and what has to be read of them."""
    dice, ones = setting.dice, setting.ledger.projects[:3]
    if not ones:
        return [], ()
    way = dice.pick("forms", "forms", "forms", "list", "none", "whole")
    weighted, split = dice.often(0.6), dice.often(0.35)
    if way == "list":
        return _list(setting, ones, weighted, split)
    if way == "whole":
        sheet, aims = _form(setting, None, weighted, split)
        return [sheet], (aims,)
    if way == "forms":
        made = [_form(setting, one, weighted, split) for one in ones]
        return [sheet for sheet, _ in made], tuple(aims for _, aims in made)
    return [], ()


def _indicators(setting: Setting) -> list[Printed]:
    dice = setting.dice
    done = dice.often(0.2)
    chosen = dice.some(list(zip(_LEVELS, _NAMES, strict=True)), 3, 8)
    out = []
    for (level1, level2), name in chosen:
        op, value, measure = _target(setting, name)
        out.append(
            Printed(
                _DONE[level1] if done else level1, level2, name, op, value, measure, str(dice.pick(5, 10, 12.5, 20))
            )
        )
    return out


def _target(setting: Setting, name: str) -> tuple[str, str, str]:
    dice = setting.dice
    if name == "公共服务水平提升":
        return "", dice.pick("有效提升", "显著提高", "持续改善"), ""
    if name.endswith(("率", "满意度")):
        return dice.pick(">=", "=", ">"), dice.pick("95", "100", "98.5"), "%"
    if name.endswith(("标准", "成本")):
        return "<=", dice.pick("300", "1200.5", "26,000.00"), dice.pick("万元", "元/人", "元")
    return dice.pick(">=", "="), dice.pick("12", "3", "450"), dice.pick("次", "期", "年", "个", "场次")


def _aim(one: Printed, weighted: bool, bare: bool = False) -> Aim:
    op = None if one.is_words or bare else one.op
    value, measure = (None, None) if one.is_words else (one.value.replace(",", ""), one.measure)
    return Aim(one.level1, one.level2, one.name, op, value, measure, one.weight if weighted else None)


def _columns(setting: Setting, weighted: bool, split: bool) -> list[Column]:
    """The columns of indicators from the third level on."""
    dice = setting.dice
    signs = {op: dice.pick(*said) for op, said in _SIGNS.items()}
    words = dice.pick("", "＝", "定性") if split else ""
    out = [Column((dice.pick("三级指标", "三级指标", "指标名称"),), 2.6, text=lambda line: line.words["name"])]
    if split:
        out += [
            Column(
                (dice.pick("指标性质", "绩效指标性质", "计算符号"),),
                1.0,
                text=lambda line: signs.get(line.words["op"], words or None),
            ),
            Column((dice.pick("指标值", "绩效指标值", "年度指标值"),), 1.3, text=lambda line: line.words["value"]),
            Column(
                (dice.pick("度量单位", "绩效度量单位", "计量单位"),),
                1.0,
                text=lambda line: line.words["measure"] or None,
            ),
        ]
    else:
        heading = dice.pick("指标值", "年度指标值", "目标值", "绩效指标值", "指标值（包含数字及文字描述）")
        out.append(
            Column(
                (heading,),
                1.6,
                text=lambda line: signs.get(line.words["op"], "") + line.words["value"] + line.words["measure"],
            )
        )
    if weighted:
        out.append(
            Column(
                (dice.pick("权重", "分值", "指标分值", "分值权重", "权重（%）"),),
                0.9,
                text=lambda line: line.words["weight"],
            )
        )
    if dice.often(0.3):
        out.append(Column((dice.pick("备注", "指标解释"),), 1.0, text=lambda line: None))
    return out


def _line(one: Printed) -> Line:
    return Line(
        {},
        words={
            "name": one.name,
            "op": one.op,
            "value": one.value,
            "measure": one.measure,
            "weight": one.weight,
            "level1": one.level1,
            "level2": one.level2,
        },
    )


def _form(setting: Setting, one: Undertaking | None, weighted: bool, split: bool) -> tuple[Sheet, Aims]:
    """Labels and values above the indicators; 绩效指标 may stand beside them over all rows."""
    dice, ledger, notation = setting.dice, setting.ledger, setting.notation
    found = _indicators(setting)
    lead = dice.often()
    tail = _columns(setting, weighted, split)
    width = len(tail) + 2 + int(lead)
    goal = dice.pick(*_GOALS)
    labels, total = _labels(setting, one, width, goal)
    rows: list[Cells] = [row for row, _ in labels]
    spans = [(top, left, 1, across) for top, (_, row_spans) in enumerate(labels) for left, across in row_spans]
    top = len(rows)
    said = ("绩效指标",) if lead else ()
    rows.append((*said, "一级指标", "二级指标", *(column.path[0] for column in tail)))
    spans_down = dice.often(0.7)
    before: tuple[str, str] = ("", "")
    for item in found:
        level1 = item.level1 if item.level1 != before[0] or not spans_down else None
        level2 = item.level2 if (item.level1, item.level2) != before or not spans_down else None
        rows.append((*((None,) if lead else ()), level1, level2, *cells(tail, _line(item), notation)))
        before = (item.level1, item.level2)
    if lead:
        spans.append((top, 0, len(found) + 1, 1))
    if spans_down:
        spans += _runs([item.level1 for item in found], top + 1, int(lead))
    whole = one is None
    title = (
        f"{setting.scope}整体支出绩效目标表"
        if whole
        else dice.pick("项目支出绩效目标表", "项目绩效目标表", "项目支出绩效目标申报表", "预算项目绩效目标表")
    )
    caption = (title, f"（{ledger.year}年度）") if dice.often() else (f"{ledger.year}年{title}",)
    widths = (*((0.9,) if lead else ()), 1.2, 1.4, *(column.width for column in tail))
    sheet = Sheet(
        name=title,
        caption=caption,
        left="",
        right="",
        head=(),
        rows=tuple(rows),
        widths=widths,
        spans=tuple(spans),
        code="objective",
    )
    return sheet, Aims(one.name if one else None, total, goal, tuple(_aim(item, weighted) for item in found))


def _runs(levels: Sequence[str], top: int, column: int) -> list[tuple[int, int, int, int]]:
    """The level cells that are drawn over several rows."""
    out, start = [], 0
    for at in range(1, len(levels) + 1):
        if at == len(levels) or levels[at] != levels[start]:
            if at - start > 1:
                out.append((top + start, column, at - start, 1))
            start = at
    return out


def _labels(
    setting: Setting, one: Undertaking | None, width: int, goal: str
) -> tuple[list[tuple[Cells, list[tuple[int, int]]]], str | None]:
    """The rows of labels, each with its spans; and the total of the funds as printed."""
    dice, unit = setting.dice, setting.ledger.unit
    amount = setting.ledger.whole() if one is None else one.amount
    money = f"{amount:,.2f}" if dice.often() else f"{amount:.2f}"
    rows: list[tuple[Cells, list[tuple[int, int]]]] = []
    if one is None:
        rows.append(_pair("部门（单位）名称" if dice.often() else "部门名称", unit, width))
    else:
        named = _pair("项目名称", one.name, width)
        owner = _two(
            dice.pick("主管部门", "主管部门及代码"),
            setting.ledger.place + "财政局",
            dice.pick("实施单位", "项目单位", "预算单位"),
            unit,
            width,
        )
        rows += [named, owner] if dice.often(0.7) else [owner, named]
    form = dice.pick("inside", "beside", "below")
    if form == "inside":
        rows.append(
            _two(
                dice.pick("项目资金（万元）", "预算情况（万元）"),
                f"年度资金总额：{money}",
                "其中：财政拨款",
                money,
                width,
            )
        )
    elif form == "beside":
        rows.append(
            _two(
                dice.pick("年度资金总额（万元）", "资金总额（万元）", "年度预算（万元）" if False else "年度资金总额"),
                money,
                "其中：财政拨款",
                money,
                width,
            )
        )
    else:
        rows.append(_pair(dice.pick("年度资金总额（万元）", "年度资金总额："), money, width))
        rows.append(_pair(dice.pick("其中：财政拨款", "其中：财政资金"), money, width))
    rows.append(_pair(dice.pick("年度总体目标", "总体目标", "项目总体目标", "年度绩效目标", "年度目标"), goal, width))
    return rows, f"{amount:.2f}"


def _pair(label: str, value: str, width: int) -> tuple[Cells, list[tuple[int, int]]]:
    return (label, None, value, *[None] * (width - 3)), [(0, 2), (2, width - 2)]


def _two(label: str, value: str, other: str, more: str, width: int) -> tuple[Cells, list[tuple[int, int]]]:
    if width < 5:
        return (label, value, other, more), []
    return (label, None, value, other, more, *[None] * (width - 5)), [(0, 2), *([(4, width - 4)] if width > 5 else [])]


def _list(
    setting: Setting, ones: Sequence[Undertaking], weighted: bool, split: bool
) -> tuple[list[Sheet], tuple[Aims, ...]]:
    """One table of all projects: name, amount and goal in the first row of each, or drawn over all of them."""
    dice, notation = setting.dice, setting.notation
    drawn, again = dice.often(), dice.often(0.2)
    left = [
        Column((dice.pick("项目名称", "项目名称", "二级项目名称"),), 2.4, text=lambda line: line.words.get("project"))
    ]
    funded = dice.often()
    if funded:
        left.append(
            Column(
                (dice.pick("预算数", "年度预算数", "项目资金总额" if False else "年度资金总额"),),
                1.3,
                text=lambda line: line.words.get("amount"),
            )
        )
    left.append(
        Column(
            (dice.pick("年度目标", "项目年度绩效目标", "年度绩效目标", "绩效目标"),),
            3.0,
            text=lambda line: line.words.get("goal"),
        )
    )
    levels = [
        Column(("一级指标",), 1.2, text=lambda line: line.words["level1"]),
        Column(("二级指标",), 1.4, text=lambda line: line.words["level2"]),
    ]
    columns = [*left, *levels, *_columns(setting, weighted, split)]
    rows: list[Cells] = []
    spans: list[tuple[int, int, int, int]] = []
    told: list[Aims] = []
    for one in ones:
        goal, found = dice.pick(*_GOALS), _indicators(setting)
        own = {"project": one.name, "amount": notation.said(one.amount), "goal": goal}
        start = len(rows)
        for place, item in enumerate(found):
            words = {**_line(item).words, **(own if place == 0 or again else {})}
            rows.append(cells(columns, Line({}, words=words), notation))
        if drawn and not again:
            spans += [(start, column, len(found), 1) for column in range(len(left))]
        total = _plain(notation.said(one.amount)) if funded else None
        told.append(Aims(one.name, total, goal, tuple(_aim(item, weighted) for item in found)))
    title = (
        f"{setting.ledger.year}年{dice.pick('部门项目支出绩效目标表', '部门预算项目绩效目标表', '项目支出绩效目标表')}"
    )
    sheet = Sheet(
        name="目标", caption=(title,), left=f"单位名称：{setting.ledger.unit}", right=f"单位：{notation.unit}", head=head(columns), rows=tuple(rows),
        widths=tuple(column.width for column in columns), spans=tuple(spans), code="objective",
    )  # fmt: skip
    return [sheet], tuple(told)


def _plain(text: str) -> str:
    return text.replace(",", "")
