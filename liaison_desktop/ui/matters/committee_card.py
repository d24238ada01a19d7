"""人民调解委员会: name, word of its files, chair and members of each village's committee."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import AppError
from liaison_desktop.domain.matters.dispute import Committee
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.area import AreaRow, Level
from liaison_desktop.domain.register.place_name import village_stem
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.services.office import Office
from liaison_desktop.ui import theme
from liaison_desktop.ui.busy import when_ended
from liaison_desktop.ui.layout_parts import label, line_of, pad, rule
from liaison_desktop.ui.matters.fitted_form import FittedForm
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.tokens import COLOURS

_COMMITTEE = Qt.ItemDataRole.UserRole + 1
_FIELDS = (
    Field("name", "名称"),
    Field("word", "编号字头"),
    Field("chair", "主任"),
    Field("phone", "电话", FieldType.PHONE),
    Field("term_until", "任期至", FieldType.DATE),
    Field("members", "委员"),
)
_TEXTS = ("name", "word", "chair", "phone", "members")


class CommitteeCard(QFrame):
    """Enter in the list goes to the form, Ctrl+S stores it; a village without one gets one."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("role", "card")
        self.tree = QTreeWidget()
        self.form = FittedForm(
            _FIELDS,
            today=desk.office.context.today,
            wide=("name", "members"),
            two_columns_from=400,
        )
        self.save_button = button("保存", variant="primary", icon_name="save", tip="保存（Ctrl+S）")
        self.advice = label("", "caption", wrap=True)
        self._current: Committee | None = None
        self._lay_out()
        self.tree.currentItemChanged.connect(lambda _now, _before: self._on_chosen())
        self.tree.itemActivated.connect(lambda _item, _column: self.form.focus_field("name"))
        self.form.changed.connect(self._update)
        self.form.completed.connect(self.save)
        self.save_button.clicked.connect(self.save)

    def refresh(self) -> None:
        """Ask for the committees."""
        office = self._desk.office
        self._desk.lanes.read(
            (id(self), "committees"), lambda: _committees(office), self._show, owner=self
        )

    def save(self) -> None:
        """Store the committee typed."""
        current = self._current
        if current is None or not self.form.dirty or not self.save_button.isEnabled():
            return
        if unreadable := self.form.unreadable():
            self.form.set_problems(unreadable)
            return
        values = self.form.values()
        texts = {name: str(values.get(name, "")) for name in _TEXTS}
        term = values.get("term_until")
        typed = replace(
            current,
            name=texts["name"],
            word=texts["word"],
            chair=texts["chair"],
            phone=texts["phone"],
            members=texts["members"],
            term_until=term if isinstance(term, date) else None,
        )
        committees = self._desk.office.committees
        self.save_button.setEnabled(False)

        def work(_progress: Progress) -> tuple[int, Changes]:
            return committees.save(typed)

        def done(saved: tuple[int, Changes]) -> None:
            self.form.mark_stored()
            self._desk.done(saved[1], f"已保存{typed.name}")

        job = self._desk.lanes.write(work, done, self._on_failed, owner=self)
        when_ended(job, self._update)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, AppError):
            raise error
        theme.set_property(self.advice, "role", "problem")
        self.advice.setText(error.message)
        self.advice.show()

    def _show(self, committees: Sequence[Committee]) -> None:
        area = self._current.area_id if self._current is not None else None
        dirty = self.form.dirty
        blocked = self.tree.blockSignals(True)
        self.tree.clear()
        for one in committees:
            item = _item(one)
            self.tree.addTopLevelItem(item)
            if one.area_id == area:
                self.tree.setCurrentItem(item)
        self.tree.blockSignals(blocked)
        first = self.tree.topLevelItem(0)
        if self.tree.currentItem() is None and first is not None:
            self.tree.setCurrentItem(first)
        elif not dirty:
            self._on_chosen()

    def _on_chosen(self) -> None:
        item = self.tree.currentItem()
        current = item.data(0, _COMMITTEE) if item is not None else None
        self._current = current if isinstance(current, Committee) else None
        if self._current is None:
            return
        given = {name: str(getattr(self._current, name)) for name in _TEXTS}
        term = self._current.term_until
        self.form.set_values({**given, **({"term_until": term} if term is not None else {})})
        advice = (
            self._desk.office.committees.problems(self._current)
            if self._current.id is not None
            else ("还没有设立；第一次受理时会自动设立，也可以现在填好保存。",)
        )
        theme.set_property(self.advice, "role", "caption")
        self.advice.setText("".join(advice))
        self.advice.setVisible(bool(advice))
        self._update()

    def _update(self) -> None:
        new = self._current is not None and self._current.id is None
        self.save_button.setEnabled(self.form.dirty or new)

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        self.tree.setColumnCount(3)
        self.tree.setHeaderLabels(["村镇", "调委会", "字头"])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAlternatingRowColors(True)
        self.tree.setProperty("role", "bare")
        self.tree.setAccessibleName("人民调解委员会")
        self.tree.setColumnWidth(0, sizes.px(96))
        self.tree.setColumnWidth(2, sizes.px(84))
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head = QVBoxLayout()
        pad(head, across=16, down=10)
        head.addWidget(label("人民调解委员会", "section"))
        words = "卷号写作 (年份)字头人调字第N号，每个调委会每年连续编号，不空号。"
        head.addWidget(label(words, "caption", wrap=True))
        foot = line_of(self.advice, self.save_button)
        foot.setStretch(0, 1)
        pad(foot, across=16, down=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.tree, 1)
        column.addWidget(rule())
        column.addWidget(self.form)
        column.addLayout(foot)
        self.setFocusProxy(self.tree)


def _committees(office: Office) -> tuple[Committee, ...]:
    """Return the committees, and a proposal for each place that has none; runs on a lane."""
    known = {one.area_id: one for one in office.committees.rows()}
    wanted = (Level.TOWNSHIP, Level.VILLAGE)
    areas = [row for row in office.areas.tree() if row.level in wanted]
    return tuple(known.get(row.id) or _proposal(row) for row in areas)


def _proposal(row: AreaRow) -> Committee:
    stem = village_stem(row.name) if row.level is Level.VILLAGE else row.name.rstrip("镇乡")
    name = f"{row.name}人民调解委员会"
    return Committee(None, 0, row.id, row.name, name, stem or row.name)


def _item(one: Committee) -> QTreeWidgetItem:
    known = one.id is not None
    item = QTreeWidgetItem([one.area, one.name if known else "尚未设立", one.word])
    item.setData(0, _COMMITTEE, one)
    if not known:
        for column in (1, 2):
            item.setForeground(column, QColor(COLOURS.ink_faint))
    return item
