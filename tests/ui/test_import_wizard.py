import openpyxl
import pytest
from PySide6.QtCore import Qt

from liaison_desktop.domain.register.household import HouseholdFilter
from liaison_desktop.paths import resource
from liaison_desktop.ui.importing import blank_list
from liaison_desktop.ui.importing import wizard as wizard_module
from liaison_desktop.ui.importing.file_step import FileStep
from liaison_desktop.ui.importing.nouns import guessed_noun
from liaison_desktop.ui.importing.wizard import COLUMNS, FILE, PLAN, RESULT, ImportWizard
from liaison_desktop.ui.theme import apply_theme

ROSTER = "中和村农户花名册.xlsx"


def open_wizard(desk, qtbot, path, noun=""):
    wizard = ImportWizard(desk, noun, str(path), None)
    qtbot.addWidget(wizard)
    wizard.open()
    return wizard


@pytest.fixture
def roster():
    return resource("practice", ROSTER)


@pytest.fixture
def small_roster(tmp_path):
    """Three people of one household, one heading nobody knows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["村", "户编号", "姓名", "与户主关系", "身份证号", "家里有几亩田"])
    sheet.append(["金鸡村", "JJ001", "赵大", "户主", "11010519491231002X", 3.5])
    sheet.append(["金鸡村", "JJ001", "钱二", "妻", "", ""])
    sheet.append(["金鸡村", "JJ002", "孙三", "户主", "110105194912310021", 2])
    path = tmp_path / "金鸡村花名册.xlsx"
    book.save(path)
    return path


def test_whole_way_from_file_to_list(empty_desk, qtbot, roster):
    went = []
    empty_desk.went.connect(went.append)
    wizard = open_wizard(empty_desk, qtbot, roster)
    assert (wizard.step, wizard.files.kind.current()) == (FILE, "households")
    wizard.next_button.click()
    assert wizard.step == COLUMNS
    assert wizard.mapping.table.item(1, 0).text() == "户编号"
    assert wizard.mapping.choice(1).currentText() == "农户·户编号"
    wizard.next_button.click()
    assert wizard.step == PLAN
    assert wizard.plan.tiles.figures  # the figures below come from the plan
    assert wizard.next_button.text() == "导入 584 行"
    wizard.next_button.click()
    assert wizard.step == RESULT
    assert "新增 132 户" in wizard.outcome.words.text()
    assert empty_desk.office.households.count(HouseholdFilter()) == 132
    wizard.outcome.list_button.click()
    assert went[0].page == "households"


def test_same_file_again_offers_nothing_to_import(desk, qtbot, roster):
    wizard = open_wizard(desk, qtbot, roster)
    wizard.go_on()
    wizard.go_on()
    assert wizard.step == PLAN
    assert not wizard.next_button.isEnabled()
    assert len(wizard.plan.rows.model.ids) == 0


def test_import_is_taken_back_from_the_result(empty_desk, qtbot, roster):
    wizard = open_wizard(empty_desk, qtbot, roster)
    for _ in range(3):
        wizard.go_on()
    wizard.outcome.undo_button.click()
    assert empty_desk.office.households.count(HouseholdFilter()) == 0
    assert not wizard.outcome.undo_button.isEnabled()


def test_changed_cells_stand_old_beside_new_and_can_be_left(desk, qtbot, roster, tmp_path):
    book = openpyxl.load_workbook(roster)
    sheet = book.worksheets[0]
    sheet["M5"], sheet["O5"] = 9.9, "水稻"
    changed = tmp_path / ROSTER
    book.save(changed)
    before = desk.office.households.detail(desk.office.households.ids(HouseholdFilter())[0])
    wizard = open_wizard(desk, qtbot, changed)
    wizard.go_on()
    wizard.go_on()
    table = wizard.plan.cells.table
    cells = {
        table.item(row, 0).text(): (table.item(row, 1).text(), table.item(row, 2).text())
        for row in range(table.rowCount())
    }
    assert cells["耕地面积"] == ("4.7", "9.9")
    assert cells["主要种植"] == ("小黄姜", "水稻")
    crops = next(row for row in range(2) if table.item(row, 0).text() == "主要种植")
    table.item(crops, 0).setCheckState(Qt.CheckState.Unchecked)
    wizard.go_on()
    after = desk.office.households.detail(before.id)
    assert after.values["land"] == 9.9
    assert after.values["crops"] == before.values["crops"]


def test_row_left_out_is_not_stored(empty_desk, qtbot, small_roster):
    wizard = open_wizard(empty_desk, qtbot, small_roster)
    wizard.go_on()
    wizard.go_on()
    rows = wizard.plan._summary.rows
    left = [row.key for row in rows if row.name == "钱二"]
    wizard.plan.rows.ticks.set_ticks(left, ticked=False)
    assert wizard.next_button.text() == f"导入 {len(rows) - 1} 行"
    wizard.go_on()
    households = empty_desk.office.households
    names = [m.name for m in households.detail(households.ids(HouseholdFilter())[0]).members]
    assert names == ["赵大"]


def test_filter_of_the_plan_never_decides_what_is_taken(empty_desk, qtbot, small_roster):
    wizard = open_wizard(empty_desk, qtbot, small_roster)
    wizard.go_on()
    wizard.go_on()
    taken = wizard.plan.taken()
    wizard.plan.chips.chip("damaged").click()
    assert wizard.plan.taken() == taken


def test_corrected_column_is_imported_and_remembered(empty_desk, qtbot, small_roster):
    wizard = open_wizard(empty_desk, qtbot, small_roster)
    wizard.go_on()
    combo = wizard.mapping.choice(5)
    assert combo.currentText() == "不导入这一列"
    place = combo.findData("household.land")
    combo.setCurrentIndex(place)
    combo.activated.emit(place)
    wizard.go_on()
    wizard.go_on()
    households = empty_desk.office.households
    ids = households.ids(HouseholdFilter())
    assert households.detail(ids[0]).values["land"] == 3.5
    again = open_wizard(empty_desk, qtbot, small_roster)
    again.go_on()
    assert again.mapping.choice(5).currentData() == "household.land"


def test_problem_rows_are_listed_and_exported(
    empty_desk, qtbot, small_roster, tmp_path, monkeypatch
):
    out = tmp_path / "问题行.xlsx"
    monkeypatch.setattr(wizard_module, "ask_out", lambda parent, proposed: out)
    wizard = open_wizard(empty_desk, qtbot, small_roster)
    wizard.go_on()
    wizard.go_on()
    wizard.plan.views.segment("problems").click()
    messages = [problem.name for problem in wizard.plan._problems.values()]
    assert "孙三" in messages
    wizard.plan.errors_button.click()
    sheet = openpyxl.load_workbook(out).active
    assert any("孙三" in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_unusable_file_is_told_on_the_first_step(empty_desk, qtbot, tmp_path):
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(b"this is no workbook")
    wizard = open_wizard(empty_desk, qtbot, path)
    wizard.go_on()
    assert wizard.step == FILE
    assert wizard.files.drop._problem.isVisible()
    assert empty_desk.office.history.operations()[0].sentence.startswith("建立")


def test_back_goes_to_the_step_before(empty_desk, qtbot, small_roster):
    wizard = open_wizard(empty_desk, qtbot, small_roster)
    wizard.go_on()
    wizard.go_on()
    wizard.back_button.click()
    assert wizard.step == COLUMNS
    wizard.back_button.click()
    assert wizard.step == FILE
    assert not wizard.back_button.isVisible()


@pytest.mark.parametrize(
    ("file", "noun", "count"),
    [("挂钩干部名册.xlsx", "cadres", 58), ("结对安排表.xlsx", "pairings", 212)],
)
def test_cadres_and_pairings_take_the_same_way(desk, qtbot, file, noun, count):
    wizard = open_wizard(desk, qtbot, resource("practice", file))
    assert wizard.files.kind.current() == noun
    wizard.go_on()
    wizard.go_on()
    assert wizard.step == PLAN
    assert wizard.plan._summary.counts[noun].same == count


@pytest.mark.parametrize(
    ("file", "words"),
    [("走访登记表(3月).xlsx", "走访"), ("民情台账.xlsx", "民情"),
     ("矛盾纠纷排查调处台账.xlsx", "纠纷")],
)  # fmt: skip
def test_rows_of_a_ledger_are_named_and_have_their_own_days(empty_desk, qtbot, file, words):
    wizard = open_wizard(empty_desk, qtbot, resource("practice", file))
    assert not wizard.files.form.editor("since").isVisible()
    wizard.go_on()
    wizard.go_on()
    model = wizard.plan.rows.model
    noun = next(
        n
        for n in range(model.columnCount())
        if model.headerData(n, Qt.Orientation.Horizontal) == "类别"
    )
    assert model.index(0, noun).data() == words


def test_without_a_file_there_is_no_next_step(qtbot):
    step = FileStep("cadres", "")
    qtbot.addWidget(step)
    assert step.source() is None
    assert step.kind.current() == "cadres"


def test_kind_is_guessed_by_the_name(tmp_path):
    assert guessed_noun(tmp_path / "结对安排表.xlsx") == "pairings"
    assert guessed_noun(tmp_path / "挂钩干部名册.xlsx") == "cadres"
    assert guessed_noun(tmp_path / "花名册.xls", "cadres") == "households"
    assert guessed_noun(tmp_path / "2023年.xls") == "households"


def test_kind_chosen_stays_when_the_name_of_the_file_does_not_say(qtbot, tmp_path):
    step = FileStep("cadres", "")
    qtbot.addWidget(step)
    step.take_file(str(tmp_path / "2023年名单.xls"))
    assert step.kind.current() == "cadres"
    step.take_file(str(tmp_path / "结对安排表.xls"))
    assert step.kind.current() == "pairings"


def test_keys_lead_from_the_choice_of_a_file_onwards(empty_desk, qtbot, roster):
    wizard = open_wizard(empty_desk, qtbot, "")
    assert wizard.focusWidget() is wizard.files.drop.button
    wizard.files.take_file(str(roster))
    assert wizard.focusWidget() is wizard.next_button


@pytest.mark.parametrize("noun", ["households", "cadres", "pairings"])
def test_blank_list_is_saved_and_refused_while_it_is_empty(
    empty_desk, qtbot, tmp_path, monkeypatch, noun
):
    out = tmp_path / "空白.xlsx"
    monkeypatch.setattr(blank_list, "ask_out", lambda parent, proposed: out)
    wizard = open_wizard(empty_desk, qtbot, "", noun)
    wizard.files.blank_button.click()
    assert str(out) in wizard.notice._text.text()
    assert wizard.notice.isVisible()
    wizard.files.take_file(str(out))
    wizard.go_on()
    assert wizard.step == FILE
    assert "表头下面没有可以导入的内容" in wizard.files.drop._problem.text()


def test_after_the_undo_nothing_says_that_it_is_stored(empty_desk, qtbot, roster):
    wizard = open_wizard(empty_desk, qtbot, roster)
    for _ in range(3):
        wizard.go_on()
    assert "都已存入" in wizard.outcome.problems.text()
    wizard.outcome.undo_button.click()
    assert wizard.outcome.problems.text() == ""


def test_every_step_fits_a_small_screen_at_large_text(qapp, empty_desk, qtbot):
    apply_theme(qapp, 150)
    try:
        wizard = open_wizard(empty_desk, qtbot, "")
        assert wizard.minimumSizeHint().height() <= 700
    finally:
        apply_theme(qapp)
