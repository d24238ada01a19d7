"""A 公示表 before and after it is published: four columns, what leaks, 公示, print."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.matters.leak import LEAK_LABELS, Leak
from liaison_desktop.domain.matters.notice import BOARD_LABELS, NoticeContent, NoticeLine
from liaison_desktop.domain.progress import Progress
from liaison_desktop.services.system.drafts import Draft
from liaison_desktop.ui import theme
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.draft_keeper import DraftKeeper
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.folders import keep_folder, kept_folder
from liaison_desktop.ui.layout_parts import STRETCH, ToneLabel, flow_of, label, line_of
from liaison_desktop.ui.matters import concern_prints
from liaison_desktop.ui.matters.notice_table import NoticeTable
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.tokens import Tone

_SHOWN_LEAKS, _FEW_LEAKS = 4, 2
_ROOMY, _LOW = 460, 330  # heights in pixels at 100 %
_LEAK = Qt.ItemDataRole.UserRole


class NoticePane(QWidget):
    """Publishing and printing wait until nothing personal is left in the lines."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self._content: NoticeContent | None = None
        self._drawn: tuple[NoticeLine, ...] = ()
        self._keeper: DraftKeeper | None = None
        self._warned = False
        self.title, self.state = label("", "heading", wrap=True), ToneLabel()
        self.table = NoticeTable()
        self.leaks = QListWidget()
        self.leaks.setAccessibleName("不能公示的内容")
        self._leak_words = label("", "problem", wrap=True)
        self.problem = label("", "problem", wrap=True)
        self.open_button = button("看民情", variant="quiet", icon_name="concern")
        self.reset_button = button("恢复原文", variant="quiet", tip="放弃在表上做的修改")
        self.workbook_button = button("存表格", icon_name="export")
        self.print_button = button("打印", icon_name="print", tip="打印公示表（Ctrl+P）")
        self.publish_button = button(
            "公示", variant="primary", icon_name="ok", tip="公示后不能撤销（Alt+B）"
        )
        # Not Ctrl+S, which hands press without a thought: what is put up stays up.
        self._publish_key = QShortcut(QKeySequence("Alt+B"), self)
        self._lay_out()
        self.empty = EmptyState(self.table.viewport())
        self._connect()
        self.show_nothing()

    @property
    def content(self) -> NoticeContent | None:
        """The notice as it stands now, with what was mended."""
        content = self._content
        return None if content is None else replace(content, lines=self.table.lines())

    def show_content(self, content: NoticeContent) -> None:
        """Show a draft or a published notice."""
        self.keep_draft()
        self._content, self._drawn, self._warned = content, content.lines, False
        draft = content.published_on is None
        self.title.setText(content.title)
        day = "" if draft or content.published_on is None else content.published_on.isoformat()
        issue = f"第 {content.issue} 次" if content.issue > 1 else ""
        words = "草稿" if draft else f"{day} 已在{BOARD_LABELS[content.board]}公示"
        self.state.show_words(
            " ".join(part for part in (words, issue) if part), Tone.AMBER if draft else Tone.GREEN
        )
        self.table.show_lines(content.lines, mendable=draft)
        self.show_problem("")
        self._show_leaks(content.leaks)
        self._show_empty()
        self.publish_button.setVisible(draft)
        self.publish_button.setText(f"第 {content.issue} 次公示" if content.issue > 1 else "公示")
        if draft:
            self._follow(content)

    def show_nothing(self, sentence: str = "在左边选一份公示表") -> None:
        """Say that a notice can be chosen."""
        self.keep_draft()
        self._content, self._keeper = None, None
        self.title.setText("")
        self.state.hide()
        self.publish_button.hide()
        self.table.show_lines((), mendable=False)
        self._show_leaks(())
        self.empty.show_text(EmptyText("report", sentence))

    def publish(self) -> None:
        """Keep the notice as published; what leaks is told and nothing is published."""
        content = self.content
        if content is None or content.published_on is not None or not self._is_ready():
            return
        if content.issue > 1 and not self._warned:
            # The key pressed once too often would put up a second one for good.
            self._warned = True
            self.show_problem(
                f"本月已公示过。要把这份表作为第 {content.issue} 次再公示，请再按一次 Alt+B。"
            )
            return
        notices = self._desk.office.notices
        self.publish_button.setEnabled(False)

        def work(_progress: Progress) -> Changes:
            return notices.publish(content)[1]

        def done(changes: Changes) -> None:
            if self._keeper is not None:
                self._keeper.discard()
            self._desk.bus.tell(changes)
            # No 撤销: what was put up cannot be taken back.
            told = f"已公示 {content.title} {len(content.lines)} 件"
            self._desk.notice(told, "打印公示表", lambda: self._print(content))

        job = self._desk.lanes.write(work, done, self._refused, owner=self)
        when_ended(job, self._fit_buttons)

    def print_notice(self) -> None:
        """Print the notice as it stands."""
        content = self.content
        if content is not None and self._is_ready():
            self._print(content)

    def save_workbook(self) -> None:
        """Ask where, and save the four columns as a workbook."""
        content = self.content
        if content is None or not self._is_ready():
            return
        folder = kept_folder(self._desk.settings, "export")
        proposed = str(folder / f"{content.title}.xlsx")
        name, _ = QFileDialog.getSaveFileName(self, "存为表格", proposed, "Excel 表格 (*.xlsx)")
        if not name:
            return
        out, notices = Path(name), self._desk.office.notices
        keep_folder(self._desk.settings, "export", out)
        self._desk.lanes.heavy(
            lambda _progress: notices.xlsx(content, out),
            lambda _count: self._desk.notice(f"已存为 {out}"),
            self._refused,
            owner=self,
        )

    def keep_draft(self) -> None:
        """Keep what was mended and not published."""
        if self._keeper is not None:
            self._keeper.keep_pending()

    def show_problem(self, sentence: str) -> None:
        """Say why something cannot be done, "" for nothing."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _print(self, content: NoticeContent) -> None:
        self._desk.print("paper", concern_prints.notice(self._desk.office, content))

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, AppError):
            raise error
        self.show_problem(error.message)
        self._scan()

    def _is_ready(self) -> bool:
        return self._content is not None and not self._content.leaks

    def _on_mended(self) -> None:
        self.show_problem("")
        if self._keeper is not None:
            self._keeper.typed()
        self._scan()

    def _scan(self) -> None:
        """Look again for what must not be published."""
        content = self.content
        if content is None:
            return
        notices = self._desk.office.notices

        def answered(leaks: Sequence[Leak]) -> None:
            if self._content is not None and self.content == content:
                self._content = replace(self._content, leaks=tuple(leaks))
                self._show_leaks(leaks)

        self._desk.lanes.read(
            (id(self), "leaks"), lambda: notices.leaks(content), answered, owner=self
        )

    def _show_leaks(self, leaks: Sequence[Leak]) -> None:
        self.table.show_leaks(leaks)
        self.leaks.clear()
        for leak in {(leak.where, leak.kind): leak for leak in leaks}.values():
            item = QListWidgetItem(f"{leak.where}：{LEAK_LABELS[leak.kind]}")
            item.setData(_LEAK, leak)
            self.leaks.addItem(item)
        count = self.leaks.count()
        self._leak_words.setText(
            f"有 {count} 处不能公示，改好才能公示和打印（红色的格，Enter 修改）"
        )
        self._leak_words.setVisible(bool(count))
        self._fit_height()
        self._fit_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the table its room."""
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        sizes = theme.metrics()
        most = _SHOWN_LEAKS if self.height() >= sizes.px(_ROOMY) else _FEW_LEAKS
        rows = min(self.leaks.count(), most)
        # Without the list the red cells still tell, each in its tip.
        self.leaks.setVisible(bool(rows) and self.height() >= sizes.px(_LOW))
        self.leaks.setFixedHeight(rows * sizes.px(32) + sizes.px(6))

    def _show_empty(self) -> None:
        if self._content is not None and not self._content.lines:
            self.empty.show_text(EmptyText("ok", "这个月没有要公示的民情事项"))
        else:
            self.empty.hide()

    def _fit_buttons(self) -> None:
        content, ready = self._content, self._is_ready()
        full = content is not None and bool(content.lines)
        self.publish_button.setEnabled(ready and full)
        for part in (self.print_button, self.workbook_button):
            part.setEnabled(ready)
        self.open_button.setEnabled(full)
        mended = content is not None and self.table.lines() != self._drawn
        self.reset_button.setVisible(mended)
        self.state.setVisible(content is not None)

    def _on_leak(self, item: QListWidgetItem) -> None:
        self.table.go_to(item.data(_LEAK))

    def _on_open(self) -> None:
        line = self.table.current_line() or next(iter(self.table.lines()), None)
        if line is not None:
            self._desk.navigate(Kind.CONCERN, line.concern_id)

    def _on_reset(self) -> None:
        if self._keeper is not None:
            self._keeper.discard()
        self.table.show_lines(self._drawn, mendable=True)
        self._scan()

    def _follow(self, content: NoticeContent) -> None:
        """Keep what is mended in the draft of this board and month."""
        if self._keeper is not None:
            self._keeper.deleteLater()
        name = f"notice-{content.board.value}-{content.area_id}"
        keeper = DraftKeeper(self._desk, name, self._mended, self)
        self._keeper = keeper
        keeper.found.connect(self._on_draft)
        keeper.follow(content.month.year * 100 + content.month.month)

    def _mended(self) -> dict[str, Any]:
        before = {line.concern_id: line for line in self._drawn}
        changed = [line for line in self.table.lines() if line != before.get(line.concern_id)]
        return {str(one.concern_id): [one.matter, one.owner, one.handling] for one in changed}

    def _on_draft(self, draft: Draft) -> None:
        if self._content is None or self.table.lines() != self._drawn:
            return
        kept = draft.values
        lines = tuple(_mended(line, kept.get(str(line.concern_id))) for line in self._drawn)
        if lines != self._drawn:
            self.table.show_lines(lines, mendable=True)
            self._scan()

    def _connect(self) -> None:
        self.table.mended.connect(lambda _row, _name, _text: self._on_mended())
        self.leaks.itemActivated.connect(self._on_leak)
        self.leaks.itemClicked.connect(self._on_leak)
        self.open_button.clicked.connect(self._on_open)
        self.reset_button.clicked.connect(self._on_reset)
        self.workbook_button.clicked.connect(self.save_workbook)
        self.print_button.clicked.connect(self.print_notice)
        self.publish_button.clicked.connect(self.publish)
        self._publish_key.activated.connect(self.publish_button.click)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.metrics().gap)
        head = line_of(self.title, self.state)
        head.setStretch(0, 1)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self._leak_words)
        column.addWidget(self.leaks)
        column.addWidget(self.problem)
        column.addLayout(
            flow_of(
                self.open_button,
                self.reset_button,
                STRETCH,
                self.workbook_button,
                self.print_button,
                self.publish_button,
            )
        )
        self.table.setMinimumHeight(theme.metrics().px(90))
        self.setFocusProxy(self.table)


def _mended(line: NoticeLine, kept: Sequence[str] | None) -> NoticeLine:
    if kept is None:
        return line
    matter, owner, handling = kept
    return replace(line, matter=matter, owner=owner, handling=handling)
