"""What every search engine has to do alike, ranking included."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from gongkai.adapters.index_elastic import ElasticIndex
from gongkai.adapters.index_memory import MemoryIndex
from gongkai.adapters.index_tantivy import TantivyIndex
from gongkai.adapters.states import MOST
from gongkai.errors import Failed, GongkaiError
from gongkai.ports.cursors import read, write
from gongkai.ports.index import Clue, Field, Page, Query, SearchIndex, SearchRow

FIELDS = (
    Field("kind", "keyword", zh="类型", en="Kind", facet=True, filter=True),
    Field("document", "keyword", zh="文件", en="Document", filter=True),
    Field("name", "text", zh="名称", en="Name", weight=3),
    Field("text", "text", zh="正文", en="Text", weight=1),
    Field("unit", "keyword", zh="单位", en="Unit", facet=True, filter=True, sort=True),
    Field("policy", "keyword", zh="文号", en="Policy", many=True, facet=True, filter=True),
    Field("year", "integer", zh="年度", en="Year", facet=True, filter=True, sort=True),
    Field("amount", "amount", zh="金额", en="Amount", sort=True),
    Field("page", "stored", zh="页", en="Page"),
)


@pytest.fixture
def elastic(engine: Callable[[str], str]) -> Iterator[Callable[[str], SearchIndex]]:
    """Makes an index on a server that is named, and removes it."""
    name = f"test-{uuid.uuid4().hex}"
    with ExitStack() as stack:

        def on(server: str) -> SearchIndex:
            address = engine(server)
            stack.callback(remove, Elasticsearch(address), f"{name}-*")
            return ElasticIndex(address, FIELDS, name)

        yield on


def remove(client: Elasticsearch, names: str) -> None:
    client.indices.delete(index=list(client.indices.get(index=names)))


@pytest.fixture(params=["memory", "tantivy", "elasticsearch-9.2.8", "elasticsearch-8.19.7"])
def index(request: pytest.FixtureRequest, tmp_path: Path, elastic: Callable[[str], SearchIndex]) -> SearchIndex:
    embedded = {"memory": lambda: MemoryIndex(FIELDS), "tantivy": lambda: TantivyIndex(tmp_path / "index", FIELDS)}
    made: SearchIndex = embedded.get(request.param, lambda: elastic(request.param))()
    made.prepare()
    return made


def row(
    id_: str, name: str = "", *, document: str = "d1", space: str = "public", version: int = 1, **fields: Any
) -> SearchRow:
    named = {"name": name, "text": fields.pop("text", name)}
    kind = fields.pop("kind", "project")
    return SearchRow(id=id_, space=space, document=document, kind=kind, version=version, fields={**named, **fields})


def store(index: SearchIndex, *rows: SearchRow) -> None:
    for document in dict.fromkeys((one.space, one.document) for one in rows):
        mine = [one for one in rows if (one.space, one.document) == document]
        index.replace(*document, mine[0].version, mine)


def words(*phrases: str, **kwargs: Any) -> Query:
    clues = tuple(Clue(phrases=(phrase,)) for phrase in phrases)
    return Query(spaces=("public",), clues=clues, **kwargs)


def found(page: Page) -> list[str]:
    return [hit.id for hit in page.hits]


class TestWriting:
    def test_rows_are_found_as_soon_as_replace_returns(self, index: SearchIndex) -> None:
        assert index.replace("public", "d1", 1, [row("a", "就业补助"), row("b", "水利工程")]) == 2
        assert found(index.search(words("就业"))) == ["a"]

    def test_the_same_again_changes_nothing(self, index: SearchIndex) -> None:
        for _ in range(3):
            store(index, row("a", "就业补助"), row("b", "水利工程"))
        assert index.search(words()).total == 2
        assert index.ids("public", "d1") == ["a", "b"]

    def test_rows_that_a_newer_version_lacks_are_gone(self, index: SearchIndex) -> None:
        store(index, row("a", "就业补助"), row("b", "水利工程"))
        index.replace("public", "d1", 2, [row("b", "水利维修", version=2)])
        assert index.ids("public", "d1") == ["b"]
        assert found(index.search(words("维修"))) == ["b"]
        assert index.search(words("就业")).total == 0

    def test_an_older_version_changes_nothing(self, index: SearchIndex) -> None:
        index.replace("public", "d1", 5, [row("new", "就业补助", version=5), row("too", "水利", version=5)])
        assert index.replace("public", "d1", 4, [row("old", "旧的", version=4)]) == 2
        assert index.ids("public", "d1") == ["new", "too"]

    def test_an_older_version_does_not_refill_an_emptied_document(self, index: SearchIndex) -> None:
        index.replace("public", "d1", 5, [])
        assert index.replace("public", "d1", 4, [row("old", "旧的", version=4)]) == 0
        assert index.search(words()).total == 0
        assert index.documents("public") == {}

    def test_a_removed_document_is_gone_and_may_come_back(self, index: SearchIndex) -> None:
        store(index, row("a", "就业"), row("b", "就业", document="d2"))
        index.remove("public", "d1")
        assert index.documents("public") == {"d2": 1}
        store(index, row("a", "就业"))
        assert index.documents("public") == {"d1": 1, "d2": 1}

    def test_a_removed_document_may_come_back_in_any_version(self, index: SearchIndex) -> None:
        index.replace("public", "d1", 5, [row("a", "就业", version=5)])
        index.replace("public", "d2", 5, [])
        for document in ("d1", "d2", "unknown"):
            index.remove("public", document)
            assert index.replace("public", document, 1, [row(f"{document}-a", "就业", document=document)]) == 1
        assert index.documents("public") == {"d1": 1, "d2": 1, "unknown": 1}

    def test_the_same_version_with_fewer_rows_has_fewer_rows(self, index: SearchIndex) -> None:
        store(index, row("a", "就业"), row("b", "水利"))
        assert index.replace("public", "d1", 1, [row("b", "水利")]) == 1
        assert index.ids("public", "d1") == ["b"]

    def test_documents_are_counted_by_space(self, index: SearchIndex) -> None:
        store(index, row("a"), row("b"), row("c", space="draft"))
        assert index.documents("public") == {"d1": 2}
        assert index.documents("draft") == {"d1": 1}
        assert index.documents("elsewhere") == {}

    def test_a_cleared_index_is_empty_and_takes_any_version(self, index: SearchIndex) -> None:
        index.replace("public", "d1", 9, [row("a", "就业", version=9)])
        index.clear()
        assert index.search(words()).total == 0
        assert index.replace("public", "d1", 1, [row("a", "就业")]) == 1

    @pytest.mark.parametrize(
        "fields",
        [
            {"unknown": "x"},
            {"year": "2024"},
            {"unit": "很" * 10_000},
            {"unit": ""},
            {"policy": "not a list"},
            {"amount": 3},
            {"amount": Decimal("1e30")},
            {"text": "半个字\ud800"},
        ],
    )
    def test_a_row_that_cannot_be_stored_is_named_and_nothing_changes(
        self, index: SearchIndex, fields: dict[str, Any]
    ) -> None:
        store(index, row("good", "就业"))
        with pytest.raises(Failed) as failed:
            index.replace("public", "d1", 2, [row("fine", version=2), row("bad-row", version=2, **fields)])
        assert failed.value.code == "INDEX_REJECTED"
        assert "bad-row" in str(failed.value)
        assert index.ids("public", "d1") == ["good"]

    def test_two_rows_of_one_id_are_refused(self, index: SearchIndex) -> None:
        with pytest.raises(Failed, match="INDEX_REJECTED"):
            index.replace("public", "d1", 1, [row("a"), row("a")])


class TestWords:
    def test_a_run_of_han_characters_is_a_phrase(self, index: SearchIndex) -> None:
        store(index, row("a", "公益性岗位补贴"), row("b", "岗位公益补贴性"))
        assert found(index.search(words("公益性岗位"))) == ["a"]

    def test_all_words_are_needed_in_any_order(self, index: SearchIndex) -> None:
        store(index, row("a", "岗位补贴与公益"), row("b", "公益活动"))
        assert found(index.search(words("公益", "补贴"))) == ["a"]

    def test_numbers_are_whole_words(self, index: SearchIndex) -> None:
        store(index, row("a", "乌财社〔2023〕262号"), row("b", "乌财社〔2023〕1262号"), row("c", "262人"))
        assert found(index.search(words("262号"))) == ["a"]

    def test_brackets_and_spaces_do_not_matter(self, index: SearchIndex) -> None:
        store(index, row("a", "依据乌财社〔 2023 〕262号文"))
        for asked in ("乌财社[2023]262号", "乌财社（2023）262号", "乌财社2023", "乌财社 2023 262"):
            assert found(index.search(words(asked))) == ["a"], asked

    def test_letters_of_any_case_and_width_and_radicals_are_equal(self, index: SearchIndex) -> None:
        store(index, row("a", "手机ＡＰＰ服务"), row("b", "资⾦管理"))
        assert found(index.search(words("app"))) == ["a"]
        assert found(index.search(words("资金"))) == ["b"]

    def test_an_excluded_clue_takes_rows_away(self, index: SearchIndex) -> None:
        store(index, row("a", "就业补助"), row("b", "就业培训"))
        without = Clue(phrases=("培训",), excluded=True)
        assert found(index.search(Query(spaces=("public",), clues=(Clue(phrases=("就业",)), without)))) == ["a"]
        assert found(index.search(Query(spaces=("public",), clues=(without,)))) == ["a"]

    def test_a_clue_fits_with_any_phrase_or_any_exact_value(self, index: SearchIndex) -> None:
        store(
            index,
            row("a", "公岗"),
            row("b", "公益性岗位"),
            row("c", "其他", policy=["甲〔2020〕1号"]),
            row("d", "别的"),
        )
        clue = Clue(phrases=("公岗", "公益性岗位"), exact=(("policy", "甲〔2020〕1号"),))
        assert sorted(found(index.search(Query(spaces=("public",), clues=(clue,))))) == ["a", "b", "c"]

    def test_a_clue_without_a_word_fits_nothing(self, index: SearchIndex) -> None:
        store(index, row("a", "就业！"))
        assert index.search(words("！！")).total == 0

    def test_a_loose_clue_fits_with_most_of_its_pairs_wherever_they_stand(self, index: SearchIndex) -> None:
        store(index, row("a", "三支一扶", text="东湖区民政局"), row("b", "三支", text="东湖区"), row("c", "水利"))
        loose = Clue(phrases=("东湖区三支一扶",), loose=True)
        page = index.search(Query(spaces=("public",), clues=(loose,)))
        assert found(page) == ["a"]
        assert page.hits[0].highlights == {"name": ((0, 4),), "text": ((0, 3),)}

    def test_other_spaces_stay_unseen(self, index: SearchIndex) -> None:
        store(index, row("a", "就业"), row("b", "就业", space="draft"))
        assert found(index.search(words("就业"))) == ["a"]
        assert found(index.search(Query(spaces=("draft",)))) == ["b"]


class TestRanking:
    def test_a_hit_in_the_name_comes_before_one_in_the_text(self, index: SearchIndex) -> None:
        store(index, row("a", "水利", text="就业"), row("b", "就业", text="水利"))
        assert found(index.search(words("就业"))) == ["b", "a"]

    def test_short_texts_and_repeated_words_rank_higher(self, index: SearchIndex) -> None:
        store(
            index,
            row("long", "甲", text="就业" + "其他内容" * 40),
            row("short", "甲", text="就业其他"),
            row("twice", "甲", text="就业就业"),
        )
        assert found(index.search(words("就业"))) == ["twice", "short", "long"]

    def test_an_exact_value_comes_before_words(self, index: SearchIndex) -> None:
        store(index, row("words", "甲〔2020〕1号"), row("exact", "乙", policy=["甲〔2020〕1号"]))
        clue = Clue(phrases=("甲〔2020〕1号",), exact=(("policy", "甲〔2020〕1号"),))
        assert found(index.search(Query(spaces=("public",), clues=(clue,)))) == ["exact", "words"]

    def test_equal_rows_come_in_the_order_of_their_document(self, index: SearchIndex) -> None:
        names = [f"r{n}" for n in (3, 1, 2, 9, 0)]
        store(index, *(row(name, "就业") for name in names))
        assert found(index.search(words("就业"))) == names
        assert found(index.search(words())) == names

    def test_scores_are_bm25(self, index: SearchIndex) -> None:
        store(index, row("a", "甲", text="就业补助"), row("b", "甲", text="就业" * 30), row("c", "乙", text="水利"))
        scores = [round(hit.score, 2) for hit in index.search(words("就业")).hits]
        # one pair of idf ln(1.6), 21 pairs on average; k1 1.2, b 0.75
        assert scores == [0.95, 0.72]


class TestNarrowing:
    def test_filters_are_any_of_a_field_and_all_fields_together(self, index: SearchIndex) -> None:
        store(
            index, row("a", unit="甲局", year=2023), row("b", unit="乙局", year=2023), row("c", unit="甲局", year=2024)
        )
        asked = words(filters={"unit": ("甲局", "乙局"), "year": ("2023",)})
        assert found(index.search(asked)) == ["a", "b"]

    def test_a_field_with_many_values_fits_with_one_of_them(self, index: SearchIndex) -> None:
        store(index, row("a", policy=["甲1号", "乙2号"]), row("b", policy=["乙2号"]), row("c"))
        assert found(index.search(words(filters={"policy": ("甲1号",)}))) == ["a"]

    def test_filters_do_not_change_scores(self, index: SearchIndex) -> None:
        store(index, row("a", "就业", unit="甲局"), row("b", "水利", unit="甲局"))
        plain, filtered = index.search(words("就业")), index.search(words("就业", filters={"unit": ("甲局",)}))
        assert plain.hits[0].score == pytest.approx(filtered.hits[0].score)

    def test_the_amount_range_is_inclusive_and_exact(self, index: SearchIndex) -> None:
        amounts = {"a": "0.01", "b": "100", "c": "100.0001", "d": "-5", "e": "99999999999.99"}
        store(index, *(row(name, amount=Decimal(value)) for name, value in amounts.items()), row("none"))
        assert found(index.search(words(amount=(Decimal("0.01"), Decimal(100))))) == ["a", "b"]
        assert found(index.search(words(amount=(Decimal("100.0001"), None)))) == ["c", "e"]
        assert found(index.search(words(amount=(None, Decimal(0))))) == ["d"]

    def test_facets_count_rows_most_first(self, index: SearchIndex) -> None:
        store(
            index,
            row("a", "就业", unit="乙局", year=2023, policy=["甲1号", "乙2号"]),
            row("b", "就业", unit="甲局", year=2024, policy=["乙2号"]),
            row("c", "就业", unit="甲局", year=2023),
            row("d", "水利", unit="丙局"),
        )
        page = index.search(words("就业", facets=("unit", "year", "policy")))
        assert page.facets["unit"] == (("甲局", 2), ("乙局", 1))
        assert page.facets["year"] == (("2023", 2), ("2024", 1))
        assert page.facets["policy"] == (("乙2号", 2), ("甲1号", 1))

    def test_a_facet_lists_its_most_frequent_values(self, index: SearchIndex) -> None:
        store(index, *(row(f"r{n}", unit=f"第{n % 130:03}局") for n in range(150)))
        values = index.search(words(facets=("unit",))).facets["unit"]
        assert values == tuple([(f"第{n:03}局", 2) for n in range(20)] + [(f"第{n:03}局", 1) for n in range(20, 100)])

    def test_a_facet_counts_as_if_its_own_field_were_free(self, index: SearchIndex) -> None:
        store(
            index, row("a", unit="甲局", year=2023), row("b", unit="乙局", year=2023), row("c", unit="甲局", year=2024)
        )
        page = index.search(words(filters={"unit": ("甲局",), "year": ("2023",)}, facets=("unit", "year")))
        assert page.total == 1
        assert page.facets["unit"] == (("乙局", 1), ("甲局", 1))
        assert page.facets["year"] == (("2023", 1), ("2024", 1))


class TestOrder:
    def test_amounts_sort_exactly_and_what_has_none_comes_last(self, index: SearchIndex) -> None:
        amounts = {"a": "3", "b": "20", "c": "-1.5", "d": "20.0001"}
        store(index, row("none"), *(row(name, amount=Decimal(value)) for name, value in amounts.items()))
        assert found(index.search(words(sort="amount"))) == ["c", "a", "b", "d", "none"]
        assert found(index.search(words(sort="-amount"))) == ["d", "b", "a", "c", "none"]

    def test_text_and_years_sort_too(self, index: SearchIndex) -> None:
        store(index, row("a", unit="B", year=2024), row("b", unit="A", year=2023), row("c", unit="C", year=2025))
        assert found(index.search(words(sort="unit"))) == ["b", "a", "c"]
        assert found(index.search(words(sort="-year"))) == ["c", "a", "b"]


def walk(index: SearchIndex, query: Query, between: Callable[[], object] = lambda: None) -> list[Page]:
    """All pages of a question; something may happen between them."""
    pages = [index.search(query)]
    while pages[-1].cursor:
        between()
        pages.append(index.search(replace(query, cursor=pages[-1].cursor)))
    return pages


def shown(pages: list[Page]) -> list[str]:
    return [name for page in pages for name in found(page)]


def fill(index: SearchIndex, documents: int = 3, version: int = 1) -> list[str]:
    rows = [
        row(
            f"d{at}-{n}", "就业" * (1 + n % 3), document=f"d{at}", version=version, year=2020 + n % 2, unit=f"{n % 2}局"
        )
        for at in range(documents)
        for n in range(11)
    ]
    store(index, *rows)
    return sorted(one.id for one in rows)


class TestPages:
    @pytest.mark.parametrize("sort", ["", "year", "-year", "amount", "-unit"])
    @pytest.mark.parametrize("asked", [(), ("就业",)])
    def test_pages_show_every_row_once_in_the_order_of_one_page(
        self, index: SearchIndex, sort: str, asked: tuple[str, ...]
    ) -> None:
        fill(index)
        pages = walk(index, words(*asked, sort=sort, size=4))
        assert shown(pages) == found(index.search(words(*asked, sort=sort, size=100)))
        assert [page.before for page in pages] == list(range(0, 33, 4))
        assert not any(page.renewed for page in pages)

    @pytest.mark.parametrize("sort", ["", "-year", "unit"])
    def test_pages_are_of_the_state_that_the_first_one_showed(self, index: SearchIndex, sort: str) -> None:
        rows, versions = fill(index), count(2)

        def write() -> None:
            version = next(versions)
            index.replace(
                "public", "d0", version, [row("other", "就业别的", document="d0", version=version, year=2021)]
            )
            index.remove("public", "d1")
            index.replace("public", f"new{version}", 1, [row(f"n{version}", "就业", document=f"new{version}")])

        pages = walk(index, words("就业", sort=sort, size=4, facets=("kind",)), write)
        assert sorted(shown(pages)) == rows
        assert {(page.total, page.facets["kind"], page.renewed) for page in pages} == {(33, (("project", 33),), False)}
        assert "other" in found(index.search(words("就业", size=100)))

    def test_pages_go_beyond_ten_thousand(self, index: SearchIndex) -> None:
        many = 10_050 if not isinstance(index, MemoryIndex) else 1_050
        store(index, *(row(f"r{n:05}", "就业" if n % 2 else "就业就业") for n in range(many)))
        for sort in ("", "unit"):
            pages = walk(index, words("就业", sort=sort, size=1_000))
            assert len(set(shown(pages))) == pages[-1].before + len(pages[-1].hits) == many

    def test_a_page_whose_state_is_kept_no_more_says_so_and_goes_on(self, index: SearchIndex) -> None:
        rows = fill(index)
        first = index.search(words(sort="-year", size=20))
        for number in range(MOST + 1):  # others page through newer states, until the first one is let go
            index.replace("public", "d9", number + 1, [row("late", document="d9", version=number + 1, year=1990)])
            index.search(words(size=1))
        forget(index)
        rest = walk(index, words(sort="-year", size=20, cursor=first.cursor))
        assert rest[0].renewed
        assert sorted(shown([first, *rest])) == [*rows, "late"]

    def test_a_cursor_belongs_to_its_question(self, index: SearchIndex) -> None:
        fill(index)
        cursor = index.search(words("就业", size=4)).cursor
        loose = Query(spaces=("public",), clues=(Clue(phrases=("就业",), loose=True),), cursor=cursor)
        others = [
            words("就业", sort="year", cursor=cursor),
            words("业", cursor=cursor),
            words("就业", filters={"unit": ("0局",)}, cursor=cursor),
            replace(words("就业", cursor=cursor), spaces=("draft",)),
            loose,
        ]
        for other in others:
            with pytest.raises(GongkaiError, match="BAD_REQUEST"):
                index.search(other)
        assert len(index.search(words("就业", size=7, cursor=cursor)).hits) == 7

    @pytest.mark.parametrize("cursor", ["x", "20", "W10", "WyIiLDEsMSwxLDEsIiJd", "é", "A" * 9_000, "W" * 1_000])
    def test_what_is_no_cursor_is_refused(self, index: SearchIndex, cursor: str) -> None:
        with pytest.raises(GongkaiError, match="BAD_REQUEST"):
            index.search(words(cursor=cursor))

    @pytest.mark.parametrize(
        "told", [{"state": "made up"}, {"shown": 10**9}, {"tie": 2**62}, {"value": -(2**40)}, {"shown": 2**63 - 1}]
    )
    def test_a_cursor_that_was_made_up_shows_nothing_that_could_not_be_asked_for(
        self, index: SearchIndex, told: dict[str, Any]
    ) -> None:
        fill(index)
        store(index, row("hidden", "就业", document="secret", space="draft"))
        asked = words("就业", sort="-year", size=4)
        place = read(index.search(asked).cursor or "")
        page = index.search(replace(asked, cursor=write(replace(place, **told))))
        assert page.total == 33
        assert "hidden" not in found(page)

    def test_a_value_of_another_kind_is_no_place_in_the_order(self, index: SearchIndex) -> None:
        fill(index)
        asked = words("就业", sort="-year", size=4)
        place = read(index.search(asked).cursor or "")
        with pytest.raises(GongkaiError, match="BAD_REQUEST"):
            index.search(replace(asked, cursor=write(replace(place, value="2021"))))

    def test_the_last_page_has_no_cursor(self, index: SearchIndex) -> None:
        store(index, row("a"), row("b"))
        assert index.search(words(size=2)).cursor is None


def forget(index: SearchIndex) -> None:
    """Let the engine forget every state that it keeps, as it does by itself after two minutes."""
    if isinstance(index, ElasticIndex):
        for moment in list(index._pages._open):
            index._pages._end(moment)


class TestHits:
    def test_a_hit_brings_back_what_was_stored(self, index: SearchIndex) -> None:
        fields = {"amount": Decimal("2812500.00"), "year": 2024, "policy": ["甲1号"], "page": 7, "unit": "甲局"}
        store(index, row("a", "就业", **fields))
        hit = index.search(words("就业")).hits[0]
        assert (hit.id, hit.kind, hit.document) == ("a", "project", "d1")
        assert {name: hit.fields[name] for name in fields} == fields

    def test_what_is_missing_is_not_there(self, index: SearchIndex) -> None:
        store(index, row("a", "就业", amount=None))
        assert "amount" not in index.search(words()).hits[0].fields

    def test_touching_highlights_are_one_range(self, index: SearchIndex) -> None:
        store(index, row("a", "关于就业补助，就业"))
        hit = index.search(words("就业", "补助")).hits[0]
        assert hit.highlights["name"] == ((2, 6), (7, 9))

    def test_highlights_are_positions_in_the_printed_text(self, index: SearchIndex) -> None:
        store(index, row("a", "依据乌财社〔2023〕 262号文"))
        hit = index.search(words("乌财社[2023]262号")).hits[0]
        start, end = hit.highlights["name"][0]
        assert hit.fields["name"][start:end] == "乌财社〔2023〕 262号"

    def test_nothing_is_highlighted_without_words(self, index: SearchIndex) -> None:
        store(index, row("a", "就业"))
        assert index.search(words()).hits[0].highlights == {}
