"""Charts as files and in the clipboard, drawn by the same program that prints them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from liaison_desktop.domain.figures.chart import Chart
from liaison_desktop.domain.figures.meeting_pack import MeetingPack
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.progress import Progress
from liaison_desktop.services.on_demand import on_demand
from liaison_desktop.ui.folders import keep_folder, kept_folder
from liaison_desktop.ui.lanes import Job
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.progress_dialog import show_progress

MakePack = Callable[[], MeetingPack]
FILTERS = {
    ".pptx": "PowerPoint 演示文稿 (*.pptx)",
    ".pdf": "PDF (*.pdf)",
    ".xlsx": "Excel 工作簿 (*.xlsx)",
    ".png": "PNG 图片 (*.png)",
    ".svg": "SVG 矢量图 (*.svg)",
}


def chart_pack(desk: DeskContext, chart: Chart, period: Period) -> MeetingPack:
    """Return a pack of one chart as it is shown; called on a lane."""
    station = desk.office.areas.station()
    name = station.name if station is not None else ""
    return MeetingPack(chart.title, name, period, desk.office.context.today(), (chart,))


def ask_file(desk: DeskContext, parent: QWidget, title: str, suffix: str) -> Path | None:
    """Ask where to save a file of a kind; None when the person changed his mind.

    Args:
        desk: Where the folder last used is kept.
        parent: The widget it covers.
        title: Proposed name without suffix.
        suffix: ``.pptx``, ``.pdf``, ``.xlsx``, ``.png`` or ``.svg``.
    """
    proposed = str(kept_folder(desk.settings, "charts") / f"{title}{suffix}")
    name, _ = QFileDialog.getSaveFileName(parent, "另存为", proposed, FILTERS[suffix])
    if not name:
        return None
    path = Path(name)
    if path.suffix.lower() != suffix:
        path = path.with_name(f"{path.name}{suffix}")
    keep_folder(desk.settings, "charts", path)
    return path


def write_charts(desk: DeskContext, parent: QWidget, make: MakePack, path: Path) -> Job:
    """Write charts as what the file's name says, with a progress dialog.

    Args:
        desk: What the pages share.
        parent: The page it covers.
        make: Returns what is written; called on the heavy lane.
        path: The file.
    """

    def work(progress: Progress) -> Path:
        progress.step(0, 2, "正在计算各项指标")
        pack = make()
        progress.step(1, 2, "正在写文件")
        files: tuple[Path, ...] = on_demand("write_pack")(pack, path)
        return files[0]

    def written(done: Path) -> None:
        desk.notice(f"已生成 {done.name}", "打开文件夹", lambda: open_folder_of(done))

    job = desk.lanes.heavy(work, written, owner=parent)
    show_progress(parent, f"正在生成 {path.name}", job)
    return job


def copy_picture(desk: DeskContext, owner: QWidget, make: MakePack) -> None:
    """Put charts in the clipboard as a picture, with headline and note as on paper."""

    def work(_progress: Progress) -> bytes:
        png: bytes = on_demand("pack_bytes")(make(), ".png")
        return png

    def drawn(png: bytes) -> None:
        QGuiApplication.clipboard().setImage(QImage.fromData(png))
        desk.notice("图片已复制，可以粘贴到文档或聊天里")

    desk.lanes.heavy(work, drawn, owner=owner)


def open_folder_of(path: Path) -> None:
    """Show the folder a file lies in."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
