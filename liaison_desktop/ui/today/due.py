"""What is due today, gathered in one reading."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from liaison_desktop.domain.cadres.cadre import Coverage
from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.register.card_issue import CardFilter
from liaison_desktop.domain.register.contact_card import CardRow
from liaison_desktop.domain.register.household import HouseholdFilter, HouseholdRow
from liaison_desktop.domain.terms.contact_card import CardState
from liaison_desktop.ui.page import CADRES, CARDS, HOUSEHOLDS, Destination
from liaison_desktop.ui.today.due_area import SHOWN, DueArea, DueLine
from liaison_desktop.ui.today.duties import duty_areas
from liaison_desktop.ui.tokens import Tone

if TYPE_CHECKING:
    from liaison_desktop.services.office import Office

VALID = (CardState.MADE, CardState.HANDED_OUT)


@dataclass(frozen=True, slots=True)
class Due:
    """All that 今日 shows.

    Attributes:
        areas: Areas with something to do.
        coverage: 两个全覆盖 today.
        households: Households kept today.
    """

    areas: tuple[DueArea, ...]
    coverage: Coverage
    households: int


def gather(office: "Office", cadre_id: int | None = None) -> Due:
    """Ask the store what is due; runs on the read lane.

    Args:
        office: Every service.
        cadre_id: Only what one cadre owes, None for the whole station.
    """
    coverage = office.coverage.on()
    owed = duty_areas(office.agenda.duties(cadre_id))
    makers = (_unpaired, _cardless, _stale_cards, _waiting_cards, _damaged_numbers)
    # What the register lacks is nobody's own duty.
    areas = (make(office) for make in (makers if cadre_id is None else ()))
    kept = tuple(area for area in areas if area.count)
    return Due((*owed, *kept), coverage, coverage.households)


def _unpaired(office: "Office") -> DueArea:
    which = HouseholdFilter(paired=False)
    return _household_area(
        office,
        which,
        DueArea(
            "unpaired",
            "还没有结对干部的农户",
            Tone.RED,
            "户",
            0,
            "去结对",
            (),
            Destination(CADRES, view="pairing", filter=which),
        ),
        lambda row: f"{row.size} 人，尚无责任干部",
        partial(Destination, CADRES, Kind.HOUSEHOLD, view="pairing"),
    )


def _cardless(office: "Office") -> DueArea:
    which = HouseholdFilter(paired=True, card="none")
    place = Destination(CARDS, filter=which)
    return _household_area(
        office,
        which,
        DueArea(
            "cardless", "还没有联系卡的农户（已结对）", Tone.AMBER, "户", 0, "去制卡", (), place
        ),
        lambda row: f"责任干部 {row.cadre}",
        lambda _household: place,
    )


def _damaged_numbers(office: "Office") -> DueArea:
    which = HouseholdFilter(with_problems=True)
    return _household_area(
        office,
        which,
        DueArea(
            "numbers",
            "身份证号待补正的农户",
            Tone.GREY,
            "户",
            0,
            "去补正",
            (),
            Destination(HOUSEHOLDS, filter=which),
        ),
        lambda row: f"{row.problems} 人的身份证号缺失或有误",
        partial(Destination, HOUSEHOLDS, Kind.HOUSEHOLD),
    )


def _household_area(
    office: "Office",
    which: HouseholdFilter,
    area: DueArea,
    detail: Callable[[HouseholdRow], str],
    place: Callable[[int], Destination],
) -> DueArea:
    ids = office.households.ids(which, Sort())
    rows = office.households.rows(ids[:SHOWN])
    lines = tuple(
        DueLine(_household_title(rows[one]), detail(rows[one]), place(one))
        for one in ids[:SHOWN]
        if one in rows
    )
    return _filled(area, ids, lines)


def _stale_cards(office: "Office") -> DueArea:
    return _card_area(
        office,
        CardFilter(states=VALID, stale=True),
        ("stale", "待换发的联系卡", Tone.AMBER, "去换发"),
        lambda row: f"卡上不对了：{'、'.join(row.stale_reasons)}",
    )


def _waiting_cards(office: "Office") -> DueArea:
    return _card_area(
        office,
        CardFilter(states=(CardState.MADE,), stale=False),
        ("waiting", "已制作、还没发放的联系卡", Tone.ACCENT, "去发放"),
        lambda row: f"{row.cadre} · {row.made_on:%Y-%m-%d} 制",
    )


def _card_area(
    office: "Office",
    which: CardFilter,
    words: tuple[str, str, Tone, str],
    detail: Callable[[CardRow], str],
) -> DueArea:
    key, title, tone, step = words
    ids = office.cards.ids(which, Sort())
    rows = office.cards.rows(ids[:SHOWN])
    lines = tuple(
        DueLine(
            _place(row.village, row.group, row.household_number, row.head),
            detail(row),
            Destination(CARDS, Kind.CONTACT_CARD, row.id, filter=which),
        )
        for row in (rows[one] for one in ids[:SHOWN] if one in rows)
    )
    area = DueArea(key, title, tone, "张", 0, step, (), Destination(CARDS, filter=which))
    return _filled(area, ids, lines)


def _filled(area: DueArea, ids: "array[int]", lines: Sequence[DueLine]) -> DueArea:
    return DueArea(
        area.key,
        area.title,
        area.tone,
        area.measure,
        len(ids),
        area.step,
        tuple(lines),
        area.everything,
    )


def _household_title(row: HouseholdRow) -> str:
    return _place(row.village, row.group, row.number, row.head)


def _place(village: str, group: str, number: str, head: str) -> str:
    where = " ".join(part for part in (village, group, number) if part)
    return f"{where}  {head}户" if head else where
