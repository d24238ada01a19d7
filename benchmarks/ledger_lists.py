"""What is measured of each ledger's list: filters and sorts, and the rival's way to them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from benchmarks import ledger_rivals as rivals
from liaison_desktop.domain.matters.concern import ConcernFilter
from liaison_desktop.domain.matters.dispute import DisputeFilter
from liaison_desktop.domain.matters.visit import VisitFilter
from liaison_desktop.domain.pinyin import pinyin_key
from liaison_desktop.domain.terms.concern import OPEN_STATES, ConcernState
from liaison_desktop.domain.terms.dispute import DisputeState
from liaison_desktop.services.matters import concern_query, dispute_query, visit_query

TODAY = date(2026, 5, 20)
Load = Callable[[Session], list[Any]]


@dataclass(frozen=True, slots=True)
class Chip:
    """A saved filter of a page.

    Attributes:
        wanted: The filter.
        holds: The rival's condition on a loaded line.
        is_exact: Whether both must come to the same count; the rival's clocks know no pause.
    """

    wanted: Any
    holds: Callable[[Any], bool]
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger: its service, filters and sorts, and how the rival loads and filters it.

    Attributes:
        chips: Caption to filter.
        rival_keys: Sort key to the rival's; others it sorts by the column of that name.
    """

    caption: str
    name: str
    everything: Any
    chips: Mapping[str, Chip]
    sort_keys: Sequence[str]
    load: Load
    rival_keys: Mapping[str, Callable[[Any], Any]]


def concerns() -> Ledger:
    """Return what is measured of 民情台账."""
    done = (ConcernState.DONE, ConcernState.EXPLAINED, ConcernState.FED_BACK)

    def chip(*states: ConcernState) -> Chip:
        values = {state.value for state in states}
        return Chip(ConcernFilter(states=states), lambda line: line.values.state in values)

    by_pinyin = {
        name: lambda line, name=name: pinyin_key(getattr(line.values, name) or "")
        for name in ("applicant", "owner", "first_receiver", "title")
    }
    return Ledger(
        "民情台账",
        "concerns",
        ConcernFilter(),
        {
            "在办": chip(*OPEN_STATES),
            "超期": Chip(ConcernFilter(overdue=True), lambda line: line.is_overdue(TODAY)),
            "临期": Chip(ConcernFilter(amber=True), _is_amber, is_exact=False),
            "待反馈销号": Chip(ConcernFilter(owed_feedback=True), chip(*done).holds),
            "已销号": chip(ConcernState.STRUCK_OFF),
            "当场答复": chip(ConcernState.ANSWERED),
            "退回": chip(ConcernState.RETURNED),
        },
        concern_query.SORT_KEYS,
        rivals.concerns,
        {**by_pinyin, "household": lambda line: line.household},
    )


def disputes() -> Ledger:
    """Return what is measured of 矛盾纠纷."""

    def side(line: rivals.DisputeLine, place: str) -> str:
        return min((one.name for one in line.parties if one.side == place), default="")

    return Ledger(
        "矛盾纠纷",
        "disputes",
        DisputeFilter(),
        {
            "未化解": Chip(DisputeFilter(open=True), lambda line: line.is_open),
            "超期": Chip(
                DisputeFilter(overdue=True), lambda line: line.is_overdue(TODAY), is_exact=False
            ),
            "临期": Chip(DisputeFilter(amber=True), _is_amber, is_exact=False),
            "待回访": Chip(
                DisputeFilter(owed_follow_up=True), lambda line: line.owes_follow_up(TODAY)
            ),
            "已归卷": Chip(
                DisputeFilter(states=(DisputeState.FILED,)),
                lambda line: line.values.state == "filed",
            ),
            "待核对": Chip(DisputeFilter(unlinked=True), lambda line: line.is_unlinked),
        },
        dispute_query.SORT_KEYS,
        rivals.disputes,
        {
            "first_side": lambda line: side(line, "first"),
            "second_side": lambda line: side(line, "second"),
        },
    )


def visits() -> Ledger:
    """Return what is measured of 走访."""
    first = TODAY.replace(day=1)
    return Ledger(
        "走访",
        "visits",
        VisitFilter(),
        {
            "本月": Chip(
                VisitFilter(since=first, until=TODAY),
                lambda line: first <= line.values.on <= TODAY,
            ),
            "计入入户": Chip(VisitFilter(counted=True), lambda line: line.values.counted),
            "待核对": Chip(VisitFilter(unresolved=True), lambda line: line.is_unresolved),
            "有反映问题": Chip(
                VisitFilter(with_problem=True),
                lambda line: line.values.said is not None,
            ),
        },
        visit_query.SORT_KEYS,
        rivals.visits,
        {
            "households": lambda line: min((one[4] or "" for one in line.households), default=""),
            "cadres": lambda line: min((one[2] or "" for one in line.cadres), default=""),
            "village": lambda line: line.values.village_id,
        },
    )


def _is_amber(line: rivals.ConcernLine | rivals.DisputeLine) -> bool:
    one = line.values
    return (
        line.is_open
        and not line.is_overdue(TODAY)
        and rivals.is_pressing(line.since, one.limit_on, TODAY)
    )
