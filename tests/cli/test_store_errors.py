"""Stores that cannot be used: exit code 4; an occupied folder: exit code 3."""

import sqlite3
import sys
from pathlib import Path

import pytest

from liaison_desktop import paths
from liaison_desktop.cli import history
from liaison_desktop.cli.arguments import Options
from liaison_desktop.services.office import open_office
from tests.cli.conftest import Program

INIT = ("init", "--county", "罗平县", "--township", "罗雄镇")
READING = (("history",), ("figures",), ("check",), ("undo",))


@pytest.mark.parametrize("words", READING)
def test_a_missing_store_is_told_and_not_made(
    program: Program, data: Path, words: tuple[str, ...]
) -> None:
    ran = program(*words)
    assert ran.code == 4
    assert "没有找到数据库" in ran.err
    assert not data.exists()


def test_a_locked_store_is_told(program: Program, data: Path) -> None:
    assert program(*INIT).code == 0
    with open_office(data):
        ran = program("history")
    assert ran.code == 4
    assert "另一个程序" in ran.err
    assert program("history").code == 0


@pytest.mark.parametrize(
    ("content", "told"), [(b"", "0 字节"), (b"not a database at all, but long enough", "损坏")]
)
def test_a_damaged_store_is_told_and_left_alone(
    program: Program, data: Path, content: bytes, told: str
) -> None:
    data.mkdir()
    paths.store_file(data).write_bytes(content)
    for words in (("history",), INIT):
        ran = program(*words)
        assert ran.code == 4
        assert told in ran.err
    assert paths.store_file(data).read_bytes() == content


def test_a_newer_store_is_refused(program: Program, data: Path) -> None:
    assert program(*INIT).code == 0
    connection = sqlite3.connect(paths.store_file(data))
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    ran = program("history")
    assert ran.code == 4
    assert "更新版本" in ran.err


def test_an_existing_store_is_not_made_again(program: Program) -> None:
    assert program(*INIT).code == 0
    ran = program("init", "--county", "罗平县", "--township", "板桥镇")
    assert ran.code == 3
    assert "罗雄镇群众工作站" in ran.err
    ran = program("sample")
    assert ran.code == 3
    assert "已有数据库" in ran.err
    assert len(program("history", "--json").json["operations"]) == 1


def test_a_database_address_that_is_none_is_a_usage_error(program: Program) -> None:
    for address in ("nonsense", "nonsense://host/name"):
        ran = program("--database", address, "history")
        assert ran.code == 2
        assert "数据库地址" in ran.err


def test_a_missing_driver_is_named(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    ran = program("--database", "postgresql+psycopg://host/name", "history")
    assert ran.code == 4
    assert "没有安装连接共享数据库的组件 psycopg" in ran.err


def test_a_defect_is_told_with_a_report_that_names_nobody(
    program: Program, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_options: Options) -> None:
        try:
            {}["孔正涛 530324197608092656"]
        except KeyError as error:
            raise ValueError("13929253489") from error

    assert program(*INIT).code == 0
    monkeypatch.setattr(history, "run", broken)
    ran = program("history")
    assert ran.code == 1
    assert ran.out == ""
    assert "Traceback" not in ran.err
    (report,) = (data / "logs").iterdir()
    assert str(report) in ran.err
    text = report.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "KeyError" in text
    assert "broken" in text
    for personal in ("孔正涛", "530324197608092656", "13929253489"):
        assert personal not in text + ran.err
