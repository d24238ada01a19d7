"""``close``, ``closings``, ``reprint``: a period is closed and printed again unchanged."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.services.office import open_office
from tests.cli.conftest import Program

Ask = Callable[..., dict[str, Any]]


def test_a_closed_report_is_reprinted_byte_for_byte(
    station: Path, ask: Ask, program: Program, tmp_path: Path
) -> None:
    with open_office(station) as office:
        draft = office.summaries.draft("E", parse_period("2023H1"))
        summary, _ = office.summaries.save(draft)
    closed = ask("close", "--period", "2023H1", "--summary", summary)
    assert len(closed["digest"]) == 64
    assert {Path(name).suffix for name in closed["papers"]} == {".pdf", ".docx", ".txt"}
    outs = []
    for name in ("a.pdf", "b.pdf"):
        answer = ask("reprint", closed["closing"], "--out", tmp_path / name)
        outs.append((tmp_path / name).read_bytes())
        assert answer["bytes"] == len(outs[-1])
    assert outs[0] == outs[1]
    assert outs[0].startswith(b"%PDF")
    (listed,) = ask("closings")["closings"]
    assert (listed["closing"], listed["whole"], listed["adjustments"]) == (
        closed["closing"], True, [],
    )  # fmt: skip
    assert program("close", "--period", "2023H1", "--summary", summary).code == 3
    assert program("undo").code == 3
    assert program("reprint", 9, "--out", tmp_path / "c.pdf").code == 3
    assert program("reprint", closed["closing"], "--out", tmp_path / "c.xlsx").code == 3


def test_the_number_of_a_summary_is_told(station: Path, program: Program) -> None:
    ran = program("close", "--period", "2023H1", "--summary", 1)
    assert (ran.code, "请先在窗口的“总结报告”里起草" in ran.err) == (3, True)
    with open_office(station) as office:
        draft = office.summaries.draft("E", parse_period("2023H1"))
        summary, _ = office.summaries.save(draft)
    ran = program("close", "--period", "2023H1", "--summary", summary + 1)
    assert (ran.code, f"可选：{summary}《{draft.title}》" in ran.err) == (3, True)
    figures_alone = program("close", "--period", "2023H1")
    assert figures_alone.code == 0
    assert f"没有封存总结：{summary}《{draft.title}》" in figures_alone.err
    assert program("close", "--period", "2023H1", "--summary", summary).err == ""
    assert program("close", "--period", "2023H1").err == ""


def test_what_changed_since_is_listed(station: Path, ask: Ask, program: Program) -> None:
    assert program("closings").out.strip() == "还没有封过账。"
    ask("close", "--period", "2023H1")
    with open_office(station) as office:
        key = office.disputes.by_number("纠2023-0001")
        office.disputes.void(key, office.disputes.detail(key).version, "重复登记")
    (listed,) = ask("closings")["closings"]
    changed = {one["key"]: one for one in listed["adjustments"]}
    found = changed["disputes_found"]
    assert (found["reported"], found["now"], found["removed"]) == (36, 35, ["纠2023-0001"])
    assert "调整：排查矛盾纠纷由36起调整为35起（核减1起）" in program("closings").out
