"""What happened at a household (时间轴), and what its scan should make the clerk say."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.matters.agenda import TimelineEntry
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.domain.terms.concern import (
    CONCERN_STATE_LABELS,
    OPEN_STATES,
    ConcernState,
)
from liaison_desktop.domain.terms.contact_card import CARD_EVENT_LABELS, CardEventKind
from liaison_desktop.domain.terms.dispute import DISPUTE_STATE_LABELS, DisputeState
from liaison_desktop.models.tables import table
from liaison_desktop.services.matters.concern_clock import overdue_on
from liaison_desktop.services.matters.dispute_clock import OPEN
from liaison_desktop.services.register.contact_cards_stale import stale_cards

MOST_SENTENCES = 3
_LONG_AGO = timedelta(days=180)
_CONCERN, _DISPUTE, _PARTY = table("concern").c, table("dispute").c, table("party").c
_VISIT, _WHOM, _CADRE = table("visit").c, table("visit_household").c, table("cadre").c
_CARD, _EVENT, _PAIRING = table("contact_card").c, table("card_event").c, table("pairing").c
_OPEN_CONCERN = [state.value for state in OPEN_STATES]
_TITLE_LENGTH = 60


def timeline(session: Session, household_id: int) -> tuple[TimelineEntry, ...]:
    """Return what happened at a household, newest first."""
    found = [
        *_visits(session, household_id),
        *_concerns(session, household_id),
        *_disputes(session, household_id),
        *_cards(session, household_id),
        *_pairings(session, household_id),
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.record_id), reverse=True))


def _visits(session: Session, household_id: int) -> Iterator[TimelineEntry]:
    visited = select(_WHOM.visit_id).where(_WHOM.household_id == household_id)
    who, named = table("visit_cadre").c, table("visit")
    names = (
        select(func.aggregate_strings(func.coalesce(_CADRE.name, who.typed), "、"))
        .select_from(table("visit_cadre").outerjoin(table("cadre"), _CADRE.id == who.cadre_id))
        .where(who.visit_id == _VISIT.id)
        .correlate(named)
        .scalar_subquery()
    )
    statement = select(_VISIT.id, _VISIT.on, _VISIT.way, _VISIT.said, _VISIT.content, names)
    for key, on, way, said, content, cadres in session.execute(
        statement.where(_VISIT.id.in_(visited))
    ):
        title = code_list("visit_way").label_of(way or "") or "走访"
        told = _cut(numbers_masked(said or content or ""))
        detail = " ".join(part for part in (cadres, told) if part)
        yield TimelineEntry(on, Kind.VISIT, key, title, detail, "")


def _concerns(session: Session, household_id: int) -> Iterator[TimelineEntry]:
    statement = select(
        _CONCERN.id, _CONCERN.received_on, _CONCERN.number, _CONCERN.title, _CONCERN.state
    ).where(_CONCERN.household_id == household_id, _CONCERN.state != ConcernState.VOID.value)
    for key, on, number, title, state in session.execute(statement):
        label = CONCERN_STATE_LABELS[ConcernState(state)]
        yield TimelineEntry(on, Kind.CONCERN, key, f"民情 {numbers_masked(title)}", number, label)


def _disputes(session: Session, household_id: int) -> Iterator[TimelineEntry]:
    involved = select(_PARTY.dispute_id).where(_PARTY.household_id == household_id)
    statement = select(
        _DISPUTE.id, _DISPUTE.found_on, _DISPUTE.number, _DISPUTE.title, _DISPUTE.state
    ).where(_DISPUTE.id.in_(involved), _DISPUTE.state != DisputeState.VOID.value)
    for key, on, number, title, state in session.execute(statement):
        label = DISPUTE_STATE_LABELS[DisputeState(state)]
        yield TimelineEntry(on, Kind.DISPUTE, key, f"纠纷 {numbers_masked(title)}", number, label)


def _cards(session: Session, household_id: int) -> Iterator[TimelineEntry]:
    statement = (
        select(_CARD.id, _EVENT.on, _EVENT.kind, _CARD.number, _EVENT.receiver)
        .join(table("contact_card"), _CARD.id == _EVENT.card_id)
        .where(_CARD.household_id == household_id)
    )
    for key, on, kind, number, receiver in session.execute(statement):
        label = CARD_EVENT_LABELS[CardEventKind(kind)]
        detail = f"{number} {numbers_masked(receiver or '')}".strip()
        yield TimelineEntry(on, Kind.CONTACT_CARD, key, f"联系卡 {label}", detail, "")


def _pairings(session: Session, household_id: int) -> Iterator[TimelineEntry]:
    statement = (
        select(_PAIRING.id, _PAIRING.since, _PAIRING.until, _PAIRING.way, _CADRE.name)
        .join(table("cadre"), _CADRE.id == _PAIRING.cadre_id)
        .where(_PAIRING.household_id == household_id)
        .where(or_(_PAIRING.since.is_not(None), _PAIRING.until.is_not(None)))
    )
    for key, since, until, way, name in session.execute(statement):
        label = code_list("pairing_way").label_of(way or "")
        if since is not None:
            yield TimelineEntry(since, Kind.PAIRING, key, f"{name}开始联系本户", label, "")
        if until is not None:
            yield TimelineEntry(until, Kind.PAIRING, key, f"{name}不再联系本户", label, "")


def greeting(session: Session, household_id: int, today: date) -> tuple[str, ...]:
    """Return what a clerk should say to someone of this household, three sentences at most.

    What is overdue or promised comes first, then results nobody was told of, disputes,
    the card, and at last that nobody came for long.
    """
    said = [
        *_of_concerns(session, household_id, today),
        *_of_disputes(session, household_id),
        *_of_card(session, household_id, today),
        *_of_visits(session, household_id, today),
    ]
    return tuple(sentence for _, sentence in sorted(said, key=lambda one: one[0]))[:MOST_SENTENCES]


def _of_concerns(session: Session, household_id: int, today: date) -> Iterator[tuple[int, str]]:
    ended = {ConcernState.DONE.value: "已经办结", ConcernState.EXPLAINED.value: "已有答复"}
    statement = (
        select(
            _CONCERN.title, _CONCERN.state, _CONCERN.limit_on, _CONCERN.promised,
            _CONCERN.promised_on, func.coalesce(_CADRE.name, _CONCERN.owner, ""),
            overdue_on(today),
        )
        .outerjoin(table("cadre"), _CADRE.id == _CONCERN.owner_id)
        .where(_CONCERN.household_id == household_id, _CONCERN.state.in_([*_OPEN_CONCERN, *ended]))
        .order_by(_CONCERN.limit_on.is_(None), _CONCERN.limit_on, _CONCERN.id)
    )  # fmt: skip
    for text, state, limit_on, promise, promised_on, owner, late in session.execute(statement):
        title, promised = numbers_masked(text), numbers_masked(promise or "")
        if state in ended:
            yield 2, f"“{title}”{ended[state]}，还没有反馈，请当面说明结果并问满意不满意。"
        elif promised and promised_on:
            past = "已经过了" if promised_on < today else "是"
            yield 1, f"答应过“{promised}”，日期{past} {day_words(promised_on)}。"
        elif late:
            told = f"过了时限 {day_words(limit_on)} 还没有办结"
            yield 0, f"“{title}”{told}，请向群众说明，由{owner}负责。"
        else:
            ahead = limit_on is not None and limit_on >= today  # a stopped clock may be past it
            by = f"，{day_words(limit_on)}前办结" if ahead else ""
            yield 4, f"“{title}”正在办理，由{owner}负责{by}。"


def _of_disputes(session: Session, household_id: int) -> Iterator[tuple[int, str]]:
    involved = select(_PARTY.dispute_id).where(_PARTY.household_id == household_id)
    agreed = DisputeState.AGREED.value
    owner = func.coalesce(_CADRE.name, _DISPUTE.owner, _DISPUTE.mediator, "")
    statement = (
        select(_DISPUTE.title, _DISPUTE.state, owner)
        .outerjoin(table("cadre"), _CADRE.id == _DISPUTE.owner_id)
        .where(_DISPUTE.id.in_(involved), _DISPUTE.state.in_([*OPEN, agreed]))
    )
    for text, state, name in session.execute(statement):
        title = numbers_masked(text)
        if state == agreed:
            yield 5, f"“{title}”已达成协议，请问履行得怎么样。"
        else:
            by = f"，由{name}负责" if name else ""
            yield 3, f"“{title}”{DISPUTE_STATE_LABELS[DisputeState(state)]}{by}。"


def _of_card(session: Session, household_id: int, today: date) -> Iterator[tuple[int, str]]:
    stale = stale_cards(today).where(_CARD.household_id == household_id)  # not all, then its own
    for number in session.scalars(select(_CARD.number).where(_CARD.id.in_(stale))):
        yield 6, f"手中的联系卡 {number} 已经过时，请换发新卡。"


def _of_visits(session: Session, household_id: int, today: date) -> Iterator[tuple[int, str]]:
    statement = (
        select(func.max(_VISIT.on))
        .join(table("visit_household"), _WHOM.visit_id == _VISIT.id)
        .where(_WHOM.household_id == household_id, _VISIT.counted, _VISIT.on <= today)
    )
    last = session.scalar(statement)
    if last is not None and today - last > _LONG_AGO:
        yield 7, f"上次入户走访是 {day_words(last)}，已经 {(today - last).days} 天没有去过。"


def _cut(text: str) -> str:
    plain = text.strip()
    return plain if len(plain) <= _TITLE_LENGTH else plain[: _TITLE_LENGTH - 1] + "…"
