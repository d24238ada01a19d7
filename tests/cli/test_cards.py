"""``cards`` and ``forms``: issue, print, hand out, void; registration forms."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from liaison_desktop import paths
from tests.cli.conftest import Program

Ask = Callable[..., dict[str, Any]]


def pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        found = []
        for page in pdf:
            text = page.get_textpage()
            found.append(text.get_text_range())
            text.close()
            page.close()
    return found


def valid(ask: Ask) -> int:
    return int(ask("figures", "--key", "cards_valid")["figures"][0]["value"])


def test_the_second_issue_makes_nothing(ask: Ask, station: Path) -> None:
    answer = ask("cards", "issue")
    assert set(answer) == {"issued", "cards", "unissued", "operation"}
    assert (answer["issued"], answer["cards"], answer["operation"]) == (0, [], None)


def test_all_cards_are_printed_with_every_household_once(
    ask: Ask, station: Path, tmp_path: Path
) -> None:
    answer = ask("cards", "print", "--out", tmp_path / "全部.pdf")
    assert answer["cards"] == 212
    text = "".join(pages(tmp_path / "全部.pdf"))
    records = ask("figures", "--key", "households", "--records")["records"]
    for one in records:
        assert text.count(one["record"].partition("/")[2]) == 1


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (("--village", "中和村"), 132),
        (("--village", "补歹村"), 80),
        (("--household", "中和村/ZH0001"), 1),
        (("--household", "ZH0001"), 1),
        (("--cadre", "诸葛云先"), 5),
    ],
)
def test_filters_choose_whose_cards_are_printed(
    ask: Ask, station: Path, tmp_path: Path, words: tuple[str, ...], count: int
) -> None:
    assert ask("cards", "print", *words, "--out", tmp_path / "a.pdf")["cards"] == count


def test_what_a_filter_names_must_exist(program: Program, station: Path, tmp_path: Path) -> None:
    for words in (
        ("--village", "没有村"),
        ("--cadre", "没有人"),
        ("--household", "ZH9999"),
        ("--village", "中和村", "--group", "没有组"),
    ):
        ran = program("cards", "print", *words, "--out", tmp_path / "a.pdf")
        assert ran.code == 3, words
        assert not (tmp_path / "a.pdf").exists()


def test_backs_and_the_start_cell(ask: Ask, station: Path, tmp_path: Path) -> None:
    def printed(*words: object) -> int:
        ask("cards", "print", "--layout", "名片", "--out", tmp_path / "a.pdf", *words)
        return len(pages(tmp_path / "a.pdf"))

    fronts = printed()
    assert printed("--duplex", "long") == 2 * fronts
    answer = ask("cards", "print", "--layout", "名片", "--out", tmp_path / "a.pdf")
    assert fronts == -(-answer["cards"] // 10)
    assert printed("--start", "10") == -(-(answer["cards"] + 9) // 10)


def test_a_start_cell_off_the_sheet_is_refused(
    program: Program, station: Path, tmp_path: Path
) -> None:
    ran = program("cards", "print", "--start", "99", "--out", tmp_path / "a.pdf")
    assert ran.code == 3
    assert not (tmp_path / "a.pdf").exists()


def test_a_folder_that_cannot_be_written_is_told(
    program: Program, station: Path, tmp_path: Path
) -> None:
    ran = program("cards", "print", "--out", tmp_path / "没有" / "a.pdf")
    assert ran.code == 3
    assert program("cards", "print", "--out", tmp_path / "a.txt").code == 2


def test_handing_out_counts_in_the_period_of_its_date(ask: Ask, station: Path) -> None:
    today = datetime.now().astimezone().date().isoformat()
    answer = ask("cards", "hand-out", "--village", "补歹村", "--date", today)
    assert set(answer) == {"handed_out", "left", "operation"}
    assert answer["handed_out"] == 80

    def issued(period: str) -> Any:
        return ask("figures", "--period", period, "--key", "cards_issued")["figures"][0]["value"]

    assert issued(f"{today}..{today}") == 80
    assert issued("2001") == 0
    assert ask("cards", "hand-out", "--receiver", "孔正涛", "--way", "家属",
               "--household", "ZH0001")["handed_out"] == 1  # fmt: skip


def test_handing_out_is_entered_afterwards(ask: Ask, station: Path) -> None:
    """An office that handed cards out last spring enters them today (DESIGN 7: event dates)."""
    answer = ask("cards", "hand-out", "--date", "2023-03-01")
    assert (answer["handed_out"], answer["left"]) == (212, [])
    figure = ask("figures", "--period", "2023H1", "--key", "cards_issued")["figures"][0]
    assert (figure["value"], figure["records"]) == (212, 212)


def test_a_card_is_handed_out_once(ask: Ask, station: Path) -> None:
    assert ask("cards", "hand-out")["handed_out"] == 212
    assert ask("cards", "hand-out") == {"handed_out": 0, "left": [], "operation": None}


def test_a_voided_card_is_no_longer_valid_and_a_new_one_gets_a_new_number(
    ask: Ask, program: Program, station: Path
) -> None:
    number = ask("figures", "--key", "cards_valid", "--records", "--period", "2100")["records"][0]
    before = valid(ask)
    assert ask("cards", "void", number["record"], "--reason", "印错")["voided"] == 1
    assert valid(ask) == before - 1
    (new,) = ask("cards", "issue")["cards"]
    assert new != number["record"]
    assert valid(ask) == before
    assert program("cards", "void", number["record"]).code == 3
    assert program("cards", "void", "1").code == 3


def roster_with_new_phone(folder: Path, old: str, new: str) -> Path:
    """Return the cadres' roster with one phone number changed."""
    book = openpyxl.load_workbook(paths.resource("practice", "挂钩干部名册.xlsx"))
    cells = [cell for row in book.active.iter_rows() for cell in row if str(cell.value) == old]
    (cell,) = cells
    cell.value = new
    book.save(folder / "干部名册.xlsx")
    return folder / "干部名册.xlsx"


def test_exactly_the_cards_a_new_phone_makes_wrong_are_replaced_and_printed(
    ask: Ask, program: Program, station: Path, tmp_path: Path
) -> None:
    out = tmp_path / "换发.pdf"
    assert program("cards", "print", "--stale", "--out", out).code == 3
    roster = roster_with_new_phone(tmp_path, "15823085033", "13900001111")
    assert ask("import", "cadres", roster)["cadres"]["changed"] == 1
    answer = ask("cards", "print", "--stale", "--out", out)
    assert answer["cards"] == 5
    text = "".join("".join(pages(out)).split())
    assert text.count("13900001111") == 5
    assert "15823085033" not in text
    assert ask("cards", "issue", "--stale")["issued"] == 0
    assert valid(ask) == 212


def test_registration_forms(ask: Ask, station: Path, tmp_path: Path) -> None:
    answer = ask(
        "forms", "registration", "--household", "中和村/ZH0001", "--out", tmp_path / "a.pdf"
    )
    assert (answer["forms"], answer["masked"]) == (1, True)
    text = "".join(pages(tmp_path / "a.pdf"))
    assert "孔正涛" in text
    assert "530324197608092656" not in text
