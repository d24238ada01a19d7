"""``report`` and ``form``: statutory forms and upper offices' blanks from the command line."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl

from liaison_desktop.services.office import open_office
from tests.blank_forms import monthly_form
from tests.cli.conftest import Program

Ask = Callable[..., dict[str, Any]]


def test_every_report_is_written(station: Path, ask: Ask, program: Program, tmp_path: Path) -> None:
    for kind, ending in (
        ("judicial", "pdf"),
        ("county", "xlsx"),
        ("grid", "pdf"),
        ("brief", "docx"),
    ):
        out = tmp_path / f"{kind}.{ending}"
        answer = ask("report", kind, "--period", "2023H1", "--out", out)
        assert answer["report"] == kind
        assert out.stat().st_size > 1000
    refused = program("report", "sichuan", "--period", "2023-06", "--out", tmp_path / "s.pdf")
    assert refused.code == 3
    assert "相差" in refused.err
    assert not (tmp_path / "s.pdf").exists()
    assert program("report", "grid", "--out", tmp_path / "a.docx").code == 2
    assert program("report", "other", "--out", tmp_path / "a.pdf").code == 2
    wrong = ("report", "grid", "--out", tmp_path / "a.pdf", "--sweeps", "1,2")
    assert program(*wrong).code == 2


def test_a_blank_is_filled_by_its_mapping(
    station: Path, ask: Ask, program: Program, tmp_path: Path
) -> None:
    blank, out = monthly_form(tmp_path / "blank.xlsx"), tmp_path / "out.xlsx"
    words = ("form", "--period", "2023H1", "--blank", blank, "--out")
    unknown = program(*words, out)
    assert unknown.code == 3
    assert "还没有" in unknown.err
    with open_office(station) as office:
        opened = office.form_filling.open(blank)
        mapping = replace(opened.mapping, to_whom="县综治办", cells=opened.suggestions)
        office.form_filling.save(mapping, opened.content)
    answer = ask(*words, out)
    assert answer["filled"] == len(answer["figures"]) + 3
    assert openpyxl.load_workbook(out)["综治月报"]["B4"].value == 36
    assert any("没有对应" in one["message"] for one in answer["findings"])
    assert program(*words, blank).code == 2
