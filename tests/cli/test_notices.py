"""Concern ledgers and public notices from the command line."""

from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from liaison_desktop import paths

LEDGER = paths.resource("practice", "民情台账.xlsx")


@pytest.fixture
def ledger(ask, data: Path) -> None:
    """A station with both villages, its cadres and the sample ledger."""
    ask("init", "--county", "罗平县", "--township", "罗雄镇")
    for name in ("中和村农户花名册.xlsx", "补歹村农户信息表.xls"):
        ask("import", "households", paths.resource("practice", name))
    ask("import", "cadres", paths.resource("practice", "挂钩干部名册.xlsx"))
    answer = ask("import", "concerns", LEDGER)
    assert answer["concerns"] == {"new": 56, "changed": 0, "same": 0}
    assert answer["problems"] == []


@pytest.mark.usefixtures("ledger")
def test_a_notice_is_drafted_published_and_printed(ask, program, tmp_path: Path) -> None:
    which = ("--month", "2023-06", "--board", "village", "--village", "中和村")
    draft = ask("notices", "draft", *which)
    assert draft["lines"]
    assert draft["leaks"] == []
    assert program("notices", "print", *which, "--out", tmp_path / "a.pdf").code == 3
    published = ask("notices", "publish", *which)
    assert published["lines"] == draft["lines"]
    assert published["issue"] == 1
    out = tmp_path / "公示.pdf"
    assert ask("notices", "print", *which, "--out", out)["file"] == str(out)
    with pypdfium2.PdfDocument(out) as document:
        assert len(document) >= 1
    ask("notices", "print", *which, "--out", tmp_path / "公示.xlsx")
    rows = list(load_workbook(tmp_path / "公示.xlsx").active.iter_rows(values_only=True))
    assert rows[0] == ("待办事项", "主办责任人", "办结时限", "办结情况")
    assert len(rows) == len(draft["lines"]) + 1
    refused = program("undo", published["operation"])
    assert refused.code == 3
    assert "公布" in refused.err


@pytest.mark.usefixtures("ledger")
def test_a_board_must_be_told_apart(program) -> None:
    month = ("--month", "2023-06")
    assert program("notices", "draft", *month, "--board", "township").code == 0
    assert program("notices", "draft", *month, "--board", "village").code == 3
    assert program("notices", "draft", *month, "--board", "village", "--village", "无").code == 3
    wrong = program("notices", "draft", *month, "--board", "township", "--village", "中和村")
    assert wrong.code == 2
    assert program("notices", "draft", "--month", "六月", "--board", "township").code == 2
    assert program("notices", "print", *month, "--board", "township", "--out", "a.txt").code == 2


@pytest.mark.usefixtures("ledger")
def test_the_exported_ledger_reads_back_as_the_same(ask, tmp_path: Path) -> None:
    out = tmp_path / "台账.xlsx"
    answer = ask("export", "concerns", "--out", out)
    assert answer["rows"] == 56
    assert answer["masked"]
    again = ask("import", "concerns", out, "--plan")
    assert again["concerns"] == {"new": 0, "changed": 0, "same": 56}


@pytest.mark.usefixtures("ledger")
def test_the_ledgers_sums_from_the_command_line(ask) -> None:
    figures = {one["key"]: one["value"] for one in ask("figures", "--period", "2023H1")["figures"]}
    assert figures["concerns_collected"] == 56
    assert figures["concerns_collected"] == (
        figures["concerns_answered"] + figures["concerns_entered"]
    )
