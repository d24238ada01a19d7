"""Visit sheets from the command line."""

from pathlib import Path

import pypdfium2
import pytest

from liaison_desktop import paths


@pytest.fixture
def villages(ask) -> None:
    """A station with one village."""
    ask("init", "--county", "罗平县", "--township", "罗雄镇")
    ask("import", "households", paths.resource("practice", "中和村农户花名册.xlsx"))


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.usefixtures("villages")
def test_a_sheet_is_made_of_the_filtered_households_and_printed(ask, program, tmp_path) -> None:
    made = ask("sheets", "make", "--village", "中和村", "--group", "中和一组", "--title", "赶集日")
    assert made["number"].startswith("走")
    assert made["households"] > 3
    out = tmp_path / "走访单.pdf"
    printed = ask("sheets", "print", made["number"], "--out", out)
    assert (printed["households"], printed["masked"]) == (made["households"], True)
    assert "****" in text_of(out)
    again = ask("sheets", "print", made["code"], "--out", out)  # as scanned from the paper
    assert again["number"] == made["number"]
    full = ("--unmasked", "--purpose", "走访前电话约好")
    ask("sheets", "print", made["number"], "--out", out, *full)
    assert "****" not in text_of(out)
    assert program("undo").code == 0
    assert program("sheets", "print", made["number"], "--out", out).code == 3


@pytest.mark.usefixtures("villages")
def test_a_sheet_of_nobody_and_a_purpose_alone_are_refused(program, tmp_path) -> None:
    assert program("sheets", "make", "--village", "无此村").code == 3
    wrong = ("sheets", "print", "走2023-0001", "--out", tmp_path / "a.pdf")
    assert program(*wrong).code == 3
    assert program(*wrong, "--unmasked").code == 2
    assert program(*wrong[:-1], tmp_path / "a.txt").code == 2
