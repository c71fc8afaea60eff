"""The table of docs/design.md, held to be true: who may import whom, and who alone imports what."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "site_builder"

# An import points only to a strictly lower floor. A package stands on one floor; its modules may import each other.
ROW = re.compile(r"^\| (−?\d+) \| `(\w+)(?:/|\.py)` \|.*\|([^|]*)\|$", re.MULTILINE)
TABLE = ROW.findall((PACKAGE.parent / "docs/design.md").read_text(encoding="utf-8"))
FLOORS = {room: int(floor.replace("−", "-")) for floor, room, _ in TABLE}
IMPORTERS = {library.casefold(): room for _, room, libraries in TABLE for library in libraries.replace(",", "").split()}

# What only the edges may use: a build is a function of its files, on every machine and at any time.
EFFECTS = set("glob http locale os random secrets shutil socket ssl subprocess tempfile time".split())
EDGES = {"external", "files", "process_pool", "publishing", "search", "source_writing", "serve", "cli", "__main__"}

LIBRARIES = packages_distributions()
VAGUE_NAMES = {"base", "common", "helper", "helpers", "manager", "misc", "util", "utils"}

MODULES = sorted(PACKAGE.rglob("*.py"))
NAMES = [path.relative_to(PACKAGE).with_suffix("").as_posix() for path in MODULES]


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def room_of(path: Path) -> str:
    """The table's name for a module: its own, or its package's."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The dotted names of all that a module imports, wherever in it the import stands."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno}: write imports in full"
            assert node.module is not None
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_module(name: str) -> Path | None:
    """The module of ours that a dotted name lies in."""
    parts = name.split(".")
    if parts[0] != PACKAGE.name:
        return None
    place = PACKAGE.joinpath(*parts[1:])
    candidates = (place.with_suffix(".py"), place / "__init__.py", place.parent.with_suffix(".py"))
    return next((path for path in candidates if path.is_file()), place.parent / "__init__.py")


def test_every_module_has_its_floor() -> None:
    assert {room_of(path) for path in MODULES} == {*FLOORS}, "docs/design.md gives each a floor"


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_imports_point_to_lower_floors(path: Path) -> None:
    for target in filter(None, map(own_module, imported(path))):
        if room_of(target) != room_of(path):
            assert FLOORS[room_of(target)] < FLOORS[room_of(path)], f"{room_of(path)} imports {room_of(target)}"


@pytest.mark.parametrize("package", sorted(path.name for path in PACKAGE.iterdir() if any(path.glob("*.py"))))
def test_imports_within_a_package_have_no_cycle(package: str) -> None:
    inside = set((PACKAGE / package).rglob("*.py"))
    TopologicalSorter({path: {own_module(name) for name in imported(path)} & inside for path in inside}).prepare()


def names_in_all(path: Path) -> set[str]:
    """The names that a module lists in `__all__`."""
    for node in tree_of(path).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


def test_packages_hand_on_only_what_they_have_and_others_take() -> None:
    taken = {name for path in (*MODULES, *Path(__file__).parent.rglob("*.py")) for name in imported(path)}
    for path in (path for path in MODULES if path.name == "__init__.py"):
        package = ".".join((PACKAGE.name, *path.parent.relative_to(PACKAGE).parts))
        names = names_in_all(path)
        assert names <= set(vars(import_module(package))), package
        if all(isinstance(node, ast.Import | ast.ImportFrom | ast.Expr) for node in tree_of(path).body):
            names = {name.rpartition(".")[2] for name in imported(path) if package in name}
        assert package in taken or not {f"{package}.{name}" for name in names} - taken, package


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_each_third_party_library_has_one_importer(path: Path) -> None:
    for name in {name.split(".")[0] for name in imported(path)} - sys.stdlib_module_names - {PACKAGE.name}:
        library = LIBRARIES[name][0].casefold()
        assert IMPORTERS.get(library) == room_of(path), f"{room_of(path)} imports {library}"


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_only_the_edges_have_effects(path: Path) -> None:
    if room_of(path) in EDGES:
        return
    names = set(imported(path))
    assert not {name.split(".")[0] for name in names} & EFFECTS
    assert "pathlib.Path" not in names
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"open", "print", "input"}, f"line {node.lineno}"
        elif isinstance(node, ast.Attribute):
            assert node.attr not in {"now", "utcnow", "today"}, f"line {node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_no_module_has_a_vague_name(path: Path) -> None:
    assert not set(path.relative_to(PACKAGE).with_suffix("").parts) & VAGUE_NAMES


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_docstrings_begin_with_an_arrow(path: Path) -> None:
    """The first line says from what to what: “BibTeX text to references.”

    A module of values only, and a module within a package, may say what it is about instead.
    """
    tree = tree_of(path)
    first, *rest = (ast.get_docstring(tree) or "").split("\n")
    assert first.endswith("."), "the docstring's first line is one sentence"
    assert rest[:1] in ([], [""]), "a blank line follows the docstring's first line"
    has_functions = any(isinstance(node, ast.FunctionDef) for node in tree.body)
    if path.name == "__init__.py" or (path.parent == PACKAGE and has_functions):
        assert " to " in first or "→" in first, "the docstring's first line says from what to what"
