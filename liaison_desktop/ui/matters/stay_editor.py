"""The form of one village stay: who lived where, from when to when, and what he paid."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from liaison_desktop.domain.cadres.cadre import CadreRow
from liaison_desktop.domain.matters.visit import Named, VillageStayDraft, VillageStayRow
from liaison_desktop.domain.register.area import AreaRow
from liaison_desktop.domain.terms.visit import VILLAGE_STAY_FIELDS
from liaison_desktop.services.matters.village_stays import VillageStays
from liaison_desktop.ui import theme
from liaison_desktop.ui.cadres.cadre_choice import CadreBox
from liaison_desktop.ui.code_edit import CodeEdit
from liaison_desktop.ui.layout_parts import label
from liaison_desktop.ui.matters.fitted_form import FittedForm
from liaison_desktop.ui.matters.person_box import PersonBox, shown_household
from liaison_desktop.ui.matters.record_editor import RecordEditor
from liaison_desktop.ui.page import DeskContext
from liaison_desktop.ui.register.household_fields import AreaChoices

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CAPTION = 102  # as wide as the labels of the form


class StayEditor(RecordEditor[VillageStayRow, VillageStayDraft]):
    """Who, in which village, at whose house; the days and what was done below."""

    def __init__(self, desk: DeskContext) -> None:
        self.cadre = CadreBox()
        self.village = CodeEdit(AreaChoices())
        self.household = PersonBox(desk)
        self._above = QWidget()
        form = FittedForm(
            VILLAGE_STAY_FIELDS, today=desk.office.context.today, two_columns_from=580
        )
        super().__init__(desk, "village_stay", form)
        for box in (self.cadre, self.village):
            box.installEventFilter(self)
            box.edited.connect(self.on_changed)
            box.taken.connect(lambda at=box: self._go_on(at))
        self.household.textEdited.connect(lambda _text: self.on_changed())
        self.household.picked.connect(self._on_picked)
        self.household.left.connect(lambda: self.form.focus_field("since"))

    def set_choices(self, cadres: Iterable[CadreRow], villages: Iterable[AreaRow]) -> None:
        """Offer these cadres and villages."""
        items = tuple((str(row.id), row.name) for row in villages)

        def offer() -> None:
            self.cadre.set_cadres(cadres)
            if items != tuple(self.village.offered):
                self.village.set_choices(AreaChoices(items))

        self.refill_above(offer)

    def records(self) -> VillageStays:
        """Return the service of stays."""
        return self.desk.office.village_stays

    def first_field(self) -> QWidget:
        """Return the box of cadres."""
        return self.cadre

    def blank(self) -> Mapping[str, Any]:
        """Begin with today."""
        return {"since": self.desk.office.context.today()}

    def above(self) -> QWidget:
        """Return the three boxes above the form."""
        sizes = theme.metrics()
        grid = QGridLayout(self._above)
        grid.setContentsMargins(sizes.margin, sizes.gap, sizes.margin, 0)
        grid.setHorizontalSpacing(sizes.px(10))
        grid.setVerticalSpacing(sizes.px(9))
        rows = (("住村干部", self.cadre), ("村", self.village), ("住在谁家", self.household))
        for place, (words, box) in enumerate(rows):
            caption = label(words, "field")
            caption.setMinimumWidth(sizes.px(_CAPTION))
            box.setAccessibleName(words)
            grid.addWidget(caption, place, 0)
            grid.addWidget(box, place, 1)
        self.household.setPlaceholderText("可不填；姓名、拼音首字母、户号")
        line = self.village.lineEdit()
        if line is not None:
            line.setPlaceholderText("写了农户就是那户的村")
        grid.setColumnStretch(1, 1)
        return self._above

    def above_values(self) -> Mapping[str, Any]:
        """Return who, where and at whose house."""
        named = self.household.named()
        return {
            "cadre": self.cadre.code(),
            "village": self.village.code(),
            "household": named.id,
            "household_words": named.name,
        }

    def show_above(self, detail: VillageStayRow | None) -> None:
        """Show who stayed where."""
        self.restore_above(
            {
                "cadre": "" if detail is None else str(detail.cadre_id),
                "village": str(detail.village_id or "") if detail is not None else "",
                "household": None if detail is None else detail.household_id,
                "household_words": "" if detail is None else shown_household(detail.household),
            }
        )

    def restore_above(self, kept: Mapping[str, Any]) -> None:
        """Show who stayed where, as a draft kept it."""
        for box, name in ((self.cadre, "cadre"), (self.village, "village")):
            blocked = box.blockSignals(True)
            box.set_code(str(kept.get(name) or ""))
            box.blockSignals(blocked)
        self.household.show_named(
            Named(kept.get("household"), str(kept.get("household_words") or ""))
        )

    def draft(self, record_id: int | None, version: int) -> VillageStayDraft:
        """Return what is to be saved; a village nobody knows is left out."""
        village = self.village.code()
        return VillageStayDraft(
            record_id,
            version,
            self.cadre.cadre_id() or 0,
            int(village) if village.isdecimal() else None,
            self.household.named().id,
            self.form.values(),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go on from the boxes above the form."""
        entered = (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _ENTER
        )
        if entered and isinstance(watched, CodeEdit):
            watched.take_shown()
            self._go_on(watched)
            return True
        return super().eventFilter(watched, event)

    def _go_on(self, box: QWidget) -> None:
        (self.village if box is self.cadre else self.household).setFocus()

    def _on_picked(self) -> None:
        self.on_changed()
        self.form.focus_field("since")
