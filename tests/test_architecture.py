"""The house stays as it was drawn: floors, sizes, words, and nothing of any one machine."""

import ast
import keyword
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "liaison_desktop"
MODULES = sorted(PACKAGE.rglob("*.py"))
OWN = [path for path in MODULES if "versions" not in path.parts]

MODULE_LINES, FUNCTION_LINES = 500, 60

# Words that would say the same thing a second time, and the one word we use (DESIGN: glossary).
SPELLED_OTHERWISE = {
    "farmer": "household", "peasant": "household",
    "householder": "head", "villager": "resident", "inhabitant": "resident",
    "officer": "cadre", "official": "cadre", "department": "unit",
    "assignment": "pairing", "complaint": "concern",
    "hamlet": "group", "district": "area", "booth": "station",
    "nonghu": "household", "huzhu": "head", "ganbu": "cadre", "minqing": "concern",
    "jiufen": "dispute", "zoufang": "visit", "taizhang": "ledger", "lianxika": "contact_card",
}  # fmt: skip
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "stuff"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def kept_files() -> Iterator[Path]:
    """Every file git keeps or would keep."""
    listed = subprocess.run(
        [
            "git",
            "-c",
            "safe.directory=*",
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout
    for name in listed.decode().split("\0"):
        if name and (ROOT / name).is_file():
            yield ROOT / name


def test_the_floors_point_downwards() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_module_is_too_long() -> None:
    long = {
        named(path): count
        for path in [*OWN, *sorted((ROOT / "tests").rglob("*.py"))]
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MODULE_LINES
    }
    assert not long


def test_no_function_is_too_long() -> None:
    long = {
        f"{named(path)}:{node.name}": count
        for path in OWN
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (count := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
    }
    assert not long


def test_nothing_pumps_the_event_loop_by_hand() -> None:
    pumped = [
        named(path)
        for folder in (PACKAGE, ROOT / "tests", ROOT / "benchmarks")
        for path in sorted(folder.rglob("*.py"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "processEvents"
    ]
    assert not pumped


def test_resources_are_found_through_paths_only() -> None:
    found = [
        f"{named(path)}: {node.value}"
        for path in OWN
        if path.name != "paths.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.match(r"^_?resources(/|$)", node.value)
    ]
    assert not found


def identifiers(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.ClassDef(name=name):
                yield name
            case ast.arg(arg=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case _:
                pass


def words_of(identifier: str) -> set[str]:
    parted = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", identifier).lower()
    return {word for word in parted.split("_") if word and not keyword.iskeyword(word)}


@pytest.mark.parametrize("path", OWN, ids=named)
def test_one_word_for_one_thing(path: Path) -> None:
    wrong = {
        f"{name}: say {SPELLED_OTHERWISE[word]}"
        for name in (*identifiers(path), path.stem)
        for word in words_of(name)
        if word in SPELLED_OTHERWISE
    }
    assert not wrong


def test_the_words_of_the_glossary_are_the_words_of_the_code() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("|")]
    glossary = set(re.findall(r"`([A-Z][A-Za-z]+)`", "\n".join(rows)))
    assert glossary >= {"Household", "Cadre", "Pairing", "ContactCard"}
    classes = {
        node.name for path in OWN for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)
    }
    modules = {"".join(part.title() for part in path.stem.split("_")) for path in OWN}
    assert glossary <= classes | modules


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not [named(path) for path in MODULES if words_of(path.stem) & SAYS_NOTHING]


def test_every_module_says_in_one_line_what_it_is_for() -> None:
    silent = [
        named(path)
        for path in OWN
        if not (said := ast.get_docstring(tree(path))) or len(said.splitlines()[0]) < 10
    ]
    assert not silent


# Written in two halves, so that this file does not find itself.
PLACES = [
    "pypi" + r"\.(org|python)",
    "python" + r"hosted\.",
    "registry" + r"\.(npm|yarn)",
    "(extra-)?index" + "-url",
    r"(tuna|ustc|aliyun|douban)\." + "(tsinghua|edu|com)",
    r"(?<![\w.])/" + r"(work|root|home/[a-z]+)/",
    r"(?<![\w.])/" + r"(tmp|var/tmp)/",
    "C:" + r"\\\\?Users",
]


def test_no_registry_and_no_place_of_one_machine_is_named() -> None:
    pattern = re.compile("|".join(PLACES))
    found = []
    for path in kept_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{named(path)}: {hit.group()}" for hit in pattern.finditer(text)]
    assert not found
