"""The command line, run in this process on real stores."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from liaison_desktop.cli import commands
from liaison_desktop.services.system.practice import make_practice_station


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command line ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one JSON object on standard output."""
        answer = json.loads(self.out)
        assert isinstance(answer, dict)
        return answer


Program = Callable[..., Ran]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "data"


@pytest.fixture
def program(data: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    """Run a command on the data folder."""

    def run(*words: object) -> Ran:
        code = commands.main(["--data", str(data), *map(str, words)])
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture
def ask(program: Program) -> Callable[..., dict[str, Any]]:
    """Run a command that must succeed, and return its JSON answer."""

    def run(*words: object) -> dict[str, Any]:
        ran = program("--json", *words)
        assert ran.code == 0, ran.err
        return ran.json

    return run


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice station, made once; tests copy it."""
    folder = tmp_path_factory.mktemp("practice") / "data"
    make_practice_station(folder)
    return folder


@pytest.fixture
def station(practice: Path, data: Path) -> Path:
    """A practice station of the test's own, in its data folder."""
    shutil.copytree(practice, data)
    return data
