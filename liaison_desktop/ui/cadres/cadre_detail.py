"""The pane beside the list of cadres: who he is, his form, his households."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from liaison_desktop.domain.cadres.cadre import CadreDetail, CadreRow
from liaison_desktop.domain.codes import code_list
from liaison_desktop.ui.cadres.cadre_columns import share_tone, share_words
from liaison_desktop.ui.cadres.cadre_editor import CadreEditor
from liaison_desktop.ui.cadres.cadre_households import CadreHouseholds
from liaison_desktop.ui.cadres.leave_strip import LeaveStrip
from liaison_desktop.ui.empty_state import EmptyState, EmptyText
from liaison_desktop.ui.layout_parts import STRETCH, ToneLabel, column_of, label, line_of, pad, rule
from liaison_desktop.ui.message import button
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.segments import Segments
from liaison_desktop.ui.shy_scroll import ShyScroll
from liaison_desktop.ui.tokens import Tone

FORM, HOUSEHOLDS = "form", "households"


class CadreDetailPane(QWidget):
    """Shows one cadre, a blank form for a new one, or what to do next."""

    pairing_wanted = Signal(int)
    """Households are to be chosen for this cadre: his key."""
    handover_wanted = Signal(object)
    """His households are to be handed over: his ``CadreDetail``."""
    closed = Signal()
    """A new cadre was not wanted after all."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self.detail: CadreDetail | None = None
        self.editor = CadreEditor(desk)
        self.households = CadreHouseholds(desk)
        self.leave_strip = LeaveStrip(desk)
        self._name = label("", "title")
        self._place = label("", "field", wrap=True)
        self._share = ToneLabel()
        self._cards = label("", "caption")
        self.leave_button = button(
            "办理离岗", variant="quiet", tip="登记离岗日期，联系户列出待交接"
        )
        self.tabs = Segments(((FORM, "资料", ""), (HOUSEHOLDS, "联系户", "")))
        self._stack = QStackedWidget()
        self._body = QWidget()
        self._lay_out()
        self._empty = EmptyState(self)
        self._connect()
        self.show_nothing()

    def show_cadre(self, row: CadreRow, detail: CadreDetail) -> None:
        """Show a stored cadre; what is being typed about him stays."""
        same = self.detail is not None and self.detail.id == detail.id
        self.detail = detail
        self._empty.hide()
        self._body.show()
        self._show_head(row, detail)
        if not (same and self.editor.dirty):
            self.editor.show_cadre(detail)
        self.households.show_cadre(detail)
        self.tabs.segment(HOUSEHOLDS).setText(f"联系户 {row.households}")
        if not same:
            self.leave_strip.hide()

    def show_blank(self) -> None:
        """Begin a new cadre."""
        self.detail = None
        self._empty.hide()
        self._body.show()
        self._name.setText("新增干部")
        self._place.setText("填写姓名、单位、联系电话；这些会印在联系卡上")
        for part in (self._share, self._cards, self.leave_button, self.tabs, self.leave_strip):
            part.hide()
        self._choose(FORM)
        self.editor.show_blank()

    @property
    def is_new(self) -> bool:
        """Tell whether a new cadre is being typed."""
        return self.detail is None and not self._body.isHidden()

    def show_nothing(self) -> None:
        """Say that a cadre can be chosen."""
        self.detail = None
        self.editor.keep_draft()
        self._body.hide()
        self._empty.show_text(EmptyText("cadre", "在左边选一名干部查看资料和联系户"))

    def _show_head(self, row: CadreRow, detail: CadreDetail) -> None:
        self._name.setText(detail.name)
        rank = code_list("rank").label_of(str(detail.values.get("rank", "")))
        post = str(detail.values.get("post", ""))
        self._place.setText(" · ".join(part for part in (detail.unit, post, rank) if part))
        words = "已离岗" if row.left else f"联系户 {share_words(row)}"
        self._share.show_words(words, share_tone(row) or Tone.GREEN)
        self._cards.setText(f"有效联系卡 {row.cards} 张")
        for part in (self._share, self._cards, self.tabs):
            part.show()
        self.leave_button.setVisible(not row.left)

    def _choose(self, view: str) -> None:
        self.tabs.choose(view)
        self._stack.setCurrentIndex(0 if view == FORM else 1)

    def _on_handover_wanted(self) -> None:
        if self.detail is not None:
            self.handover_wanted.emit(self.detail)

    def _on_pairing_wanted(self) -> None:
        if self.detail is not None:
            self.pairing_wanted.emit(self.detail.id)

    def _on_leave_clicked(self) -> None:
        if self.detail is not None:
            self.leave_strip.begin(self.detail)

    def _on_left(self) -> None:
        """Lead on to what he leaves behind."""
        self._choose(HOUSEHOLDS)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self._choose)
        self.leave_button.clicked.connect(self._on_leave_clicked)
        self.leave_strip.left.connect(self._on_left)
        self.households.handover_wanted.connect(self._on_handover_wanted)
        self.households.pairing_wanted.connect(self._on_pairing_wanted)
        self.editor.given_up.connect(self.closed)

    def _lay_out(self) -> None:
        head = column_of(
            line_of(self._name, STRETCH, self.leave_button),
            self._place,
            line_of(self._share, self._cards, STRETCH),
            gap=5,
        )
        pad(head, across=16, down=10)
        tabs = column_of(line_of(self.tabs, STRETCH), 10, gap=0)
        pad(tabs, across=16, down=0)
        self._stack.addWidget(self.editor)
        self._stack.addWidget(ShyScroll(self.households))
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        upper = QWidget()
        upper.setLayout(head)
        column.addWidget(ShyScroll(upper))
        column.addLayout(tabs)
        column.addWidget(self.leave_strip)
        column.addWidget(rule())
        column.addWidget(self._stack, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)
