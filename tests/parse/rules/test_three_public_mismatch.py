"""“三公” amounts of text and table."""

from tests.parse.rules.conftest import doc, outcome, row, said, section, spots, table

TABLE = table(
    "three_public",
    row(None, "合计", total="5.00"),
    row(None, "公务用车运行费", total="4.00"),
    row(None, "公务接待费", total="1.00"),
)
SECTION = section("十", "关于财政拨款“三公”经费预算情况说明", "……")


def stated(total: str, running: str):
    items = (said("十", "“三公”经费", total), said("十", "公务用车运行费", running))
    return doc(TABLE, sections=(SECTION,), statements=items)


def test_items_that_repeat_the_table_hold():
    assert outcome("three_public.mismatch", stated("5.00", "4.00")).held == 2


def test_an_item_that_differs_is_an_error_at_its_name():
    assert spots("three_public.mismatch", stated("5.00", "4.30")) == [("第三部分 十 公务用车运行费", "4.30", "4.00")]


def test_an_item_that_agrees_with_the_sums_of_the_table_is_right():
    assert spots("three_public.mismatch", stated("5.00", "4.00")) == []


def test_an_empty_table_is_not_applicable():
    document = doc(
        table("three_public", empty=True), sections=(SECTION,), statements=(said("十", "公务接待费", "0.00"),)
    )
    assert outcome("three_public.mismatch", document).status == "not_applicable"
