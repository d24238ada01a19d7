"""``cards`` and ``forms``: issue, print, hand out, void; registration forms."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from liaison_desktop import paths
from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.services.office import open_office
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


def stale_by_new_phone(ask: Ask, folder: Path) -> None:
    """Make five cards of two villages' stale: their cadre has a new phone number."""
    ask("import", "cadres", roster_with_new_phone(folder, "15823085033", "13900001111"))


@pytest.mark.parametrize(
    "words", [("--out", "没有/a.pdf"), ("--out", "a.pdf", "--start", "99"), ("--out", ".pdf/..pdf")]
)
def test_nothing_is_replaced_when_the_new_cards_cannot_be_printed(
    ask: Ask, program: Program, station: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    stale_by_new_phone(ask, tmp_path)
    before = ask("history")["operations"]
    named = ["--out", tmp_path / words[1], *words[2:]]
    assert program("cards", "print", "--stale", *named).code == 3
    assert ask("history")["operations"] == before
    assert ask("cards", "print", "--stale", "--out", tmp_path / "b.pdf")["cards"] == 5


def test_stale_cards_are_printed_with_a_word_about_them(
    ask: Ask, program: Program, station: Path, tmp_path: Path
) -> None:
    out = tmp_path / "a.pdf"
    assert ask("cards", "print", "--out", out)["notes"] == []
    stale_by_new_phone(ask, tmp_path)
    (note,) = ask("cards", "print", "--out", out)["notes"]
    assert "5 张待换发" in note
    assert "cards print --stale" in note
    assert note in program("cards", "print", "--out", out).err


def test_stale_cards_of_closed_households_are_listed_with_what_to_do(
    ask: Ask, program: Program, station: Path, tmp_path: Path
) -> None:
    with open_office(station) as office:
        (key,) = office.households.ids(HouseholdFilter(number="ZH0001"))
        closing = office.households.detail(key)
        day = office.context.today() - timedelta(days=1)
        office.households.close(key, closing.version, day, "迁出")
    answer = ask("cards", "issue", "--stale")
    assert answer["issued"] == 0
    (left,) = answer["unissued"]
    assert left["household"] == "中和村/ZH0001"
    assert left["why"].startswith("该户已注销，请作废原卡 ")
    ran = program("cards", "print", "--stale", "--out", tmp_path / "a.pdf")
    assert ran.code == 3
    assert left["why"] in ran.err
    ask("cards", "void", left["why"].rpartition(" ")[2])
    assert ask("cards", "issue", "--stale")["unissued"] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("issue", "--start", "3"), "--start"),
        (("issue", "--out", "x.pdf"), "--out"),
        (("print", "--out", "x.pdf", "--date", "2023-03-01"), "--date"),
        (("hand-out", "--layout", "A6"), "--layout"),
        (("void", "100012", "--village", "中和村"), "--village"),
        (("issue", "100012"), "100012"),
    ],
)
def test_an_option_of_another_step_is_no_option_here(
    program: Program, station: Path, words: tuple[str, ...], told: str
) -> None:
    ran = program("cards", *words)
    assert ran.code == 2
    assert "不认识的参数" in ran.err
    assert told in ran.err


@pytest.mark.parametrize("step", ["issue", "print", "hand-out"])
def test_every_filter_works_on_every_step(
    ask: Ask, program: Program, station: Path, tmp_path: Path, step: str
) -> None:
    filters = ("--village", "中和村", "--group", "中和一组", "--household", "ZH0001")
    out = ("--out", tmp_path / "a.pdf") if step == "print" else ()
    ask("cards", step, *filters, *out)
    ran = program("cards", step, *filters, "--cadre", "没有人", *out)
    assert ran.code == 3
    ran = program("cards", step, *filters, "--stale", *out)
    assert ran.code in (0, 3)


def test_the_help_of_a_step_names_only_its_own_options(program: Program) -> None:
    page = program("cards", "void", "--help").out
    assert page.startswith("用法：liaison-desktop cards void")
    assert "--reason" in page
    assert "--village" not in page
    assert "通用选项" in page


def test_a_size_asked_for_prints_every_card_in_it(ask: Ask, station: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    assert (
        ask("cards", "print", "--layout", "A5", "--village", "补歹村", "--out", out)["cards"] == 80
    )
    assert len(pages(out)) == 40


def test_registration_forms(ask: Ask, station: Path, tmp_path: Path) -> None:
    answer = ask(
        "forms", "registration", "--household", "中和村/ZH0001", "--out", tmp_path / "a.pdf"
    )
    assert (answer["forms"], answer["masked"]) == (1, True)
    text = "".join(pages(tmp_path / "a.pdf"))
    assert "孔正涛" in text
    assert "530324197608092656" not in text


def test_forms_in_full_are_kept_private_and_recorded(
    ask: Ask, station: Path, tmp_path: Path
) -> None:
    out = tmp_path / "a.pdf"
    words = ("forms", "registration", "--household", "中和村/ZH0001", "--out", out)
    ask(*words)
    assert out.stat().st_mode & 0o777 == 0o644
    ask(*words, "--unmasked", "--purpose", "入户核对")
    assert out.stat().st_mode & 0o777 == 0o600
    with open_office(station) as office:
        (kept,) = office.disclosures.all()
    assert (kept.noun, kept.records, kept.file) == ("registration", 1, "a.pdf")
