"""The papers of a summary: preview, files, and what is frozen when it is handed in."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.figures.chart import Chart
from liaison_desktop.domain.figures.closing import ClosedPeriod
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.domain.figures.proof import Finding
from liaison_desktop.domain.figures.summary import SummaryDetail
from liaison_desktop.domain.progress import Progress
from liaison_desktop.services.figures.summary_paper import PaperChoice, range_of
from liaison_desktop.ui.folders import keep_folder, kept_folder
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.paper_dialog import Paper
from liaison_desktop.ui.progress_dialog import show_progress
from liaison_desktop.whole_file import written_whole

if TYPE_CHECKING:
    from liaison_desktop.services.office import Office

_FILTERS = {
    ".docx": "Word 文档 (*.docx)",
    ".pdf": "PDF (*.pdf)",
    ".txt": "纯文本 (*.txt)",
}
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


@dataclass(frozen=True, slots=True)
class Annexes:
    """What goes with the text."""

    sources: bool = True
    tables: bool = True
    charts: bool = False


def choice_of(office: "Office", detail: SummaryDetail, annexes: Annexes) -> PaperChoice:
    """Return what goes with the text; draws the charts, so it runs on a lane."""
    charts: tuple[Chart, ...] = ()
    if annexes.charts:
        charts = office.charts.meeting(parse_period(detail.period), range_of(detail))
    return PaperChoice(annexes.sources, annexes.tables, charts)


def proved(office: "Office", detail: SummaryDetail, annexes: Annexes) -> tuple[Finding, ...]:
    """Return what the check finds in a text and in the tables and charts printed with it.

    Runs on a lane.

    Raises:
        RefusedError: When the text names a party or holds a personal number.
    """
    choice = choice_of(office, detail, replace(annexes, sources=False))
    paper = office.summaries.paper(detail, choice)
    return office.proofs.check(detail, choice.charts, paper.tables)


def paper_of(desk: DeskContext, detail: SummaryDetail, annexes: Annexes) -> Paper:
    """Return the paper to be looked at: the pages that print."""
    office = desk.office

    def draw(_progress: Progress, _purpose: str) -> bytes:
        paper = office.summaries.paper(detail, choice_of(office, detail, annexes))
        return office.summaries.file(paper, ".pdf")

    return Paper(file_name(detail.title), draw, job="summary")


def write_files(office: "Office", detail: SummaryDetail, annexes: Annexes) -> dict[str, bytes]:
    """Return the files that are frozen: name to content; runs on a lane."""
    paper = office.summaries.paper(detail, choice_of(office, detail, annexes))
    name = file_name(detail.title)
    return {f"{name}{ending}": office.summaries.file(paper, ending) for ending in (".pdf", ".docx")}


def close_summary(
    office: "Office", detail: SummaryDetail, files: Mapping[str, bytes], *, changed: bool
) -> Changes:
    """Freeze a report with its figures, lists and files; runs on the write lane.

    Args:
        office: Every service.
        detail: The report as it stands in the editor.
        files: What ``write_files`` made of it.
        changed: Whether the text must be stored first.
    """
    key, version = detail.id, detail.version
    if changed or key is None:
        key = office.summaries.save(detail)[0]
        version = office.summaries.detail(key).version
    period = parse_period(detail.period)
    return office.closings.close(key, period, files, version=version)[1]


def reprint(desk: DeskContext, closed: ClosedPeriod) -> None:
    """Look at the PDF that was handed in, to print it again byte for byte."""
    closings = desk.office.closings
    name = next((one for one in closed.papers if one.lower().endswith(".pdf")), "")
    if name:
        paper = Paper(
            name.rpartition(".")[0],
            lambda _progress, _purpose: closings.reprint(closed.id, name),
            job="summary",
        )
        desk.print("paper", paper)


def save_word(parent: QWidget, desk: DeskContext, closed: ClosedPeriod) -> None:
    """Write the Word file that was handed in, or the first there is."""
    names = sorted(closed.papers, key=lambda name: not name.endswith(".docx"))
    if names:
        save_frozen(parent, desk, closed, names[0])


def export_summary(
    parent: QWidget, desk: DeskContext, detail: SummaryDetail, annexes: Annexes
) -> None:
    """Ask for a file name and write the paper."""
    office = desk.office

    def write(path: Path) -> None:
        office.summaries.write(detail, path, choice_of(office, detail, annexes))

    ask_file(parent, desk, file_name(detail.title), tuple(_FILTERS), write)


def save_frozen(parent: QWidget, desk: DeskContext, closed: ClosedPeriod, name: str) -> None:
    """Ask for a file name and write a frozen file as it was handed in."""
    closings = desk.office.closings

    def write(path: Path) -> None:
        content = closings.reprint(closed.id, name)
        with written_whole(path) as temporary:
            temporary.write_bytes(content)

    stem, _, ending = name.rpartition(".")
    ask_file(parent, desk, stem, (f".{ending}",), write)


def ask_file(
    parent: QWidget,
    desk: DeskContext,
    name: str,
    endings: tuple[str, ...],
    write: Callable[[Path], None],
) -> None:
    """Ask where to write a file, write it on the heavy lane and say where it is.

    Args:
        parent: The window the question covers.
        desk: What the pages share.
        name: Proposed name without its ending.
        endings: Kinds of file, the usual one first.
        write: Writes the file; runs on the lane.
    """
    dialog = QFileDialog(parent, "存为", str(kept_folder(desk.settings, "export")))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([_FILTERS.get(one, f"文件 (*{one})") for one in endings])
    dialog.setDefaultSuffix(endings[0].removeprefix("."))
    dialog.selectFile(f"{name}{endings[0]}")

    def chosen(text: str) -> None:
        path = Path(text)
        if path.suffix.lower() not in endings:
            wanted = dialog.selectedNameFilter()
            ending = next((one for one in endings if f"*{one}" in wanted), endings[0])
            path = path.with_name(f"{path.name}{ending}")
        keep_folder(desk.settings, "export", path)
        write_file(parent, desk, path, write)

    dialog.fileSelected.connect(chosen)
    dialog.filterSelected.connect(
        lambda words: dialog.setDefaultSuffix(words.partition("*.")[2].rstrip(")"))
    )
    dialog.open()


def write_file(
    parent: QWidget, desk: DeskContext, path: Path, write: Callable[[Path], None]
) -> None:
    """Write a file on the heavy lane and offer its folder."""
    folder = QUrl.fromLocalFile(str(path.parent))

    def work(_progress: Progress) -> None:
        write(path)

    def done(_none: None) -> None:
        desk.notice(f"已存为 {path.name}", "打开文件夹", lambda: _open_folder(folder))

    show_progress(parent, f"正在写 {path.name}", desk.lanes.heavy(work, done, owner=parent))


def file_name(title: str) -> str:
    """Return a title as the name of a file."""
    return _NOT_IN_NAMES.sub("", title)[:80] or "总结"


def _open_folder(folder: QUrl) -> None:
    QDesktopServices.openUrl(folder)
