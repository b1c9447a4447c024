"""The figures of one invented unit for one year: everything adds up, because every total is computed from its items."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

from fiction.vocabulary import ECONOMIC, PLACES

Money = Decimal
ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Sector:
    """What a kind of unit spends on."""

    office: str
    staff_code: str
    duties: tuple[str, ...]
    offices: tuple[str, ...]
    projects: tuple[
        tuple[str, str, str, str, str, str], ...
    ]  # code, name, economic class, purpose, measure, unit price


SECTORS = {
    "education": Sector(
        "教育局", "2050202",
        ("贯彻执行国家教育方针、政策和法律法规，拟订全区教育发展规划并组织实施。", "负责学前教育、义务教育的统筹规划和管理。",
         "负责教师队伍建设，组织实施教师资格制度。", "承办区委、区人民政府交办的其他事项。"),
        ("办公室", "基础教育科", "人事科", "计划财务科（项目管理科）"),
        (("2050201", "幼儿资助", "e303", "学前教育困难幼儿资助", "人", "元/人/年"),
         ("2050299", "义务教育薄弱环节改善与能力提升", "e310", "校舍维修改造和设备购置", "所", "万元/所"),
         ("2050999", "校园安全防护能力提升", "e302", "校园安保服务", "人", "元/人/月")),
    ),
    "water": Sector(
        "水利局", "2130301",
        ("负责保障水资源的合理开发利用，拟订水利发展规划和政策。", "负责防汛抗旱和水利工程建设与运行管理。", "负责农村供水、水土保持工作。",
         "承办县委、县人民政府交办的其他事项。"),
        ("办公室", "规划建设科", "水资源管理科"),
        (("2130305", "中小河流治理", "e310", "河道治理工程建设", "公里", "万元/公里"),
         ("2130314", "山洪灾害防治", "e302", "监测预警设施运行维护", "个", "元/个"),
         ("2130335", "农村饮水安全巩固提升", "e310", "农村供水管网改造", "户", "元/户")),
    ),
    "culture": Sector(
        "文化和旅游局", "2070101",
        ("贯彻落实文化和旅游工作的方针政策，统筹规划文化事业、文化产业和旅游业发展。", "管理全区性重大文化活动，指导重点文化设施建设。",
         "负责文物和非物质文化遗产保护工作。", "承办区委、区人民政府交办的其他事项。"),
        ("办公室", "公共文化科", "文物与非遗科", "市场管理科", "文化馆"),
        (("2070109", "公共文化服务体系建设", "e302", "文化惠民演出和公共文化活动", "场", "元/场"),
         ("2070204", "文物保护单位修缮", "e310", "文物本体修缮", "处", "万元/处"),
         ("2070199", "非遗传承人补助", "e303", "非物质文化遗产传承人传习补助", "人", "元/人/年")),
    ),
}  # fmt: skip


@dataclass
class Leaf:
    """One 项 line: where its money comes from and whether it is basic or project expenditure."""

    code: str
    basic: Money = ZERO
    project: Money = ZERO
    upper: Money = ZERO  # the part of `project` that is an upper-level transfer
    carried: Money = ZERO  # carry-over spent this year, on top

    @property
    def this_year(self) -> Money:
        """Basic and project expenditure out of this year's appropriation."""
        return self.basic + self.project

    @property
    def total(self) -> Money:
        """With the carry-over."""
        return self.this_year + self.carried


@dataclass
class Undertaking:
    """One project with its policy reference, its own allocation and its indicators."""

    code: str
    name: str
    reference: str
    economic: str
    amount: Money
    carried: Money
    upper: bool
    purpose: str
    count: int
    measure: str
    allocation: tuple[tuple[str, Money], ...]
    period_year: int

    @property
    def full_name(self) -> str:
        """As tables and statements print it."""
        return f"{self.reference}关于下达{self.name}补助资金" if self.reference else self.name


@dataclass
class Book:
    """All figures of one unit and year, in 万元 with two decimals unless said otherwise."""

    place: str
    office: str
    year: int
    sector: Sector
    leaves: list[Leaf]
    economic: dict[str, Money]
    undertakings: list[Undertaking]
    posts: int
    in_service: int
    retired: int
    last: dict[str, Money]  # last year's figures by item
    vehicles: tuple[int, int, int]
    procurement: tuple[Money, Money, Money]

    @property
    def unit(self) -> str:
        """The publishing unit."""
        return self.place + self.office

    def total(self, what: str) -> Money:
        """The sum of one quantity (`basic`, `project`, `upper`, `carried`, `this_year`, `total`) over all lines."""
        return sum((getattr(leaf, what) for leaf in self.leaves), ZERO)

    def by_prefix(self, prefix: str, what: str) -> Money:
        """The same for the lines below a 类 or 款."""
        return sum((getattr(leaf, what) for leaf in self.leaves if leaf.code.startswith(prefix)), ZERO)

    def codes(self) -> list[str]:
        """类, 款 and 项 codes in printed order."""
        found: list[str] = []
        for leaf in sorted(self.leaves, key=lambda leaf: leaf.code):
            found += [code for code in (leaf.code[:3], leaf.code[:5], leaf.code) if code not in found]
        return found

    def economic_sum(self, prefix: str) -> Money:
        """The sum of the economic items below a class."""
        return sum((value for code, value in self.economic.items() if code.startswith(prefix)), ZERO)

    def last_total(self, what: str, prefix: str = "") -> Money:
        """Last year's `basic`, `project` or `this_year` of the lines below a code."""
        kinds = ("basic", "project") if what == "this_year" else (what,)
        return sum(
            (value for key, value in self.last.items() if key.startswith(prefix) and key.split(".")[1] in kinds), ZERO
        )

    @property
    def personnel(self) -> Money:
        """人员经费: 工资福利支出 and 对个人和家庭的补助."""
        return self.economic_sum("301") + self.economic_sum("303")

    @property
    def operating(self) -> Money:
        """公用经费: 商品和服务支出 of the basic expenditure."""
        return self.economic_sum("302")


def money(rng: random.Random, low: float, high: float) -> Money:
    """A random amount with two decimals."""
    return Decimal(rng.randint(int(low * 100), int(high * 100))).scaleb(-2)


def make(seed: int, sector: str, year: int, place: str | None = None) -> Book:
    """The same seed gives the same unit on every machine."""
    rng = random.Random(seed)
    kind = SECTORS[sector]
    economic = {code: money(rng, 2, 260 if code.startswith("301") else 20) for code in ECONOMIC if len(code) == 5}
    undertakings = [_undertaking(rng, year, *entry) for entry in kind.projects]
    leaves = _leaves(kind, economic, undertakings)
    return Book(
        place=place or rng.choice(PLACES), office=kind.office, year=year, sector=kind, leaves=leaves, economic=economic, undertakings=undertakings,
        posts=(posts := rng.randint(30, 90)), in_service=posts - rng.randint(0, 6), retired=rng.randint(5, 40),
        last=_last_year(rng, leaves), vehicles=(rng.randint(0, 3), rng.randint(1, 4), rng.randint(0, 2)),
        procurement=(money(rng, 5, 80), money(rng, 20, 300), money(rng, 5, 60)),
    )  # fmt: skip


def _leaves(kind: Sector, economic: dict[str, Money], undertakings: list[Undertaking]) -> list[Leaf]:
    """The personnel lines follow from the economic items, the rest of the basic expenditure goes to the office's own line."""
    fixed = {
        "2080505": economic["30108"], "2080506": economic["30109"], "2080501": economic["30302"],
        "2101101": economic["30110"], "2101103": economic["30111"], "2210201": economic["30113"],
    }  # fmt: skip
    leaves = {code: Leaf(code, basic=amount) for code, amount in fixed.items()}
    rest = sum(economic.values(), ZERO) - sum(fixed.values(), ZERO)
    leaves[kind.staff_code] = Leaf(kind.staff_code, basic=rest)
    for one in undertakings:
        leaf = leaves.setdefault(one.code, Leaf(one.code))
        leaf.project += one.amount
        leaf.upper += one.amount if one.upper else ZERO
        leaf.carried += one.carried
    return sorted(leaves.values(), key=lambda leaf: leaf.code)


def _last_year(rng: random.Random, leaves: list[Leaf]) -> dict[str, Money]:
    """Last year's figure of every line, `<code>.basic` and `<code>.project`; never zero where this year's is not."""
    found = {}
    for leaf in leaves:
        for what in ("basic", "project"):
            amount = getattr(leaf, what)
            found[f"{leaf.code}.{what}"] = (amount * Decimal(rng.randint(70, 130)) / 100).quantize(Decimal("0.01"))
    return found


def _undertaking(
    rng: random.Random, year: int, code: str, name: str, economic: str, purpose: str, measure: str, price: str
) -> Undertaking:
    first, second = money(rng, 20, 400), money(rng, 5, 90)
    upper = rng.random() < 0.6
    issuer = rng.choice(("青财预", "临财综", "岭财社", "川财农", "港财教"))
    opening, closing = rng.choice(("[]", "〔〕", "（）", "【】"))
    reference = f"{issuer}{opening}{year - 1}{closing}{rng.randint(1, 399)}号" if upper else ""
    carried = money(rng, 1, 60) if rng.random() < 0.5 else ZERO
    return Undertaking(
        code, f"{year}年{name}", reference, economic, first + second, carried, upper, purpose,
        rng.randint(12, 900), measure, ((purpose, first), ("工作经费", second)), year,
    )  # fmt: skip
