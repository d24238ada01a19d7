from collections import Counter
from dataclasses import replace

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from liaison_desktop.documents.sheet import GRIDS
from liaison_desktop.domain.register.card_issue import CardFilter
from liaison_desktop.domain.register.household import HouseholdDraft, HouseholdFilter
from liaison_desktop.domain.terms.contact_card import CardLayout, Duplex
from liaison_desktop.ui.print_correction_dialog import CorrectionDialog, correction_words
from liaison_desktop.ui.print_dialog import PrintDialog
from liaison_desktop.ui.printing import (
    NO_CORRECTION,
    Correction,
    Side,
    prepare_printer,
    store_correction,
    stored_correction,
)
from liaison_desktop.ui.register.card_sheets import page_sides
from liaison_desktop.ui.register.card_steps import CardSteps
from liaison_desktop.ui.start_cell import StartCell
from tests.ui.test_card_page import change_phone_of


class PaperFolder:
    """Printers that put their sheets into files; one is broken and takes nothing."""

    def __init__(self, folder):
        self.folder = folder
        self.jobs = []

    def names(self):
        return ("办公室打印机", "坏打印机")

    def open(self, name, tray, duplex, size_mm):
        file = self.folder / f"{len(self.jobs)}.pdf"
        self.jobs.append((name, tray, duplex, file))
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        target = self.folder / "nowhere" / "x.pdf" if name == "坏打印机" else file
        printer.setOutputFileName(str(target))
        prepare_printer(printer, size_mm)
        return printer

    def sheets(self, number=-1):
        with pypdfium2.PdfDocument(self.jobs[number][3]) as pdf:
            return len(pdf)


@pytest.fixture
def printers(tmp_path):
    folder = tmp_path / "paper"
    folder.mkdir()
    return PaperFolder(folder)


@pytest.fixture
def host(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 700)
    host.show()
    return host


def opened(desk, host, ids, printers):
    dialog = PrintDialog(desk, host, CardSteps(desk, host), tuple(ids), printers=printers)
    dialog.open()
    return dialog


def laid_out(dialog):
    """Do at once what the dialog does a moment after a choice."""
    dialog._soon.stop()
    dialog._soon.timeout.emit()


def some_cards(desk, count, layout=None):
    """Return cards, all of one size when asked."""
    ids = desk.office.cards.ids()
    rows = desk.office.cards.rows(ids)
    return [one for one in ids if layout is None or rows[one].layout is layout][:count]


def texts(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_preview_shows_the_very_pages_of_the_cards(desk, host, printers):
    ids = some_cards(desk, 11, CardLayout.BUSINESS)
    dialog = opened(desk, host, ids, printers)
    assert dialog.view.page_count == 2
    rows = desk.office.cards.rows(ids)
    pages = texts(dialog.pdf)
    assert sum(text.count("户主") for text in pages) == 11
    assert all(any(row.phone in text for text in pages) for row in rows.values())
    dialog.reject()


def test_sizes_are_kept_apart_and_one_size_can_be_forced(desk, host, printers):
    ids = some_cards(desk, 30)
    counts = Counter(row.layout for row in desk.office.cards.rows(ids).values())
    dialog = opened(desk, host, ids, printers)
    expected = sum(-(-count // GRIDS[layout].cells) for layout, count in counts.items())
    assert dialog.view.page_count == expected
    box = dialog.options.layout_box
    box.setCurrentIndex(box.findData(CardLayout.BUSINESS))
    laid_out(dialog)
    assert dialog.view.page_count == 3
    dialog.reject()


def test_first_cell_is_clicked_on_the_little_sheet(desk, host, printers, qtbot):
    dialog = opened(desk, host, some_cards(desk, 6, CardLayout.BUSINESS), printers)
    assert dialog.view.page_count == 1
    start = dialog.options.start
    eighth = QPoint(round(start.width() * 0.72), round(start.height() * 0.68))
    qtbot.mouseClick(start, Qt.MouseButton.LeftButton, pos=eighth)
    assert start.cell == 8
    assert dialog.options.start_number.value() == 8
    laid_out(dialog)
    assert dialog.view.page_count == 2
    dialog.reject()


def test_arrow_keys_walk_through_the_cells(qtbot):
    start = StartCell(GRIDS[CardLayout.BUSINESS])
    qtbot.addWidget(start)
    start.show()
    told = []
    start.changed.connect(told.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Right):
        qtbot.keyClick(start, key)
    assert told == [3, 4, 10]
    start.set_sheet(GRIDS[CardLayout.A6], 1)
    assert start.cell == 1


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_printing_marks_the_cards_only_after_the_printer_took_them(
    desk, host, printers, qtbot, lanes
):
    ids = some_cards(desk, 4, CardLayout.BUSINESS)
    dialog = opened(desk, host, ids, printers)
    broken = dialog.options.printer.findText("坏打印机")
    dialog.options.printer.setCurrentIndex(broken)
    qtbot.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    assert "打印机没有响应" in lanes.told[-1].message
    assert all(row.printed_on is None for row in desk.office.cards.rows(ids).values())
    assert dialog.isVisible()
    dialog.options.printer.setCurrentIndex(0)
    qtbot.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    assert printers.sheets() == 1
    today = desk.office.context.today()
    assert {row.printed_on for row in desk.office.cards.rows(ids).values()} == {today}
    assert not dialog.isVisible()


def test_printed_sheet_is_true_size_and_has_the_marks_in_place(desk, host, printers, qtbot):
    dialog = opened(desk, host, some_cards(desk, 1, CardLayout.BUSINESS), printers)
    qtbot.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    with pypdfium2.PdfDocument(printers.jobs[-1][3]) as pdf:
        width, height = pdf[0].get_size()
        assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)
        bitmap = pdf[0].render(scale=150 / 72, grayscale=True)
        grey = bitmap.to_numpy()[:, :, 0] if bitmap.n_channels > 1 else bitmap.to_numpy().squeeze()
    dots = 150 / 25.4
    left = grey[:, round(15 * dots) - 2 : round(15 * dots) + 3]
    assert left[round(8 * dots) : round(11 * dots)].min() < 160  # the upper mark of the first cut
    assert grey[:, : round(7 * dots)].min() > 200  # nothing left of the marks


def test_turning_by_hand_prints_the_fronts_then_the_backs(desk, host, printers, qtbot):
    ids = some_cards(desk, 12, CardLayout.BUSINESS)
    dialog = opened(desk, host, ids, printers)
    duplex = dialog.options.duplex
    duplex.setCurrentIndex(duplex.findData(Duplex.MANUAL))
    laid_out(dialog)
    assert dialog.print_button.text() == "打印正面"
    qtbot.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    assert dialog.print_button.text() == "翻面放回，打印反面"
    assert all(row.printed_on is None for row in desk.office.cards.rows(ids).values())
    qtbot.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    assert [printers.sheets(number) for number in range(2)] == [2, 2]
    assert all(row.printed_on for row in desk.office.cards.rows(ids).values())


def test_names_no_font_draws_are_listed_and_must_be_confirmed(desk, host, printers, qtbot):
    households = desk.office.households
    key = next(iter(households.ids(HouseholdFilter())))
    detail = households.detail(key)
    rare = "王\U000323af"  # beyond every bundled face
    members = tuple(
        replace(member, name=rare) if member.is_head else member for member in detail.members
    )
    _save(desk, detail, members)
    card = desk.office.cards.ids(card_filter_of(key))
    report = desk.office.cards.replace(tuple(card))
    dialog = opened(desk, host, report.cards, printers)
    assert rare in dialog.missing.text()
    assert "U+323AF" in dialog.missing.text()
    assert not dialog.print_button.isEnabled()
    assert not dialog.pdf_button.isEnabled()
    dialog.by_hand.setChecked(True)
    assert dialog.print_button.isEnabled()
    dialog.reject()


def card_filter_of(household_id):
    return CardFilter(HouseholdFilter(ids=(household_id,)))


def _save(desk, detail, members):
    desk.office.households.save(
        HouseholdDraft(
            detail.id, detail.version, detail.village_id, detail.group_id, detail.number,
            detail.values, members, detail.since, detail.until,
        )
    )  # fmt: skip


def test_pdf_is_saved_whole_and_marks_the_cards(desk, host, printers, tmp_path):
    ids = some_cards(desk, 3)
    dialog = opened(desk, host, ids, printers)
    target = tmp_path / "联系卡.pdf"
    expected = dialog.pdf
    dialog.save_to(target)
    assert target.read_bytes() == expected
    assert all(row.printed_on for row in desk.office.cards.rows(ids).values())


def test_cards_that_are_wrong_are_not_printed_again(desk, host, printers):
    ids = some_cards(desk, 3)
    change_phone_of(desk, ids[0], "13999990000")
    wrong = set(desk.office.cards.ids(CardFilter(ids=tuple(ids), stale=True)))
    assert wrong
    dialog = opened(desk, host, ids, printers)
    assert dialog._title.text() == (
        f"打印 {3 - len(wrong)} 张联系卡（另有 {len(wrong)} 张待换发，不印）"
    )
    dialog.reject()
    dialog = opened(desk, host, sorted(wrong), printers)
    assert not dialog.pdf_button.isEnabled()
    assert not dialog.print_button.isEnabled()
    dialog.reject()


def test_pdf_into_a_missing_folder_marks_nothing(desk, host, printers, tmp_path, lanes):
    ids = some_cards(desk, 3)
    dialog = opened(desk, host, ids, printers)
    dialog.save_to(tmp_path / "missing" / "x.pdf")
    assert lanes.told
    assert not any(row.printed_on for row in desk.office.cards.rows(ids).values())
    dialog.reject()


def test_without_a_printer_a_pdf_can_still_be_saved(desk, host, tmp_path):
    class Nothing(PaperFolder):
        def names(self):
            return ()

    dialog = opened(desk, host, some_cards(desk, 2), Nothing(tmp_path))
    assert not dialog.print_button.isEnabled()
    assert not dialog.options.correction_button.isEnabled()
    assert dialog.pdf_button.isEnabled()
    dialog.reject()


def test_corrections_are_kept_for_printer_tray_and_side(desk, host, printers, qtbot):
    dialog = CorrectionDialog(desk, host, printers, "办公室打印机", "lower")
    dialog.open()
    dialog.fields[Side.FRONT].right.setValue(-1.5)
    dialog.fields[Side.BACK].down.setValue(2.0)
    dialog.fields[Side.BACK].line.setValue(99.8)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert stored_correction("办公室打印机", "lower", Side.FRONT) == Correction(-1.5, 0.0, 1.0)
    back = stored_correction("办公室打印机", "lower", Side.BACK)
    assert (back.down_mm, round(back.scale, 4)) == (2.0, 1.002)
    assert stored_correction("坏打印机", "lower", Side.FRONT) == NO_CORRECTION
    assert correction_words(back) == "右 0 下 2 毫米 ×1.002"


def test_test_sheet_moves_with_the_correction_typed(desk, host, printers, qtbot):
    dialog = CorrectionDialog(desk, host, printers, "办公室打印机", "auto")
    dialog.open()
    qtbot.mouseClick(dialog.sheet_button, Qt.MouseButton.LeftButton)
    dialog.fields[Side.FRONT].right.setValue(5.0)
    qtbot.mouseClick(dialog.sheet_button, Qt.MouseButton.LeftButton)
    edges = [_left_edge(job[3]) for job in printers.jobs]
    assert edges[1] - edges[0] == pytest.approx(5.0, abs=0.3)
    dialog.reject()


def _left_edge(file):
    """Return where the frame of a test sheet begins, in millimetres."""
    with pypdfium2.PdfDocument(file) as pdf:
        bitmap = pdf[0].render(scale=300 / 72, grayscale=True)
        grey = bitmap.to_numpy().squeeze()
    middle = grey[grey.shape[0] // 3 : grey.shape[0] // 3 + 40]
    dark = (middle < 128).all(axis=0).nonzero()[0]
    return dark[0] * 25.4 / 300


def test_stored_correction_moves_what_is_printed(desk, host, printers, qtbot):
    store_correction(Correction(4.0, 0.0), "办公室打印机")
    dialog = opened(desk, host, some_cards(desk, 1, CardLayout.BUSINESS), printers)
    dialog.options.printer.setCurrentIndex(0)
    qtbot.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    with pypdfium2.PdfDocument(printers.jobs[-1][3]) as pdf:
        grey = pdf[0].render(scale=150 / 72, grayscale=True).to_numpy().squeeze()
    dots = 150 / 25.4
    column = grey[round(8 * dots) : round(11 * dots), round(19 * dots) - 2 : round(19 * dots) + 3]
    assert column.min() < 160


@pytest.mark.parametrize(
    ("duplex", "expected"),
    [
        (Duplex.NONE, "FFFF"),
        (Duplex.LONG, "FBFB"),
        (Duplex.SHORT, "FBFB"),
        (Duplex.MANUAL, "FFBB"),
    ],
)
def test_every_page_knows_its_side(duplex, expected):
    assert "".join(side.name[0] for side in page_sides(duplex, 4)) == expected


def test_sheet_is_prepared_without_margins(tmp_path):
    printer = PaperFolder(tmp_path).open("办公室打印机", "auto", Duplex.NONE, (210.0, 297.0))
    assert printer.fullPage()
    assert printer.pageLayout().mode() is QPageLayout.Mode.FullPageMode
