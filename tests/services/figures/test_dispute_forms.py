"""The statutory forms: they foot, they refuse what does not, and never show 0 for unknown."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from liaison_desktop.domain.errors import RefusedError, UsageError
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.sichuan_form import ROWS
from liaison_desktop.domain.figures.statutory_form import FormWords, StatutoryForm
from liaison_desktop.domain.figures.summary import BlockKind
from liaison_desktop.models.tables import table
from liaison_desktop.services.office import Office, open_office
from tests.huangshi import CLASSES, PERIOD, PRINTED_SHARES, TODAY, enter_huangshi
from tests.services.figures.conftest import Records

JUNE, H1 = parse_period("2023-06"), parse_period("2023H1")
COUNTY, TOWNSHIP, VILLAGE, SUM, YEAR = 2, 3, 4, 5, 6
WORDS = FormWords(made_by="张三", sweeps=(None, 2, 3, 9))


def shown(form: StatutoryForm, row: int, column: int) -> str:
    """Return what stands in a numbered row of the Sichuan form."""
    return next(
        cell.text for cell in form.cells if (cell.row, cell.column) == (row + 1, column)
    )  # fmt: skip


@pytest.fixture
def ledger(office: Office, records: Records) -> Records:
    """Disputes of three levels: found in January, May and June."""
    office.areas.set_up_station("罗平县", "罗雄镇")
    with office.context.store.reading() as session:
        area = table("area").c
        levels = {row.level: row.id for row in session.execute(area.id.table.select())}
    committees = {
        level: records.add(
            "mediation_committee", name=f"{level}调委会", area_id=levels[level], word=level
        )
        for level in ("county", "township")
    }
    june, may = date(2023, 6, 5), date(2023, 5, 3)
    records.dispute(
        number="纠1", found_on=june, mediated_on=june, settled_on=june, people=12, category="0901",
        committee_id=committees["township"],
    )  # fmt: skip
    records.dispute(
        number="纠2", found_on=june, people=60, category="0701", committee_id=committees["county"]
    )
    records.dispute(
        number="纠3", found_on=june, mediated_on=june, people=700, category="0201", scale="03",
        village_id=records.village,
    )  # fmt: skip
    records.dispute(
        number="纠4",
        found_on=may,
        mediated_on=may,
        people=3,
        category="0201",
        village_id=records.village,
    )
    return records


def test_the_rows_and_columns_of_the_form(office: Office, ledger: Records) -> None:
    form = office.dispute_forms.form("sichuan", JUNE, WORDS)
    assert form.title.startswith("2023年6月")
    assert form.title.endswith("矛盾纠纷排查情况表")
    assert form.above[0][1] == "填报月份：2023年6月"
    assert len(form.heights) == ROWS + 2
    found = [shown(form, 1, column) for column in range(COUNTY, YEAR + 1)]
    assert found == ["1", "1", "1", "3", "4"]
    assert [shown(form, 2, column) for column in range(COUNTY, YEAR + 1)] == [
        "0",
        "1",
        "1",
        "2",
        "3",
    ]
    assert [shown(form, 3, at) for at in (COUNTY, TOWNSHIP, SUM, YEAR)] == [
        "0.00%", "100.00%", "66.67%", "75.00%",
    ]  # fmt: skip
    assert [shown(form, 5, at) for at in (COUNTY, SUM, YEAR)] == ["0.00%", "50.00%", "33.33%"]
    assert [shown(form, row, YEAR) for row in range(44, 48)] == ["2", "1", "0", "1"]
    assert [shown(form, row, VILLAGE) for row in range(48, 52)] == ["1", "1", "0", "0.00%"]
    assert [shown(form, 52, column) for column in range(COUNTY, YEAR + 1)] == [
        "",
        "2",
        "3",
        "5",
        "9",
    ]
    classes = sum(int(shown(form, row, YEAR)) for row in range(6, 44, 2))
    assert classes == 4
    assert form.below[1][1] == "制表人：张三"
    half = office.dispute_forms.form("sichuan", H1, WORDS)
    assert half.above[0][1] == "填报半年度：2023年上半年"
    assert [shown(half, 1, at) for at in (SUM, YEAR)] == ["4", "4"]


def test_it_is_refused_while_the_bands_do_not_make_the_total(
    office: Office, ledger: Records, tmp_path: Path
) -> None:
    ledger.dispute(found_on=date(2023, 2, 1), village_id=ledger.village, number="纠2023-0009")
    with pytest.raises(RefusedError, match=r"相差 1 起.*纠2023-0009"):
        office.dispute_forms.form("sichuan", JUNE)
    for name in ("a.pdf", "a.xlsx"):
        with pytest.raises(RefusedError):
            office.dispute_forms.write("sichuan", JUNE, tmp_path / name)
        assert not (tmp_path / name).exists()
    bands, unclassed = office.dispute_forms.findings("sichuan", JUNE)
    assert bands.refuses
    assert [one.record for one in bands.records] == ["纠2023-0009"]
    assert not unclassed.refuses


def test_a_dispute_of_no_level_would_be_lost_from_the_sum(office: Office, ledger: Records) -> None:
    ledger.dispute(number="纠9", found_on=date(2023, 6, 9), people=2, category="0201")
    with pytest.raises(RefusedError, match="哪一级"):
        office.dispute_forms.form("sichuan", JUNE)


def test_only_months_to_years_are_reported(office: Office) -> None:
    for key in ("2023-W07", "2023-01-01..2023-02-10"):
        with pytest.raises(RefusedError, match="月、季"):
            office.dispute_forms.form("sichuan", parse_period(key))


def test_without_a_ledger_every_number_is_blank(office: Office) -> None:
    office.areas.set_up_station("罗平县", "罗雄镇")
    form = office.dispute_forms.form("sichuan", JUNE)
    texts = [cell.text for cell in form.cells if cell.row > 1 and cell.column >= COUNTY]
    assert set(texts) == {""}


def test_the_workbook_has_the_same_numbers_with_live_formulas(
    office: Office, ledger: Records, tmp_path: Path
) -> None:
    office.dispute_forms.write("sichuan", JUNE, tmp_path / "a.xlsx", WORDS)
    form = office.dispute_forms.form("sichuan", JUNE, WORDS)
    (sheet,) = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    (plain,) = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True).worksheets
    assert sheet["F5"].value == "=SUM(C5:E5)"
    assert sheet["F7"].value == "=IF(F5=0,0,ROUND(F6/F5,4))"
    first = 3  # title, one line above, then the heads
    for cell in form.cells:
        if cell.value is not None:
            assert plain.cell(cell.row + first, cell.column + 1).value == cell.value
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight in (None, 1)
    office.dispute_forms.write("sichuan", JUNE, tmp_path / "a.pdf", WORDS)
    assert len(pypdfium2.PdfDocument(tmp_path / "a.pdf")) == 1


@pytest.fixture
def huangshi(tmp_path: Path) -> Iterator[Office]:
    """An office that keeps the ledger of Huangshi."""
    with open_office(tmp_path / "data", create=True, today=lambda: TODAY) as opened:
        enter_huangshi(opened)
        yield opened


def test_the_judicial_table_of_huangshi(huangshi: Office) -> None:
    form = huangshi.dispute_forms.form("judicial", parse_period(PERIOD))
    rows: dict[str, list[str]] = {}
    for cell in form.cells:
        if not cell.head:
            rows.setdefault(str(cell.row), []).append(cell.text)
    lines = {row[0]: row[1:] for row in rows.values()}
    assert lines["受理纠纷"][1:] == ["869", "", "1028", "−159", "−15.5", "840", "+29", "+3.5"]
    assert {name: lines[name][2] for name in CLASSES} == PRINTED_SHARES
    assert {name: lines[name][1] for name in CLASSES} == {k: str(v) for k, v in CLASSES.items()}
    assert [lines[name][2] for name in ("主动", "申请", "委托移送")] == ["52.4", "43.5", "4.1"]
    assert lines["协议涉及金额"][:2] == ["万元", "2873.80"]
    assert lines["受理成功率"][1] == "96.9"
    assert lines["受理成功率"][5] == "—"
    assert lines["防止群体性上访"] == ["人", *[""] * 8]
    assert lines["书面协议"][1:] == [""] * 8


def test_the_county_form_foots_with_the_total_on_top(office: Office, ledger: Records) -> None:
    form = office.dispute_forms.form("county", JUNE)
    cells = {(cell.row, cell.column): cell for cell in form.cells}
    assert cells[2, 0].text == "合计"
    whole = [cells[2, column].value for column in range(1, 3)]
    assert whole == [4, 3]
    settled = office.figures.one("disputes_settled", JUNE).value
    still = office.figures.one("disputes_open", JUNE).value
    assert whole == [(settled or 0) + (still or 0), still]
    last = max(cell.row for cell in form.cells)
    for column in range(1, len(form.widths)):
        below = [cells[row, column].value or 0 for row in range(3, last + 1)]
        assert cells[2, column].value == sum(below)
    assert cells[0, 1].text == "本月总数"


def test_the_grid_set_leaves_blank_what_nobody_records(practice_office: Office) -> None:
    form = practice_office.dispute_forms.form("grid", H1)
    lines = {
        cell.text: [
            one.text for one in form.cells if one.row == cell.row and one.column in (3, 4, 5)
        ]
        for cell in form.cells
        if cell.column == 1
    }
    assert lines["入户走访"] == ["74", "0", "74"]
    assert lines["办理医疗统筹"] == ["", "", ""]
    assert lines["慰问金"] == ["", "", ""]


def test_the_brief_says_the_same_figures(practice_office: Office, tmp_path: Path) -> None:
    paper = practice_office.dispute_forms.brief(H1)
    text = "".join(block.text for block in paper.blocks if block.kind is BlockKind.BODY)
    assert "排查矛盾纠纷36起，参与调解28起，调解成功16起" in text
    assert "表扬信、锦旗＿＿件" in text
    for ending in (".pdf", ".docx", ".txt"):
        practice_office.dispute_forms.write("brief", H1, tmp_path / f"a{ending}")
        assert (tmp_path / f"a{ending}").stat().st_size
    with pytest.raises(RefusedError, match="还没有开始"):
        practice_office.dispute_forms.brief(parse_period("2024-01"))


def test_other_forms_and_files_are_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="可选"):
        office.dispute_forms.findings("other", JUNE)
    with pytest.raises(UsageError, match="可以存为"):
        office.dispute_forms.write("brief", JUNE, tmp_path / "a.xlsx")
