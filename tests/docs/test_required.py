"""What is skipped on a laptop is a failure where everything is required."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
REQUIRED = (
    "tests/contracts/test_objects.py::test_what_was_put_comes_back[minio]",
    "tests/contracts/test_objects_s3.py::test_an_object_of_another_program_is_read_too[versitygw]",
    "tests/parse/test_badfiles.py",
)
OPTIONAL = "tests/docs/test_deploy.py::test_compose_itself_accepts_the_file"


def told_by_pytest(folder: Path, **environment: str) -> str:
    """What pytest says with nothing installed and nothing given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "CI", "PYTEST_"))}
    nothing = {"GONGKAI_ENGINES": str(folder), "GONGKAI_CORPUS": str(folder / "none"), "PATH": str(folder)}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *REQUIRED, OPTIONAL]
    return subprocess.run(
        command, cwd=ROOT, env={**kept, **nothing, **environment}, capture_output=True, text=True
    ).stdout


def test_what_is_not_at_hand_is_skipped_and_says_why(tmp_path: Path) -> None:
    told = told_by_pytest(tmp_path)
    assert "minio is not installed (make engines)" in told
    assert "versitygw is not installed (make engines)" in told
    assert "no corpus at" in told
    assert " failed" not in told and " error" not in told


def test_under_ci_only_what_is_optional_may_be_skipped(tmp_path: Path) -> None:
    told = told_by_pytest(tmp_path, CI="true")
    assert told.count("\nrequired under CI, but skipped: ") >= len(REQUIRED)
    assert told.count("\nSKIPPED ") == 1
    assert "SKIPPED [1] tests/docs/test_deploy.py" in told
    assert " passed" not in told.splitlines()[-1]
