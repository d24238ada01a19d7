"""The card at the head of a household: who, where, whose, which card, what is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from liaison_desktop.domain.phone import masked_phone
from liaison_desktop.domain.register.household import (
    HouseholdCard,
    HouseholdDetail,
    HouseholdPairing,
    HouseholdRow,
)
from liaison_desktop.domain.shown import shown
from liaison_desktop.domain.terms import household
from liaison_desktop.domain.terms.contact_card import (
    CARD_STATE_LABELS,
    STALE_LABEL,
    VALID_STATES,
)
from liaison_desktop.domain.terms.resident import IdState
from liaison_desktop.ui import theme
from liaison_desktop.ui.flow_layout import FlowLayout
from liaison_desktop.ui.layout_parts import STRETCH, column_of, flow_of, label, line_of, pad
from liaison_desktop.ui.message import button
from liaison_desktop.ui.tokens import Tone

_VALID_LABELS = frozenset(CARD_STATE_LABELS[state] for state in VALID_STATES)
_NONE = "—"


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do for a household.

    Attributes:
        key: ``pair``, ``issue``, ``print``, ``hand_out``, ``replace``.
        caption: What stands on its button.
    """

    key: str
    caption: str


class HouseholdHead(QWidget):
    """Shows one stored household; its buttons only ask."""

    reveal_wanted = Signal(bool)
    """Personal numbers are to be shown in full, or in part again."""
    step_wanted = Signal(str)
    """``pair``, ``issue``, ``print``, ``hand_out`` or ``replace``."""
    concern_wanted = Signal()
    """What somebody of the household says is to be written down."""
    form_wanted = Signal()
    """The 民情登记卡 is to be printed."""
    close_wanted = Signal()
    """The household is to be 注销, or that to be taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.detail: HouseholdDetail | None = None
        self.name = label("", "title")
        self.place = label("", "field")
        self.reveal = button("显示", variant="quiet", icon_name="preview", tip="显示完整号码和住址")
        self.reveal.setCheckable(True)
        self.form_button = button(
            "登记卡", variant="quiet", icon_name="print", tip="打印这户的民情登记卡（Ctrl+P）"
        )
        self.concern_button = button(
            "记民情", variant="primary", icon_name="concern", tip="记下这户来人说的事（Ctrl+R）"
        )
        self.concern_button.setShortcut("Ctrl+R")
        self.greeting = label("", wrap=True)
        self.greeting.setProperty("tone", Tone.ACCENT.value)
        self.greeting.hide()
        self.more = button("更多", icon_name="more")
        self.close_action = QMenu(self).addAction("")
        self.facts: dict[str, QLabel] = {}
        self.steps: dict[str, QPushButton] = {}
        self._tags = QWidget()
        self._tag_line = FlowLayout(self._tags, gap=theme.metrics().px(6))
        self._lay_out()
        self._connect()

    def show_household(self, detail: HouseholdDetail, row: HouseholdRow, today: date) -> None:
        """Show a household as stored; its row says who is responsible today."""
        if self.detail is None or self.detail.id != detail.id:
            self.reveal.setChecked(False)
            self.show_greeting(())
        self.detail = detail
        self.name.setText(f"{detail.head}户" if detail.head else "（无户主）")
        self.place.setText(
            " · ".join(part for part in (detail.village, detail.group, detail.number) if part)
        )
        # A pairing may be open and its cadre gone: the row knows whom it still counts.
        names = row.cadre.split("、")
        pairings = [one for one in detail.pairings if _holds(one, today) and one.cadre in names]
        card = valid_card(detail)
        self._show_private()
        self.facts["cadre"].setText("\n".join(map(_cadre_words, pairings)) or "还没有责任干部")
        self.facts["card"].setText(_card_words(card))
        wanted = {step.key: step for step in steps_for(detail, today, has_cadre=bool(pairings))}
        for key, made in self.steps.items():
            made.setVisible(key in wanted)
        self._show_tags(detail, has_cadre=bool(pairings), card=card)
        self.close_action.setText("恢复这户" if detail.until else "注销这户…")

    def show_greeting(self, sentences: Sequence[str]) -> None:
        """Show what to say to whoever comes in: at most three sentences, none if calm."""
        self.greeting.setText("\n".join(sentences))
        self.greeting.setVisible(bool(sentences))

    def _show_private(self) -> None:
        """Show phone and address, in full only while the eye is open."""
        detail = self.detail
        if detail is None:
            return
        full = self.reveal.isChecked()
        phone = phone_of(detail)
        self.facts["phone"].setText((phone if full else masked_phone(phone)) if phone else _NONE)
        door = detail.values.get("door")
        text = shown(household.FIELD_OF["door"], door, masked=not full)
        self.facts["door"].setText(text if full or not text else f"{text[:1]}···")
        if not door:
            self.facts["door"].setText(_NONE)
        self.reveal.setText("隐藏" if full else "显示")

    def _show_tags(
        self, detail: HouseholdDetail, *, has_cadre: bool, card: HouseholdCard | None
    ) -> None:
        while (item := self._tag_line.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        tags = open_matters(detail, has_cadre=has_cadre, card=card)
        for text, tone in tags:
            tag = label(text)
            tag.setProperty("tone", tone.value)
            self._tag_line.addWidget(tag)
        self._tags.setVisible(bool(tags))

    def _on_reveal(self, full: bool) -> None:
        self._show_private()
        self.reveal_wanted.emit(full)

    def _connect(self) -> None:
        self.reveal.toggled.connect(self._on_reveal)
        self.form_button.clicked.connect(self.form_wanted)
        self.concern_button.clicked.connect(self.concern_wanted)
        self.close_action.triggered.connect(self.close_wanted)
        for key, made in self.steps.items():
            made.clicked.connect(lambda _on=False, step=key: self.step_wanted.emit(step))

    def _lay_out(self) -> None:
        sizes = theme.metrics()
        menu = QMenu(self.more)
        menu.addAction(self.close_action)
        self.more.setMenu(menu)
        rows = column_of(gap=2)
        for name, words in (
            ("phone", "电话"),
            ("door", "住址"),
            ("cadre", "责任干部"),
            ("card", "联系卡"),
        ):
            self.facts[name] = label("", wrap=True)
            self.facts[name].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            caption = label(words, "field")
            theme.keep_width(caption, fixed=64)
            caption.setMinimumHeight(sizes.px(24))
            buttons = [self._step_button(step) for step in _STEPS.get(name, ())]
            row = line_of(caption, self.facts[name], *buttons, gap=4)
            row.setStretch(1, 1)
            rows.addLayout(row)
        column = QVBoxLayout(self)
        pad(column, across=16, down=12)
        column.setSpacing(sizes.px(5))
        column.addLayout(flow_of(self.name, STRETCH, self.reveal, self.concern_button, self.more))
        column.addLayout(line_of(self.place, STRETCH, self.form_button))
        column.addWidget(self._tags)
        column.addWidget(self.greeting)
        column.addSpacing(sizes.px(3))
        column.addLayout(rows)

    def _step_button(self, step: Step) -> QPushButton:
        made = button(step.caption, variant="quiet")
        self.steps[step.key] = made
        return made


_STEPS: dict[str, tuple[Step, ...]] = {
    "cadre": (Step("pair", "去结对"),),
    "card": (
        Step("issue", "制卡"),
        Step("replace", "换发"),
        Step("print", "打印"),
        Step("hand_out", "发放"),
    ),
}
_STEP_OF = {step.key: step for steps in _STEPS.values() for step in steps}


def valid_card(detail: HouseholdDetail) -> HouseholdCard | None:
    """Return the card in use, None without one."""
    return next((card for card in detail.cards if card.state in _VALID_LABELS), None)


def phone_of(detail: HouseholdDetail) -> str:
    """Return the head's phone, else that of the first member who has one, "" for none."""
    members = sorted(
        (one for one in detail.members if one.until is None), key=lambda one: not one.is_head
    )
    return next((str(one.values["phone"]) for one in members if one.values.get("phone")), "")


def steps_for(detail: HouseholdDetail, today: date, *, has_cadre: bool) -> tuple[Step, ...]:
    """Return what can be done for a household now."""
    if detail.until is not None and detail.until <= today:
        return ()
    card = valid_card(detail)
    keys = [] if has_cadre else ["pair"]
    if card is None:
        keys += ["issue"] if has_cadre else []
    else:
        keys += ["replace"] if card.stale else ["print"]
        if card.handed_out_on is None and not card.stale:
            keys.append("hand_out")
    return tuple(_STEP_OF[key] for key in keys)


def open_matters(
    detail: HouseholdDetail, *, has_cadre: bool, card: HouseholdCard | None
) -> list[tuple[str, Tone]]:
    """Return what is open about a household, each with its tone."""
    if detail.until is not None:
        return [(f"{detail.until.isoformat()} 起已注销", Tone.GREY)]
    tags = [] if has_cadre else [("未结对", Tone.RED)]
    if card is None:
        tags.append(("无联系卡", Tone.AMBER))
    elif card.stale:
        tags.append((STALE_LABEL, Tone.AMBER))
    elif card.handed_out_on is None:
        tags.append(("联系卡待发放", Tone.ACCENT))
    damaged = sum(
        one.id_state not in (IdState.OK, IdState.UPGRADED)
        for one in detail.members
        if one.until is None
    )
    if damaged:
        tags.append((f"{damaged} 人身份证号待补正", Tone.AMBER))
    return tags


def _holds(pairing: HouseholdPairing, day: date) -> bool:
    """Tell whether a pairing holds; its ``until`` is its last day."""
    begun = pairing.since is None or pairing.since <= day
    return begun and (pairing.until is None or pairing.until >= day)


def _cadre_words(pairing: HouseholdPairing) -> str:
    who = " ".join(part for part in (pairing.unit, pairing.post) if part)
    return "  ".join(part for part in (pairing.cadre, who, pairing.phone) if part)


def _card_words(card: HouseholdCard | None) -> str:
    if card is None:
        return "没有有效的卡"
    when = f"{card.handed_out_on.isoformat()} 发放" if card.handed_out_on else card.state
    return f"{card.number}  {when}"
