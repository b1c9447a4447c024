"""What a person means by naming files and folders."""

from __future__ import annotations

from pathlib import Path

from gongkai.ingest.sources import Source, sources


def test_a_folder_gives_all_files_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    top = tmp_path.name
    assert [one.shown for one in sources([tmp_path])] == [f"{top}/b.txt", f"{top}/a/1.txt", f"{top}/a/2.txt"]


def test_hidden_files_lock_files_and_links_are_listed_but_passed_over(tmp_path: Path) -> None:
    for name in (".DS_Store", "~$预算.docx", "预算.docx"):
        (tmp_path / name).touch()
    (tmp_path / "link.txt").symlink_to(tmp_path / "预算.docx")
    assert {one.path.name for one in sources([tmp_path]) if one.skipped} == {".DS_Store", "~$预算.docx", "link.txt"}


def test_a_file_that_is_named_is_meant_whatever_its_name(tmp_path: Path) -> None:
    file = tmp_path / ".hidden.txt"
    file.touch()
    assert list(sources([file])) == [Source(file, ".hidden.txt")]
