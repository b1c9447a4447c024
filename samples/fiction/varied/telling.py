"""The running text: staff, statements with shares and changes, projects by labels, references, in any wording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from fiction import document as form
from fiction.document import Paragraph
from fiction.layout import numeral_of
from fiction.varied.coded import Setting
from fiction.varied.ledger import FUNCTIONS, SOURCES, ZERO, Money
from fiction.varied.policies import references

CENT = Decimal("0.01")
Stated = tuple[
    Decimal | None, Decimal | None, Decimal | None, Decimal | None
]  # amount, share, change, change in percent
_REASONS = ("人员增加", "落实过紧日子要求，压减一般性支出", "项目支出减少", "新增信息化建设任务")


@dataclass(frozen=True)
class Text:
    """Paragraphs and what has to be read of them."""

    overview: tuple[Paragraph, ...]
    account: tuple[Paragraph, ...]
    staff: dict[str, int | None]
    statements: tuple[Stated, ...]
    projects: tuple[tuple[str, Decimal], ...]
    references: tuple[str, ...]


def tell(setting: Setting) -> Text:
    """All of the text of a document."""
    teller = _Teller(setting)
    overview, staff = _overview(setting)
    account = tuple(teller.sections())
    return Text(overview, account, staff, tuple(teller.stated), tuple(teller.projects), tuple(teller.references))


def _overview(setting: Setting) -> tuple[tuple[Paragraph, ...], dict[str, int | None]]:
    dice, unit = setting.dice, setting.ledger.unit
    posts, serving, retired = dice.randint(12, 99), dice.randint(10, 90), dice.randint(0, 40)
    actual = serving + retired
    said, known = dice.pick(
        (f"{unit}编制数{posts}，实有人数{actual}人，其中：在职{serving}人，增加2人；退休{retired}人，增加0人。", ("posts", "actual", "in_service", "retired")),
        (f"本{setting.scope}核定编制{posts}名，实有在职人员{serving}人，退休人员{retired}人。", ("posts", "in_service", "retired")),
        (f"{unit}人员编制{posts}人，年末在职人员{serving}人，离休0人，退休{retired}人。", ("posts", "in_service", "retired", "departed")),
        (f"编制人数{posts}人，其中：行政编制{posts - 5}人，事业编制5人。在职实有{serving}人，退休{retired}人。", ("posts", "in_service", "retired")),
        (f"{unit}现有编制{posts}名。截至上年末，在职职工{serving}人，退休职工{retired}人。", ("posts", "in_service", "retired")),
    )  # fmt: skip
    figures: dict[str, int | None] = {
        "posts": posts,
        "actual": actual,
        "in_service": serving,
        "retired": retired,
        "departed": 0,
    }
    first = dice.pick("一、主要职能", "一、部门职责", "一、部门主要职责")
    second = dice.pick("二、机构设置及人员情况", "二、部门基本情况", "二、机构设置情况", "二、人员构成情况")
    lines = (
        Paragraph(first, form.SECTION), Paragraph("（一）贯彻执行国家有关方针政策和法律法规。"), Paragraph("（二）承办上级交办的其他事项。"),
        Paragraph(second, form.SECTION), Paragraph(said),
    )  # fmt: skip
    return lines, {key: figures[key] for key in known}


class _Teller:
    """Writes the sections one by one and keeps what each of them states."""

    def __init__(self, setting: Setting) -> None:
        self.setting, self.dice, self.ledger = setting, setting.dice, setting.ledger
        self.stated: list[Stated] = []
        self.projects: list[tuple[str, Decimal]] = []
        self.references: list[str] = []
        self.unit = setting.notation.unit if setting.notation.unit != "亿元" else "万元"

    def sections(self) -> Iterator[Paragraph]:
        makers = [
            self._overall,
            self._income,
            self._expenditure,
            self._general,
            self._three_public,
            self._projects,
            self._basis,
        ]
        headings = (
            "收支总体情况说明",
            "收入情况说明",
            "支出情况说明",
            "一般公共预算支出情况说明",
            "“三公”经费情况说明",
            "项目支出情况说明",
            "其他事项说明",
        )
        pairs = list(zip(makers, headings, strict=True))
        kept = self.dice.some(pairs, 3, 7)
        for number, (make, heading) in enumerate(kept, 1):
            yield Paragraph(f"{numeral_of(number)}、{self._heading(heading)}", form.SECTION)
            yield from map(Paragraph, make())

    def _heading(self, heading: str) -> str:
        about = f"关于{self.ledger.unit}{self.ledger.year}年{heading.replace('情况', self.setting.plan + '情况', 1)}"
        return about if self.dice.often(0.4) else heading

    def _said(self, amount: Money) -> str:
        shown = amount * 10000 if self.unit == "元" else amount
        text = f"{shown:,.2f}" if self.setting.notation.thousands else f"{shown:.2f}"
        return f"{text}{self.unit}"

    def _value(self, amount: Money) -> Decimal:
        return amount * 10000 if self.unit == "元" else amount

    def _change(self, now: Money, noun: str = "") -> tuple[str, Decimal | None, Decimal | None]:
        """A change in words, its amount and its percentage as they have to be read."""
        dice, year = self.dice, self.ledger.year
        before = (now * dice.randint(80, 125) / 100).quantize(CENT) + dice.pick(ZERO, CENT)
        moved, percent = now - before, ((now - before) * 100 / before).quantize(CENT, ROUND_HALF_UP)
        against = dice.pick("上年", "上年预算", "上年预算数", f"{year - 1}年", f"{year - 1}年预算", "去年")
        compare = dice.pick(
            f"比{against}{noun}", f"较{against}{noun}", f"与{against}相比，{noun}", f"同{against}相比{noun}"
        )
        if moved == 0 or now == 0:
            return f"与{against}持平", ZERO, None
        up = moved > 0
        one = dice.pick("增加", "增长") if up else dice.pick("减少", "下降", "降低", "压减")
        two = dice.pick("增长", "上升", "增幅为") if up else dice.pick("下降", "降低", "减少", "降幅为")
        why = dice.pick(
            "",
            "",
            f"，主要原因是：{dice.pick(*_REASONS)}",
            f"，主要原因是{dice.pick(*_REASONS)}",
            f"。主要原因：{dice.pick(*_REASONS)}",
            f"，主要是{dice.pick(*_REASONS)}",
        )
        way = dice.pick("both", "both", "both", "amount", "percent")
        if way == "amount":
            return f"{compare}{one}{self._said(abs(moved))}{why}", self._value(moved), None
        if way == "percent":
            return f"{compare}{two}{abs(percent)}%{why}", None, percent
        return f"{compare}{one}{self._said(abs(moved))}，{two}{abs(percent)}%{why}", self._value(moved), percent

    def _stating(self, noun: str, amount: Money, mark: str = "。") -> str:
        said, moved, percent = self._change(amount)
        self.stated.append((self._value(amount), None, moved, percent))
        link = self.dice.pick(
            "", "为", "预算" if noun.endswith(("支出", "收入")) else "", "安排" if noun.endswith("支出") else ""
        )
        return f"{noun}{link}{self._said(amount)}，{said}{mark}"

    def _shares(self, lead: str, whole: Money, parts: list[tuple[str, Money]]) -> str:
        """Parts with their shares of a whole."""
        dice = self.dice
        of = dice.pick("占", "占", "占比", f"占{lead}的", "占总额的")
        out = []
        for name, amount in parts:
            share = (amount * 100 / whole).quantize(CENT, ROUND_HALF_UP)
            self.stated.append((self._value(amount), share, None, None))
            out.append(f"{name}{self._said(amount)}，{of}{share}%")
        return dice.pick("；", "；", "，" if of != "占比" else "；").join(out)

    def _overall(self) -> Iterator[str]:
        total, unit, year = self.ledger.whole(), self.ledger.unit, self.ledger.year
        said, moved, percent = self._change(total)
        self.stated.append((self._value(total), None, moved, percent))
        yield f"{self.dice.pick(unit, '本' + self.setting.scope, '')}{year}年收支{self.dice.pick('总预算', '预算总额', '预算总数')}{self._said(total)}，{said}。"

    def _income(self) -> Iterator[str]:
        whole = self.ledger.whole()
        named = {
            "general": "一般公共预算拨款收入",
            "fund": "政府性基金预算拨款收入",
            "capital": "国有资本经营预算拨款收入",
            "operating": "事业收入",
            "other": "其他收入",
            "carry_over": "上年结转",
        }
        parts = [(name, self.ledger.source(source)) for source, name in named.items() if self.ledger.source(source)]
        listed = self._shares("收入预算", whole, parts)
        yield f"{self.ledger.year}年收入预算{self._said(whole)}，其中：{listed}。"

    def _expenditure(self) -> Iterator[str]:
        whole = self.ledger.whole()
        parts = [("基本支出", self.ledger.spent_in_all("basic")), ("项目支出", self.ledger.spent_in_all("project"))]
        listed = self._shares("支出预算", whole, parts)
        yield f"{self.ledger.unit}{self.ledger.year}年支出预算{self._said(whole)}，其中：{listed}。"

    def _general(self) -> Iterator[str]:
        for number, leaf in enumerate(self.ledger.leaves[:5], 1):
            amount = leaf.spent("total", SOURCES[:1])
            if not amount:
                continue
            names = [FUNCTIONS[leaf.code[:size]] for size in (3, 5, 7)]
            path = "".join(f"{name}（{level}）" for name, level in zip(names, "类款项", strict=True))
            said, moved, percent = self._change(amount)
            self.stated.append((self._value(amount), None, moved, percent))
            mark = self.dice.pick(f"{number}.", f"{number}、", f"（{number}）", f"{number}．")
            yield f"{mark}{path}{self.dice.pick('', '：')}{self.dice.pick(str(self.ledger.year) + '年预算数为', '预算', '支出预算为')}{self._said(amount)}，{said}。"

    def _three_public(self) -> Iterator[str]:
        money = self.ledger.three_public
        cars = money["buying"] + money["running"]
        for number, (noun, amount) in enumerate(
            (("因公出国（境）费", money["abroad"]), ("公务用车购置及运行费", cars), ("公务接待费", money["reception"])),
            1,
        ):
            if amount:
                yield f"{number}.{self._stating(noun, amount)}"

    def _projects(self) -> Iterator[str]:
        label, marks = (
            self.dice.pick("预算安排规模", "项目预算", "项目金额", "预算安排金额", "资金规模"),
            self.dice.pick("：", "：", ":"),
        )
        for number, one in enumerate(self.ledger.projects[:4], 1):
            self.projects.append((one.name, self._value(one.amount)))
            yield f"（{numeral_of(number)}）项目名称{marks}{one.name}"
            law, refs = references(self.dice)
            self.references += refs
            yield f"{self.dice.pick('设立的政策依据', '立项依据', '政策依据')}{marks}{law}"
            yield f"{label}{marks}{self._said(one.amount)}"
            yield f"{self.dice.pick('项目承担单位', '实施单位', '项目实施单位')}{marks}{self.ledger.unit}"
            yield f"{self.dice.pick('资金执行时间', '执行时间', '实施周期')}{marks}{self.ledger.year}年1月1日至{self.ledger.year}年12月31日"

    def _basis(self) -> Iterator[str]:
        law, refs = references(self.dice)
        self.references += refs
        yield f"根据{law}，本{self.setting.scope}编制了{self.ledger.year}年预算，[第一批]资金已于3月5日下达。"
