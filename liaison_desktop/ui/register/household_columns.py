"""The columns of the household list and its saved filters."""

from dataclasses import replace

from liaison_desktop.domain.register.household import HouseholdFilter, HouseholdRow
from liaison_desktop.domain.terms.contact_card import STALE_LABEL
from liaison_desktop.ui.filter_chips import Chip
from liaison_desktop.ui.id_table_model import CENTRE, RIGHT, Column
from liaison_desktop.ui.tokens import Tone

_R = Column[HouseholdRow]

EVERYTHING, UNPAIRED, WITHOUT_CARD, STALE, DAMAGED, ELDER = (
    "all",
    "unpaired",
    "no_card",
    "stale",
    "damaged",
    "elder",
)

CHIPS: tuple[Chip, ...] = (
    Chip(EVERYTHING, "全部"),
    Chip(UNPAIRED, "未结对", "今天没有责任干部的农户"),
    Chip(WITHOUT_CARD, "无卡", "没有有效联系卡的农户"),
    Chip(STALE, STALE_LABEL, "卡上印的内容已不对的农户"),
    Chip(DAMAGED, "号码待补正", "有人的身份证号缺失或有误"),
    Chip(ELDER, "有60岁以上", "家中有 60 岁以上的人"),
)


def filtered(base: HouseholdFilter, chip: str) -> HouseholdFilter:
    """Return a filter narrowed by a chip.

    Args:
        base: Place, search and the like.
        chip: Key of the chip.
    """
    if chip == UNPAIRED:
        return replace(base, paired=False)
    if chip == WITHOUT_CARD:
        return replace(base, card="none")
    if chip == STALE:
        return replace(base, card="stale")
    if chip == DAMAGED:
        return replace(base, with_problems=True)
    if chip == ELDER:
        return replace(base, elder=True)
    return base


def chip_of(which: HouseholdFilter) -> tuple[HouseholdFilter, str]:
    """Return what a filter is without the chip that says the rest, and that chip."""
    if which.paired is False:
        return replace(which, paired=None), UNPAIRED
    if which.card == "none":
        return replace(which, card=""), WITHOUT_CARD
    if which.card == "stale":
        return replace(which, card=""), STALE
    if which.with_problems:
        return replace(which, with_problems=False), DAMAGED
    if which.elder:
        return replace(which, elder=False), ELDER
    return which, EVERYTHING


def _card_tone(row: HouseholdRow) -> Tone | None:
    if row.card_state == STALE_LABEL:
        return Tone.AMBER
    return Tone.GREEN if row.card_state == "已发" else Tone.GREY if row.card_state else None


COLUMNS: tuple[_R, ...] = (
    _R(key="village", title="村", text=lambda row: row.village, width=68),
    _R(key="group", title="组", text=lambda row: row.group, width=82),
    _R(key="number", title="户编号", text=lambda row: row.number, width=80),
    _R(
        key="head",
        title="户主",
        text=lambda row: row.head or "（无户主）",
        width=76,
        tone=lambda row: None if row.head else Tone.AMBER,
    ),
    _R(key="size", title="人数", text=lambda row: str(row.size), width=50, align=RIGHT),
    _R(
        key="cadre",
        title="责任干部",
        text=lambda row: row.cadre or "未结对",
        width=84,
        tip=lambda row: row.cadre,
        tone=lambda row: None if row.cadre else Tone.RED,
    ),
    _R(
        key="card",
        title="联系卡",
        text=lambda row: row.card_state or "无卡",
        width=78,
        tip=lambda row: f"卡号 {row.card}" if row.card else "",
        tone=_card_tone,
    ),
    _R(
        key="problems",
        title="问题",
        text=lambda row: f"{row.problems} 处" if row.problems else "",
        width=62,
        align=CENTRE,
        tip=lambda row: f"{row.problems} 人的身份证号缺失或有误" if row.problems else "",
        tone=lambda row: Tone.AMBER if row.problems else None,
    ),
    _R(key="phone", title="电话", text=lambda row: row.phone, width=120, sortable=False),
    _R(key="kind", title="户类型", text=lambda row: row.kind, width=110),
)
