"""Wheel and sdist hold everything that the product needs, and what is installed from them works."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SOURCES = ("shared", "services/ingest", "services/parse", "services/index")
SAMPLE = next((ROOT / "samples" / "disclosures").glob("*.html"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("wheel"))


def build(root: Path, folder: Path) -> Path:
    return Path(next(iter(WheelBuilder(str(root)).build(directory=str(folder), versions=["standard"]))))


def members(wheel: Path) -> set[str]:
    return {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("gongkai/")}


def sources() -> set[str]:
    folders = [ROOT / source for source in SOURCES]
    files = ((folder, path) for folder in folders for path in (folder / "gongkai").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for folder, path in files if path.suffix != ".pyc"}


def test_the_wheel_holds_every_file_of_the_four_folders(wheel: Path) -> None:
    assert members(wheel) == sources()
    assert "gongkai/__init__.py" not in members(wheel)


def test_what_the_wheel_installs_checks_a_document(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    command = "import gongkai.parse, gongkai.cli; assert '{0}' in gongkai.parse.__file__; gongkai.cli.main()"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-P", "-c", command.format(tmp_path), "check", str(SAMPLE), "--json", "--fail-on", "never"],
        capture_output=True,
        env=environment,
        cwd=tmp_path,
    )
    assert run.returncode == 0, run.stderr.decode()
    assert json.loads(run.stdout)["counts"]["failed"] >= 1


def test_the_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    archive = next(iter(SdistBuilder(str(ROOT)).build(directory=str(tmp_path))))
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    unpacked = next(path for path in tmp_path.iterdir() if path.is_dir())
    assert members(build(unpacked, tmp_path / "again")) == members(wheel)
    assert {"LICENSE", "README.md", "Makefile"} <= {path.name for path in unpacked.iterdir()}
