"""What is missing for the engines is told plainly, with what can be done about it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import engines
import installing
import pytest

DEPLOY = Path(engines.__file__).parent


def test_every_server_has_a_variable_that_tells_the_tests_of_it() -> None:
    assert set(engines.VARIABLES) == {
        "redis",
        *installing.BUILT,
        *map("elasticsearch-{}".format, installing.ELASTICSEARCH),
    }
    assert len(set(engines.VARIABLES.values())) == len(engines.VARIABLES)


@pytest.mark.parametrize(("said", "version"), [("go1.26.8", (1, 26, 8)), ("go1.19.8", (1, 19, 8)), ("devel", ())])
def test_the_version_of_go_is_read(tmp_path: Path, said: str, version: tuple[int, ...]) -> None:
    program = tmp_path / "go"
    program.write_text(f"#!/bin/sh\necho {said}\n")
    program.chmod(0o755)
    assert installing.go_version(str(program)) == version
    assert installing.go_version(None) == ()


@pytest.mark.parametrize(("candidate", "is_new_enough"), [("2:1.19~1", False), ("2:1.24~2", True), ("(none)", False)])
def test_the_go_of_debian_is_taken_when_it_is_new_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, candidate: str, is_new_enough: bool
) -> None:
    for name, said in (("apt-cache", f"  Candidate: {candidate}"), ("apt-get", "")):
        (tmp_path / name).write_text(f"#!/bin/sh\necho '{said}'\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    if is_new_enough:
        assert installing.go_package() == "golang-go"
    else:
        with pytest.raises(installing.CannotInstall, match=r"Go 1\.21 or newer"):
            installing.go_package()


def test_a_java_is_taken_when_its_version_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "release").write_text('IMPLEMENTOR="x"\nJAVA_VERSION="17.0.14"\n')
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.delenv("ES_JAVA_HOME", raising=False)
    assert installing.java("8.19.7") == tmp_path
    assert installing.java("9.2.8") != tmp_path


def test_without_anything_the_first_thing_that_nobody_has_is_told_in_one_sentence(tmp_path: Path) -> None:
    """On a machine without Debian's tools, Java, Maven and Go."""
    bare = {"PATH": str(tmp_path), "GONGKAI_ENGINES": str(tmp_path / "engines")}
    code = f"import installing, engines, sys, pathlib\ninstalling.JVMS = pathlib.Path({str(tmp_path)!r})\nsys.argv = ['x', 'install']\nsys.exit(engines.main())"
    ended = subprocess.run([sys.executable, "-c", code], env=bare, cwd=DEPLOY, capture_output=True, text=True)
    assert ended.returncode == 1
    assert ended.stderr.startswith("engines: no Java 21 to 25 for Elasticsearch 9.2.8")
    assert "Traceback" not in ended.stderr


def test_packages_of_debian_are_named_with_the_command_where_they_cannot_be_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        installing.CannotInstall, match=r"missing: maven, redis-server; as root: apt-get install .* maven redis-server"
    ):
        installing.install_packages(["maven", "redis-server"])
    installing.install_packages([])


def test_what_is_there_is_not_fetched_again(tmp_path: Path) -> None:
    for name in (*installing.BUILT, *map("elasticsearch-{}".format, installing.ELASTICSEARCH)):
        (tmp_path / name).mkdir()
    code = "import installing\ninstalling.missing_packages = lambda: []\ninstalling.install()"
    environment = {"PATH": "", "GONGKAI_ENGINES": str(tmp_path)}
    ended = subprocess.run([sys.executable, "-c", code], env=environment, cwd=DEPLOY, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")
