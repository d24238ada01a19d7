"""The wheel is whole: installed outside the tree, it makes a station and prints its cards."""

import json
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pypdfium2
import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree without any download."""
    folder = tmp_path_factory.mktemp("wheel")
    run(
        sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
        "--no-index", "--wheel-dir", folder, ROOT, cwd=folder,
    )  # fmt: skip
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter that has the wheel and its libraries, and not this tree.

    The libraries are lent by the environment of the tests through a path file, so that
    nothing is downloaded; path files in a lent folder are not followed, so the tree,
    installed there for development, stays out of reach.
    """
    folder = tmp_path_factory.mktemp("installed") / "env"
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    purelib = Path(paths["purelib"])
    run(
        sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
        "--target", purelib, wheel, cwd=folder.parent,
    )  # fmt: skip
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (purelib / "lent.pth").write_text("\n".join(sorted(lent)), encoding="utf-8")
    return Path(paths["scripts"]) / Path(sys.executable).name


def test_the_wheel_carries_every_resource(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if name.startswith("liaison_desktop/")}
    resources = {
        f"liaison_desktop/_resources/{path.relative_to(ROOT / 'resources').as_posix()}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert resources
    assert resources <= inside
    migrations = {
        f"liaison_desktop/{path.relative_to(ROOT / 'liaison_desktop').as_posix()}"
        for path in (ROOT / "liaison_desktop" / "models" / "migrations").rglob("*.py")
    }
    assert migrations <= inside


def test_the_installed_program_is_the_wheel(python: Path, tmp_path: Path) -> None:
    where = run(python, "-I", "-c", "import liaison_desktop as a; print(a.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(python.parent.parent)


def test_the_installed_program_prints_the_cards_of_its_practice_station(
    python: Path, tmp_path: Path
) -> None:
    program = (python, "-I", "-m", "liaison_desktop", "--data", tmp_path / "data", "--json")
    counts = json.loads(run(*program, "sample", cwd=tmp_path))
    assert (counts["households"], counts["cards"]) == (212, 212)
    paper = tmp_path / "联系卡.pdf"
    printed = json.loads(
        run(*program, "cards", "print", "--household", "中和村/ZH0001", "--out", paper,
            cwd=tmp_path)
    )  # fmt: skip
    assert printed["cards"] == 1
    with pypdfium2.PdfDocument(paper) as pdf:
        page = pdf[0]
        text_page = page.get_textpage()
        text = text_page.get_text_range()
        text_page.close()
        page.close()
    assert "孔正涛" in text
