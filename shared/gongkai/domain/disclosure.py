"""A parsed disclosure: the schema of a parse as frozen values, every part with its place in the original.

Keys, codes and value keys are those of the corpus schema (docs/schema.md); one vocabulary serves files, code, API and screens.
Amounts are `Decimal` with the digits as printed, in the unit of their table or sentence; a missing amount is None, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from gongkai.domain.content import Notice
from gongkai.domain.places import Place

Kind = Literal["budget", "final_accounts"]
Scope = Literal["department", "unit"]
Side = Literal["income", "expenditure"]
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One logical row. `code` joins 类款项 (`2080101`), None on a total or unit row; `values` has the keys of its side."""

    name: str | None
    code: str | None = None
    side: Side | None = None
    project: str | None = None
    values: Mapping[str, Decimal | None] = field(default_factory=dict)
    total_row: bool = False
    place: Place | None = None
    cells: Mapping[str, Place] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Decimal | None:
        return self.values.get(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One published table. `code` is a kind of the schema or `other`; `currency` is the unit printed above it (万元, 元, 亿元)."""

    code: str
    title: str
    number: int | None = None
    currency: str | None = None
    empty: bool = False
    note: str | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    place: Place | None = None

    @property
    def label(self) -> str:
        """How a finding names this table: `表7`, or its title when it has no number."""
        return f"表{self.number}" if self.number is not None else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    """编制、实有、在职、退休、离休人数，处室，下属预算单位数."""

    posts: int | None = None
    actual: int | None = None
    in_service: int | None = None
    retired: int | None = None
    departed: int | None = None
    offices: tuple[str, ...] = ()
    subordinates: int | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered heading with the text of its own (without its children's)."""

    path: tuple[str, ...]
    heading: str | None = None
    text: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One numbered statement of 项目支出情况说明. `extra` keeps labelled fields that the schema does not name."""

    name: str
    amount: Decimal | None = None
    policy_basis: str | None = None
    policy_refs: tuple[str, ...] = ()
    undertaker: str | None = None
    allocation: str | None = None
    period_text: str | None = None
    period: tuple[str, str] | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOver:
    """One item of 上年结转结余情况说明."""

    name: str
    amount: Decimal | None = None
    purpose: str | None = None
    policy_refs: tuple[str, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Funds:
    """The funds line of a performance table, 万元 unless the table prints another unit."""

    total: Decimal | None = None
    fiscal: Decimal | None = None
    other: Decimal | None = None
    upper: Decimal | None = None
    local: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One performance indicator. `op` is `>=`, `<=`, `=`, `>`, `<` or None; `value` and `measure` are None for plain words."""

    level1: str | None
    level2: str | None
    level3: str
    target_text: str | None = None
    op: str | None = None
    value: str | None = None
    measure: str | None = None
    basis: str | None = None
    last_year: str | None = None
    weight: str | None = None
    scoring: str | None = None
    evidence: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """One 绩效目标表, of the whole unit or of a project."""

    scope: Literal["unit", "project"]
    unit: str | None = None
    project: str | None = None
    leader: str | None = None
    year: int | None = None
    funds: Funds = field(default_factory=Funds)
    goal: str | None = None
    indicators: tuple[Indicator, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence of the narrative that states an amount with its share or its change. A decrease is negative."""

    section: tuple[str, ...]
    item: str
    amount: Decimal | None = None
    share_pct: Decimal | None = None
    change: Decimal | None = None
    change_pct: Decimal | None = None
    reason: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procurement:
    """政府采购: total = goods + works + services; 面向中小企业、小微企业预留."""

    total: Decimal | None = None
    goods: Decimal | None = None
    works: Decimal | None = None
    services: Decimal | None = None
    reserved_sme: Decimal | None = None
    reserved_micro: Decimal | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One line of 国有资产占用使用情况."""

    name: str
    quantity: Decimal | None = None
    measure: str | None = None
    value: Decimal | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """国有资产占用使用情况 at the end of the year `as_of`."""

    as_of: str | None = None
    items: tuple[Asset, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One entry of 名词解释."""

    term: str
    definition: str
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRef:
    """A 文号 (`乌财社〔2023〕262号`) or a document named in 《》; `raw` has the distinct printed forms without spaces."""

    ref: str
    issuer: str | None = None
    year: int | None = None
    number: int | None = None
    raw: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found. `stated` and `expected` are printed forms; `places` leads to every figure involved."""

    rule: str
    severity: Severity
    where: str
    stated: str | None = None
    expected: str | None = None
    message: str = ""
    message_en: str = ""
    cause: str | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """One document as understood. `reader`, `pages` and `notices` say how it was read."""

    title: str | None = None
    kind: Kind | None = None
    scope: Scope | None = None
    year: int | None = None
    unit: str | None = None
    published_on: str | None = None
    currency: str | None = None
    total: Decimal | None = None
    staffing: Staffing | None = None
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    projects: tuple[Project, ...] = ()
    carry_overs: tuple[CarryOver, ...] = ()
    objectives: tuple[Objective, ...] = ()
    statements: tuple[Statement, ...] = ()
    procurement: Procurement | None = None
    assets: Assets | None = None
    glossary: tuple[Term, ...] = ()
    policy_refs: tuple[PolicyRef, ...] = ()
    findings: tuple[Finding, ...] = ()
    reader: str | None = None
    pages: int | None = None
    notices: tuple[Notice, ...] = ()

    def table(self, code: str) -> Table | None:
        """The first table of a kind."""
        return next((table for table in self.tables if table.code == code), None)
