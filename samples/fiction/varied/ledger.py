"""One invented unit's money by line, source and purpose, from which every table and every sentence takes its figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from fiction.varied.dice import Dice
from fiction.vocabulary import ECONOMIC_CLASSES

Money = Decimal
ZERO = Decimal("0.00")

SOURCES = (
    "general",
    "fund",
    "capital",
    "special_account",
    "operating",
    "business",
    "upper_subsidy",
    "affiliated",
    "other",
)
FUNCTIONS = {
    "201": "一般公共服务支出", "20106": "财政事务", "2010601": "行政运行", "2010605": "财政国库业务", "2010699": "其他财政事务支出",
    "204": "公共安全支出", "20406": "司法", "2040601": "行政运行", "2040607": "公共法律服务",
    "205": "教育支出", "20502": "普通教育", "2050201": "学前教育", "2050202": "小学教育", "2050299": "其他普通教育支出",
    "206": "科学技术支出", "20607": "科学技术普及", "2060702": "科普活动",
    "207": "文化旅游体育与传媒支出", "20701": "文化和旅游", "2070109": "群众文化", "2070199": "其他文化和旅游支出",
    "208": "社会保障和就业支出", "20805": "行政事业单位养老支出", "2080501": "行政单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出", "2080506": "机关事业单位职业年金缴费支出",
    "210": "卫生健康支出", "21011": "行政事业单位医疗", "2101101": "行政单位医疗", "2101103": "公务员医疗补助",
    "211": "节能环保支出", "21103": "污染防治", "2110301": "大气",
    "212": "城乡社区支出", "21208": "国有土地使用权出让收入安排的支出", "2120801": "征地和拆迁补偿支出", "2120804": "农村基础设施建设支出",
    "213": "农林水支出", "21301": "农业农村", "2130104": "事业运行", "2130122": "农业生产发展",
    "21305": "巩固脱贫攻坚成果衔接乡村振兴", "2130504": "农村基础设施建设",
    "221": "住房保障支出", "22102": "住房改革支出", "2210201": "住房公积金",
    "223": "国有资本经营预算支出", "22301": "解决历史遗留问题及改革成本支出", "2230105": "国有企业退休人员社会化管理补助支出",
    "229": "其他支出", "22960": "彩票公益金安排的支出", "2296003": "用于体育事业的彩票公益金支出",
}  # fmt: skip
ECONOMIC = {
    "301": "工资福利支出", "30101": "基本工资", "30102": "津贴补贴", "30103": "奖金", "30108": "机关事业单位基本养老保险缴费",
    "30113": "住房公积金", "30199": "其他工资福利支出", "302": "商品和服务支出", "30201": "办公费", "30205": "水费", "30211": "差旅费",
    "30217": "公务接待费", "30231": "公务用车运行维护费", "30299": "其他商品和服务支出", "303": "对个人和家庭的补助", "30302": "退休费",
    "30399": "其他对个人和家庭的补助", "310": "资本性支出", "31002": "办公设备购置",
}  # fmt: skip
_OF_FUND = {"2120801": "fund", "2120804": "fund", "2296003": "fund", "2230105": "capital"}
_UNITS = (
    ("临溪市", "财政局"), ("望川县", "农业农村局"), ("白鹭省松岗市", "生态环境局"), ("东湖新区", "管理委员会"), ("石桥市", "人民政府办公室"),
    ("青岩市北塘区", "第三中学"), ("云栖省", "地质环境监测中心"), ("梧州岭县", "人民医院"), ("长汀洲市", "科学技术协会"), ("岭南市", "城市管理和综合执法局"),
)  # fmt: skip
_PROJECTS = (
    "基层文化设施免费开放补助", "信息化系统运行维护经费", "城乡义务教育补助经费", "乡村振兴驻村工作经费", "残疾人就业保障金安排的支出项目",
    "老旧小区改造以奖代补资金", "非税收入征管业务费", "“一村一品”示范创建", "2号办公楼消防改造工程", "A类人才引进专项", "十四五规划编制与评估项目（第二期）",
    "中央财政衔接推进乡村振兴补助资金（巩固拓展脱贫攻坚成果和乡村振兴任务）",
)  # fmt: skip


@dataclass
class Leaf:
    """One 项: its amounts by source, and how much of each source is basic expenditure."""

    code: str
    sources: dict[str, Money] = field(default_factory=dict)
    basic: dict[str, Money] = field(default_factory=dict)
    carried: Money = ZERO

    def spent(self, purpose: str, sources: tuple[str, ...]) -> Money:
        """What is spent on `basic`, `project` or both (`total`) out of some sources."""
        whole = sum((self.sources.get(source, ZERO) for source in sources), ZERO)
        basic = sum((self.basic.get(source, ZERO) for source in sources), ZERO)
        return {"total": whole, "basic": basic, "project": whole - basic}[purpose]


@dataclass(frozen=True)
class Undertaking:
    """One project: where it is booked and what it is spent on."""

    name: str
    code: str
    classes: dict[str, Money]

    @property
    def amount(self) -> Money:
        """The sum over the economic classes."""
        return sum(self.classes.values(), ZERO)


@dataclass(frozen=True)
class Ledger:
    """Everything that is printed, in 万元."""

    place: str
    office: str
    year: int
    leaves: tuple[Leaf, ...]
    economic: dict[str, Money]
    projects: tuple[Undertaking, ...]
    three_public: dict[str, Money]
    carried: tuple[tuple[str, Money, Money], ...]  # name, out of 财政拨款, out of other money

    @property
    def unit(self) -> str:
        """The publishing unit."""
        return self.place + self.office

    def sum(self, amount: Callable[[Leaf], Money], prefix: str = "") -> Money:
        """A quantity over all lines below a code."""
        return sum((amount(leaf) for leaf in self.leaves if leaf.code.startswith(prefix)), ZERO)

    def source(self, source: str, prefix: str = "") -> Money:
        """What comes from one source, `carry_over` included."""
        if source == "carry_over":
            return self.sum(lambda leaf: leaf.carried, prefix)
        return self.sum(lambda leaf: leaf.sources.get(source, ZERO), prefix)

    def whole(self, prefix: str = "") -> Money:
        """Everything below a code, the carry-over included."""
        return self.spent("total", SOURCES, prefix) + self.source("carry_over", prefix)

    def spent(self, purpose: str, sources: tuple[str, ...], prefix: str = "") -> Money:
        """What is spent on a purpose out of some sources, without the carry-over."""
        return self.sum(lambda leaf: leaf.spent(purpose, sources), prefix)

    def spent_in_all(self, purpose: str, prefix: str = "") -> Money:
        """What is spent on a purpose; the carry-over goes to projects."""
        carried = ZERO if purpose == "basic" else self.source("carry_over", prefix)
        return self.spent(purpose, SOURCES, prefix) + carried

    def codes(self) -> list[str]:
        """类, 款 and 项 codes in printed order."""
        return sorted({leaf.code[:length] for leaf in self.leaves for length in (3, 5, 7)})

    def economic_sum(self, prefix: str = "") -> Money:
        """The basic expenditure below an economic class."""
        return sum((value for code, value in self.economic.items() if code.startswith(prefix)), ZERO)


def money(dice: Dice, low: float, high: float) -> Money:
    """A random amount with two decimals."""
    return Decimal(dice.randint(int(low * 100), int(high * 100))).scaleb(-2)


def make(dice: Dice) -> Ledger:
    """A unit with its money."""
    place, office = dice.pick(*_UNITS)
    items = [code for code in FUNCTIONS if len(code) == 7]
    leaves = tuple(_leaf(dice, code) for code in dice.some(items, 3, 12))
    basic = sum((leaf.basic.get("general", ZERO) for leaf in leaves), ZERO)
    return Ledger(
        place, office, dice.randint(2016, 2026), leaves, _economic(dice, basic), _projects(dice, leaves), _three_public(dice), _carried(dice),
    )  # fmt: skip


def _leaf(dice: Dice, code: str) -> Leaf:
    own = _OF_FUND.get(code, "general")
    leaf = Leaf(code, {own: money(dice, 3, dice.pick(90, 4000, 90000))})
    if own == "general":
        for source in dice.sample(SOURCES[3:], dice.pick(0, 0, 1, 2)):
            leaf.sources[source] = money(dice, 1, 800)
        share = dice.pick(0, 1, dice.random())
        leaf.basic["general"] = (leaf.sources["general"] * Decimal(share)).quantize(ZERO)
    if dice.often(0.3):
        leaf.carried = money(dice, 1, 300)
    return leaf


def _economic(dice: Dice, whole: Money) -> dict[str, Money]:
    items = dice.some([code for code in ECONOMIC if len(code) == 5], 4, 14)
    return dict(zip(items, split(dice, whole, len(items)), strict=True))


def split(dice: Dice, whole: Money, parts: int) -> list[Money]:
    """An amount in random parts that add up to it."""
    cuts = sorted(dice.randint(0, int(whole * 100)) for _ in range(parts - 1))
    bounds = [0, *cuts, int(whole * 100)]
    return [Decimal(end - start).scaleb(-2) for start, end in pairwise(bounds)]


def _projects(dice: Dice, leaves: tuple[Leaf, ...]) -> tuple[Undertaking, ...]:
    names = dice.sample(_PROJECTS, len(_PROJECTS))
    found: list[Undertaking] = []
    for leaf in leaves:
        amount = leaf.spent("project", ("general",))
        if amount == ZERO or len(names) < 2:
            continue
        for part in split(dice, amount, dice.pick(1, 1, 2)):
            classes = dice.sample([key for key, _ in ECONOMIC_CLASSES], dice.pick(1, 1, 2))
            found.append(
                Undertaking(names.pop(), leaf.code, dict(zip(classes, split(dice, part, len(classes)), strict=True)))
            )
    return tuple(found)


def _three_public(dice: Dice) -> dict[str, Money]:
    return {
        "abroad": dice.pick(ZERO, money(dice, 1, 40)), "buying": dice.pick(ZERO, money(dice, 10, 60)),
        "running": money(dice, 1, 40), "reception": dice.pick(ZERO, money(dice, 0.1, 20)),
    }  # fmt: skip


def _carried(dice: Dice) -> tuple[tuple[str, Money, Money], ...]:
    names = dice.sample(_PROJECTS, dice.randint(1, 4))
    return tuple((name, money(dice, 1, 90), dice.pick(ZERO, money(dice, 1, 20))) for name in names)
