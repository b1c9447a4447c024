"""What of a disclosure can be found."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.adapters.index_memory import MemoryIndex
from gongkai.domain.codec import from_json
from gongkai.domain.disclosure import (
    CarryOver,
    Disclosure,
    Finding,
    Funds,
    Indicator,
    Objective,
    PolicyRef,
    Project,
    Row,
    Section,
    Table,
)
from gongkai.domain.places import Place
from gongkai.index.describe import describe
from gongkai.index.fields import FIELDS
from gongkai.ports.index import SearchRow

REF = PolicyRef(
    ref="云财社〔2023〕26号", issuer="云财社", year=2023, number=26, raw=("云财社[2023]26号",), places=(Place(page=4),)
)
LINE = Row(
    name="公益性岗位补贴", code="2080705", values={"total": Decimal("12.50"), "basic": None}, place=Place(page=3)
)
TABLE = Table(
    code="expenditure", title="单位支出总体情况表", number=3, currency="万元", columns=("total", "basic"), rows=(LINE,)
)
DISCLOSURE = Disclosure(
    title="云山市东湖区民政局2024年单位预算公开",
    kind="budget",
    scope="unit",
    year=2024,
    unit="云山市东湖区民政局",
    currency="万元",
    total=Decimal("100.5"),
    sections=(Section(path=("第一部分", "一"), heading="主要职能", text="承担养老服务，联系电话13812345678。"),),
    tables=(TABLE,),
    projects=(Project(name="养老服务补贴", amount=Decimal("12.5"), policy_refs=(REF.ref,)),),
    carry_overs=(CarryOver(name="云财社[2023]26号-养老", amount=Decimal("0.5"), purpose="养老院"),),
    objectives=(
        Objective(
            scope="project",
            project="养老服务补贴",
            funds=Funds(total=Decimal("12.5")),
            goal="让老人满意",
            indicators=(Indicator(level1="产出指标", level2="数量指标", level3="服务人数", target_text=">=500人"),),
        ),
    ),
    policy_refs=(REF,),
    findings=(Finding(rule="sum.children", severity="error", where="表3 208", message="合计不等"),),
    pages=10,
)


def rows_of(disclosure: Disclosure, kind: str = "", version: int = 1) -> list[SearchRow]:
    rows = describe(disclosure, document="d1", space="public", name="预算.pdf", version=version)
    return [row for row in rows if row.kind == kind or not kind]


def only(disclosure: Disclosure, kind: str) -> SearchRow:
    (row,) = rows_of(disclosure, kind)
    return row


def with_row(row: Row, currency: str | None = "万元") -> Disclosure:
    return Disclosure(
        tables=(Table(code="other", title="某表", currency=currency, columns=tuple(row.values), rows=(row,)),)
    )


def test_every_part_of_a_disclosure_is_a_row() -> None:
    kinds = [row.kind for row in rows_of(DISCLOSURE)]
    assert kinds == [
        "disclosure",
        "section",
        "table",
        "budget_line",
        "project",
        "carry_over",
        "objective",
        "indicator",
        "policy_ref",
        "finding",
    ]


def test_every_engine_takes_the_rows() -> None:
    index = MemoryIndex(FIELDS)
    assert index.replace("public", "d1", 1, rows_of(DISCLOSURE)) == 10


def test_ids_are_the_same_in_every_run_and_version_and_differ_between_documents() -> None:
    first, again = rows_of(DISCLOSURE), rows_of(DISCLOSURE, version=2)
    other = describe(DISCLOSURE, document="d2", space="public", name="预算.pdf", version=1)
    assert [row.id for row in first] == [row.id for row in again]
    assert len({row.id for row in (*first, *other)}) == 20


def test_every_row_knows_its_unit_region_year_and_file() -> None:
    for row in rows_of(DISCLOSURE):
        assert (row.fields["unit"], row.fields["region"]) == ("云山市东湖区民政局", "云山市东湖区")
        assert (row.fields["year"], row.fields["doc_kind"], row.fields["file"]) == (2024, "budget", "预算.pdf")


def test_a_line_is_found_by_its_code_and_those_above() -> None:
    fields = only(DISCLOSURE, "budget_line").fields
    assert fields["code"] == ["208", "20807", "2080705"]
    assert (fields["class"], fields["where"], fields["page"]) == ("208", "表3 2080705", 3)


def test_an_amount_is_kept_as_printed_and_in_yuan() -> None:
    fields = only(DISCLOSURE, "budget_line").fields
    assert (fields["printed"], fields["currency"], fields["amount"]) == ("12.50", "万元", Decimal("125000"))
    assert (fields["band"], fields["amounts"]) == ("1e6", {"total": "12.50"})


def test_an_amount_without_a_printed_unit_is_not_converted() -> None:
    line = only(with_row(LINE, currency=None), "budget_line").fields
    assert line["printed"] == "12.50"
    assert "amount" not in line
    assert "band" not in line


def test_yuan_are_not_taken_for_ten_thousands() -> None:
    assert only(with_row(LINE, currency="元"), "budget_line").fields["amount"] == Decimal("12.50")


def test_zero_is_an_amount_and_an_empty_line_is_no_row() -> None:
    zero = with_row(Row(name="甲", values={"amount": Decimal(0)}))
    empty = with_row(Row(name="甲", values={"amount": None}))
    assert only(zero, "budget_line").fields["amount"] == 0
    assert rows_of(empty, "budget_line") == []


def test_an_absurd_amount_is_shown_and_not_compared() -> None:
    line = only(with_row(Row(name="甲", values={"amount": Decimal(10) ** 20})), "budget_line").fields
    assert line["printed"] == "1" + "0" * 20
    assert "amount" not in line


def test_references_are_found_in_names_by_their_printed_form() -> None:
    assert only(DISCLOSURE, "carry_over").fields.get("policy") is None  # its own list says none
    row = Row(name="养老", project="云财社 [2023]26号-养老", values={"total": Decimal(1)})
    disclosure = Disclosure(
        tables=(Table(code="other", title="某表", columns=("total",), rows=(row,)),), policy_refs=(REF,)
    )
    fields = only(disclosure, "budget_line").fields
    assert (fields["policy"], fields["issuer"]) == (["云财社〔2023〕26号"], ["云财社"])


def test_personal_numbers_are_masked_everywhere() -> None:
    for row in rows_of(DISCLOSURE):
        assert "13812345678" not in str(row.fields)
    assert "138********" in only(DISCLOSURE, "section").fields["text"]


def test_an_indicator_knows_its_project_levels_and_target() -> None:
    fields = only(DISCLOSURE, "indicator").fields
    assert (fields["name"], fields["project"], fields["target"]) == ("服务人数", "养老服务补贴", ">=500人")
    assert (fields["level1"], fields["level2"]) == ("产出指标", "数量指标")


def test_a_document_of_which_nothing_was_understood_is_found_by_its_file_name() -> None:
    (row,) = rows_of(Disclosure())
    assert (row.kind, row.fields["name"], row.fields["title"]) == ("disclosure", "预算.pdf", "预算.pdf")


@pytest.mark.corpus
def test_every_checked_disclosure_can_be_indexed_twice_over(corpus: Path) -> None:
    for truth in sorted(corpus.glob("**/truth.json")):
        index = MemoryIndex(FIELDS)
        disclosure = from_json(json.loads(truth.read_text("utf-8")))
        rows = describe(disclosure, document="d1", space="public", name=truth.name, version=1)
        assert index.replace("public", "d1", 1, rows) == index.replace("public", "d1", 1, rows) == len(rows) > 100
