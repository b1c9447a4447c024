"""The shape of the code holds: arrows point one way, the namespace stays open, everything is introduced."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = {
    "shared": ROOT / "shared/gongkai",
    "ingest": ROOT / "services/ingest/gongkai",
    "parse": ROOT / "services/parse/gongkai",
    "index": ROOT / "services/index/gongkai",
}
SERVICES = ("ingest", "parse", "index")
# Inside shared a layer may import those before it; whatever is not listed stands above them all.
LAYERS = ("domain", "errors", "events", "ports", "adapters", "bootstrap")


def modules() -> Iterator[tuple[str, Path]]:
    for owner, folder in SOURCES.items():
        for path in sorted(folder.rglob("*.py")):
            yield owner, path


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{name.name}" for name in node.names}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return {name for name in found if name.startswith("gongkai.")}


def layer(name: str) -> int | None:
    part = name.split(".")[1] if "." in name else ""
    return LAYERS.index(part) if part in LAYERS else None


def test_no_folder_named_gongkai_is_a_regular_package() -> None:
    assert [folder for folder in SOURCES.values() if (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_imports_no_other_service_and_shared_imports_none(service: str) -> None:
    others = [path for owner, path in modules() if owner != service]
    wrong = {str(path): names for path in others if (names := {n for n in imports(path) if n.split(".")[1] == service})}
    assert wrong == {}


def test_arrows_inside_shared_point_from_the_engines_to_the_domain() -> None:
    wrong = []
    for owner, path in modules():
        here = layer("gongkai." + path.relative_to(SOURCES[owner]).with_suffix("").as_posix().replace("/", "."))
        if owner != "shared" or here is None:
            continue
        wrong += [(path.name, name) for name in imports(path) if (there := layer(name)) is not None and there > here]
    assert wrong == []


def test_domain_uses_the_standard_library_only() -> None:
    for path in (SOURCES["shared"] / "domain").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                top = (node.module or "").split(".")[0]
                assert top in {"gongkai", "__future__", "re"} or top in __import__("sys").stdlib_module_names


def test_every_module_begins_with_a_sentence() -> None:
    assert [str(path) for _, path in modules() if not ast.get_docstring(ast.parse(path.read_text()))] == []


def test_every_public_function_and_class_is_introduced() -> None:
    bare = []
    for _, path in modules():
        for node in ast.parse(path.read_text()).body:
            named = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            if named and not node.name.startswith("_") and not ast.get_docstring(node):
                bare.append(f"{path.name}:{node.name}")
    assert bare == []


def test_modules_named_by_the_flow_exist() -> None:
    from gongkai import flow

    for handler in {name for names in flow.FLOW.values() for name in names}:
        service, function = handler.split(".")
        path = SOURCES[service] / service / "handlers.py"
        names = [node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)]
        assert names.count(function) == 1
        assert handler in flow.QUEUES


def test_no_catch_all_module() -> None:
    assert [path for _, path in modules() if path.stem in {"utils", "util", "common", "helpers", "misc"}] == []
