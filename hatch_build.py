"""Builds the loops in C beside the code that uses them, where there is a C compiler; without one the code does without them.

python hatch_build.py    builds them in this checkout, as an installation does
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOOPS = Path("services/parse/gongkai/parse/pages/loops.c")
FLAGS = ("-O2", "-std=c99", "-shared", "-fPIC")
SECONDS = 60


class Loops(BuildHookInterface):  # type: ignore[type-arg]
    """Adds what was built to the wheel, which is then one for this platform and any Python."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        library = built(Path(self.root))
        if library is None:
            self.app.display_warning("pages/loops.c was not compiled: pages are read in plain Python, which is slower.")
            return
        build_data["artifacts"].append(f"/{library.relative_to(self.root).as_posix()}")
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{sysconfig.get_platform().replace('-', '_').replace('.', '_')}"


def built(root: Path) -> Path | None:
    """The library made from the loops; None where that is not possible, and then one made before is removed."""
    source = root / LOOPS
    library, unready = source.with_suffix(".so"), source.with_suffix(f".{os.getpid()}.unready.so")
    try:
        subprocess.run([*compiler(), *FLAGS, "-o", str(unready), str(source)], check=True, timeout=SECONDS)
        unready.replace(library)
    except (OSError, subprocess.SubprocessError):
        unready.unlink(missing_ok=True)
        library.unlink(missing_ok=True)
        return None
    return library


def compiler() -> list[str]:
    """The command of the C compiler: what CC says, or the first that is there."""
    if given := os.environ.get("CC"):
        return given.split()
    return [next(filter(shutil.which, ("cc", "gcc", "clang")), "cc")]


if __name__ == "__main__":
    print(built(Path(__file__).parent) or "loops.c could not be compiled.", file=sys.stderr)
