"""The columns of the card lists and their saved filters."""

from datetime import date

from liaison_desktop.domain.register.card_issue import CardFilter
from liaison_desktop.domain.register.card_number import spoken
from liaison_desktop.domain.register.contact_card import CardRow
from liaison_desktop.domain.register.household import HouseholdFilter, HouseholdRow
from liaison_desktop.domain.terms.contact_card import (
    CARD_STATE_LABELS,
    STALE_LABEL,
    VALID_STATES,
    CardState,
)
from liaison_desktop.ui.filter_chips import Chip
from liaison_desktop.ui.id_table_model import RIGHT, Column
from liaison_desktop.ui.tokens import Tone

VALID, TO_MAKE, TO_PRINT, WAITING, OUT, STALE, CLOSED = (
    "valid",
    "to_make",
    "to_print",
    "waiting",
    "out",
    "stale",
    "closed",
)

CHIPS: tuple[Chip, ...] = (
    Chip(VALID, "全部有效", "已制和已发的联系卡"),
    Chip(TO_MAKE, "待制", "没有有效联系卡的农户"),
    Chip(TO_PRINT, "待打印", "制好以后还没有打印过的联系卡"),
    Chip(WAITING, "已制未发"),
    Chip(OUT, "已发"),
    Chip(STALE, STALE_LABEL, "卡上印的内容与现在不一致"),
    Chip(CLOSED, "停用", "作废、回收和已换发的联系卡"),
)
_STATES = {
    VALID: VALID_STATES,
    TO_PRINT: (CardState.MADE,),
    WAITING: (CardState.MADE,),
    OUT: (CardState.HANDED_OUT,),
    STALE: VALID_STATES,
    CLOSED: (CardState.RETURNED, CardState.REPLACED, CardState.VOID),
}


def card_filter(households: HouseholdFilter, chip: str) -> CardFilter:
    """Return the cards of some households that a chip stands for.

    Args:
        households: Place and cadre.
        chip: Any key but ``TO_MAKE``.
    """
    # What is wrong on paper is replaced before it is printed.
    stale = {STALE: True, TO_PRINT: False}.get(chip)
    printed = False if chip == TO_PRINT else None
    return CardFilter(households=households, states=_STATES[chip], stale=stale, printed=printed)


def state_words(row: CardRow) -> str:
    """Return the state of a card, 待换发 before the others."""
    return STALE_LABEL if row.stale else CARD_STATE_LABELS[row.state]


def state_tone(row: CardRow) -> Tone:
    """Return the tone of a card's state."""
    if row.stale:
        return Tone.AMBER
    tones = {CardState.MADE: Tone.ACCENT, CardState.HANDED_OUT: Tone.GREEN}
    return tones.get(row.state, Tone.GREY)


def place_words(row: CardRow) -> str:
    """Return whom a card is for, as shown above its picture."""
    return f"{row.village}{row.group} {row.household_number}"


def _day(value: date | None) -> str:
    return "" if value is None else value.isoformat()


_C = Column[CardRow]
CARD_COLUMNS: tuple[Column[CardRow], ...] = (
    _C(key="number", title="卡号", text=lambda row: spoken(row.number), width=112),
    _C(key="state", title="状态", text=state_words, width=76, tone=state_tone),
    _C(key="village", title="村", text=lambda row: row.village, width=72),
    _C(key="group", title="组", text=lambda row: row.group, width=76),
    _C(
        key="household_number", title="户编号", text=lambda row: row.household_number, width=80,
        sortable=False,
    ),
    _C(key="head", title="户主", text=lambda row: row.head, width=74),
    _C(key="cadre", title="联系干部", text=lambda row: row.cadre, width=80),
    _C(key="phone", title="电话", text=lambda row: row.phone, width=112, sortable=False),
    _C(
        key="stale_reasons",
        title="待换发原因",
        text=lambda row: "、".join(row.stale_reasons),
        width=120,
        tip=lambda row: "、".join(row.stale_reasons),
        sortable=False,
    ),
    _C(key="layout", title="版式", text=lambda row: row.layout.value, width=58),
    _C(key="made_on", title="制卡", text=lambda row: _day(row.made_on), width=96),
    _C(key="printed_on", title="打印", text=lambda row: _day(row.printed_on), width=96),
    _C(key="handed_out_on", title="发放", text=lambda row: _day(row.handed_out_on), width=96),
    _C(key="receiver", title="签收", text=lambda row: row.receiver, width=90, sortable=False),
)  # fmt: skip

_H = Column[HouseholdRow]
TO_MAKE_COLUMNS: tuple[Column[HouseholdRow], ...] = (
    _H(key="village", title="村", text=lambda row: row.village, width=84),
    _H(key="group", title="组", text=lambda row: row.group, width=84),
    _H(key="number", title="户编号", text=lambda row: row.number, width=92),
    _H(
        key="head",
        title="户主",
        text=lambda row: row.head or "（无户主）",
        width=90,
        tone=lambda row: None if row.head else Tone.AMBER,
    ),
    _H(key="size", title="人口", text=lambda row: str(row.size), width=60, align=RIGHT),
    _H(
        key="cadre",
        title="联系干部",
        text=lambda row: row.cadre or "未结对",
        width=110,
        tone=lambda row: None if row.cadre else Tone.RED,
    ),
)
