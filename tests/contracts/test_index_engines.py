"""The search engines side by side, and what a killed writer leaves behind."""

from __future__ import annotations

import hashlib
import random
import shutil
import threading
import time
from pathlib import Path

import pytest
from tests.contracts.ranking import FIELDS, WORDS, assert_ranked_alike
from tests.contracts.writers import killed

from gongkai.adapters.index_memory import MemoryIndex
from gongkai.adapters.index_tantivy import TantivyIndex
from gongkai.errors import Unavailable
from gongkai.ports.index import Field, Query, SearchRow


def some_row(number: int, chance: random.Random, document: str) -> SearchRow:
    fields = {
        "name": "".join(chance.choices(WORDS, k=chance.randint(1, 3))),
        "text": "，".join(chance.choices(WORDS, k=chance.randint(0, 60))),
    }
    return SearchRow(
        id=f"{document}-{number}", space="public", document=document, kind="project", version=1, fields=fields
    )


def test_both_engines_rank_alike(tmp_path: Path) -> None:
    chance = random.Random(20241123)
    memory, tantivy = MemoryIndex(FIELDS), TantivyIndex(tmp_path, FIELDS)
    for document in ("d1", "d2", "d3"):
        rows = [some_row(number, chance, document) for number in range(40)]
        memory.replace("public", document, 1, rows)
        tantivy.replace("public", document, 1, rows)
    assert_ranked_alike(memory, tantivy)


def test_threads_share_commits_and_none_is_forgotten(tmp_path: Path) -> None:
    index, chance = TantivyIndex(tmp_path, FIELDS), random.Random(1)

    def write(document: str) -> None:
        index.replace("public", document, 1, [some_row(number, chance, document) for number in range(5)])

    threads = [threading.Thread(target=write, args=(f"d{number}",)) for number in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert index.documents("public") == {f"d{number}": 5 for number in range(24)}


def test_neither_one_that_comes_alone_nor_enough_together_wait_for_more(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path, FIELDS, gather=300.0)

    def write(document: str) -> None:
        index.replace("public", document, 1, [some_row(0, random.Random(1), document)])

    begun = time.monotonic()
    write("alone")
    threads = [threading.Thread(target=write, args=(f"d{number}",)) for number in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert time.monotonic() - begun < 100
    assert len(index.documents("public")) == 25


def test_the_last_of_many_is_not_kept_waiting_when_no_more_are_under_way(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path, FIELDS, gather=300.0, coming=lambda _, most: min(1, most))
    begun = time.monotonic()
    for document in ("d1", "d2"):
        index.replace("public", document, 1, [some_row(0, random.Random(1), document)])
    assert time.monotonic() - begun < 100


def test_one_waits_for_another_that_is_under_way(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path, FIELDS, gather=300.0, coming=lambda _, most: min(2, most))
    commits = []

    def write(document: str) -> None:
        index.replace("public", document, 1, [some_row(0, random.Random(1), document)])
        commits.append(hashlib.sha256(next(tmp_path.glob("*/meta.json")).read_bytes()).hexdigest())

    write("d0")
    threads = [threading.Thread(target=write, args=(document,)) for document in ("d1", "d2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert commits[1] == commits[2] != commits[0]


def test_another_process_sees_what_was_written(tmp_path: Path) -> None:
    writer, reader = TantivyIndex(tmp_path, FIELDS), TantivyIndex(tmp_path, FIELDS)
    reader.prepare()
    writer.replace("public", "d1", 1, [some_row(0, random.Random(1), "d1")])
    assert reader.documents("public") == {"d1": 1}


def test_other_fields_begin_another_index_and_clearing_removes_the_old_one(tmp_path: Path) -> None:
    TantivyIndex(tmp_path, FIELDS).replace("public", "d1", 1, [some_row(0, random.Random(1), "d1")])
    newer = TantivyIndex(tmp_path, (*FIELDS, Field("year", "integer", zh="年度", en="Year")))
    assert newer.documents("public") == {}
    newer.clear()
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1


def test_a_damaged_index_is_said_to_be_away_and_clearing_makes_it_anew(tmp_path: Path) -> None:
    TantivyIndex(tmp_path, FIELDS).replace("public", "d1", 1, [some_row(0, random.Random(1), "d1")])
    next(tmp_path.glob("*/meta.json")).write_text("{")
    index = TantivyIndex(tmp_path, FIELDS)
    with pytest.raises(Unavailable):
        index.documents("public")
    index.clear()
    assert index.replace("public", "d1", 1, [some_row(0, random.Random(1), "d1")]) == 1


def test_a_folder_that_was_deleted_is_made_anew(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path / "index", FIELDS)
    index.replace("public", "d1", 1, [some_row(0, random.Random(1), "d1")])
    shutil.rmtree(tmp_path / "index")
    assert index.documents("public") == {}
    assert index.replace("public", "d2", 1, [some_row(0, random.Random(1), "d2")]) == 1
    assert index.search(Query(spaces=("public",))).total == 1


WRITER = """
import random, sys
from pathlib import Path
from tests.contracts.test_index_engines import FIELDS, some_row
from gongkai.adapters.index_tantivy import TantivyIndex

index, chance, first = TantivyIndex(Path(sys.argv[1]), FIELDS), random.Random(0), int(sys.argv[2])
for number in range(first, first + 1000):
    document = f"d{number}"
    index.replace("public", document, 1, [some_row(at, chance, document) for at in range(20)])
    print(document, flush=True)
"""


@pytest.mark.slow
def test_a_killed_writer_loses_and_doubles_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    acknowledged: list[str] = []
    for kill in range(4):
        acknowledged += killed(WRITER, str(tmp_path), str(kill * 1000), after=3 + kill * 4)
    index = TantivyIndex(tmp_path, FIELDS)
    stored = index.documents("public")
    assert len(acknowledged) >= 36
    assert {document: stored[document] for document in acknowledged} == dict.fromkeys(acknowledged, 20)
    assert set(stored.values()) == {20}  # the one that was not acknowledged is there whole or not at all
    assert index.replace("public", "after", 1, [some_row(0, random.Random(1), "after")]) == 1
