"""调整: what became of figures after they were reported (DESIGN 4, anchors.md N23).

A report tells what changed in the reports before it. What it told is kept in its own
closing, so that the next one goes on from there and tells nothing twice.
"""

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import RowMapping, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.figures.adjustment_words import (
    adjustment_key,
    adjustment_phrase,
    adjustment_source,
)
from liaison_desktop.domain.figures.catalogue import INDICATOR_OF
from liaison_desktop.domain.figures.closing import Adjustment
from liaison_desktop.domain.figures.indicator import (
    Figure,
    FigureRecord,
    Indicator,
    Nature,
    Number,
)
from liaison_desktop.domain.figures.period import Period, parse_period
from liaison_desktop.domain.figures.summary import Fact
from liaison_desktop.domain.figures.token import Run, Token, TokenKind, TokenSource
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.closing_lists import (
    RecordKey,
    frozen_records,
    keys_of,
    public_ids,
)
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.frozen import figure_of, unpacked

_CLOSED = table("closed_period").c
_RHYTHMS = (("W", "week"), ("H", "half"), ("Q", "quarter"), ("..", "days"), ("-", "month"))


@dataclass(slots=True)
class _Told:
    """What later reports said of a figure: its value, and which records came and left."""

    value: Number | None
    added: set[RecordKey] = field(default_factory=set)
    removed: set[RecordKey] = field(default_factory=set)


Baseline = Mapping[str, _Told]
_Records = Mapping[RecordKey, FigureRecord]
_Lists = tuple[_Records, _Records]
"""The records behind a figure as they were reported, and as they are."""


class Adjusting:
    """Compares closed periods with the ledgers of today."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._figures = Figures(context)
        self._told: dict[str, tuple[Adjustment, ...]] = {}  # what tokens asked for

    def since_closing(self, period: str) -> tuple[Adjustment, ...]:
        """Return what changed in a period since it was closed last; nothing for an open one."""
        with self._context.store.reading() as session:
            row = _newest(session).get(period)
        return () if row is None else tuple(self._changes(row, {}))

    def before(self, period: Period) -> tuple[Adjustment, ...]:
        """Return what the report of a period must tell of the closed periods before it.

        They are those of its own rhythm (half-years for a half-year) that ended before it
        began; what another report told already is not told again.
        """
        with self._context.store.reading() as session:
            newest = _newest(session)
            told = _told(session, period.key)
        earlier = [
            row
            for row in newest.values()
            if rhythm(row["period"]) == rhythm(period.key)
            and parse_period(row["period"]).last < period.first
        ]
        earlier.sort(key=lambda row: parse_period(row["period"]).first)
        return tuple(
            change for row in earlier for change in self._changes(row, told.get(row["period"], {}))
        )

    def facts(self, period: Period) -> tuple[Fact, ...]:
        """Return the adjustments a report must tell as sentences to be put into it.

        Changes of number only; a list whose number stayed the same needs no word.
        """
        return tuple(
            Fact(
                f"adjustment:{change.period}:{change.indicator.key}",
                (
                    "上期报告（",
                    Token(_label(change), _of_period(change)),
                    f"）后，{change.indicator.label}",
                    Token(adjustment_phrase(change), adjustment_source(change, period.key)),
                    "。",
                ),
            )
            for change in self.before(period)
            if change.reported != change.now
        )

    def paragraphs(self, period: Period) -> tuple[tuple[Run, ...], ...]:
        """Return what a report must tell as text: one paragraph for each closed period."""
        changed = (change for change in self.before(period) if change.reported != change.now)
        return tuple(
            _paragraph(tuple(changes), period)
            for _, changes in itertools.groupby(changed, key=lambda change: change.period)
        )

    def of_token(self, source: TokenSource) -> Adjustment | None:
        """Return the adjustment a token tells, None when there is none any more."""
        key, closed = adjustment_key(source)
        if source.period not in self._told:
            self._told[source.period] = self.before(parse_period(source.period))
        told = self._told[source.period]
        return next((one for one in told if (one.indicator.key, one.period) == (key, closed)), None)

    def _changes(self, row: RowMapping, told: Baseline) -> Iterator[Adjustment]:
        period = parse_period(row["period"])
        data = self._kept(row["id"])
        now = {one.key: one for one in self._figures.all(period)}
        looked_at = [
            (reported, now[reported.key])
            for reported in map(figure_of, data["figures"]["whole"])
            if reported.key in now and _may_differ(reported, now[reported.key], told)
        ]
        keys = [reported.key for reported, _ in looked_at]
        lists = self._lists(data["lists"], keys, period)
        terms = {term.key: term for term in self._figures.indicators()}
        for reported, current in looked_at:
            term = terms[reported.key]
            change = _change(term, period, lists[term.key], (reported, current), told)
            if change is not None:
                yield change

    def _kept(self, closing_id: int) -> dict[str, Any]:
        with self._context.store.reading() as session:
            statement = select(table("closed_period")).where(_CLOSED.id == closing_id)
            row = session.execute(statement).mappings().one()
        return {"figures": _json(row["figures"]), "lists": unpacked(row["lists"])}

    def _lists(
        self, frozen: Mapping[str, Any], keys: Sequence[str], period: Period
    ) -> dict[str, _Lists]:
        """Return the records behind some figures as they were reported, and as they are."""
        today = self._figures.several_records(keys, period)
        kept = {(kind, own) for key in keys for kind, own, _ in frozen["lists"].get(key, ())}
        with self._context.store.reading() as session:
            there = keys_of(session, kept)
            ids = public_ids(session, itertools.chain.from_iterable(today.values()))
        return {
            key: (
                frozen_records(frozen, key, there),
                {(one.kind.value, ids[one.kind, one.id]): one for one in today[key]},
            )
            for key in keys
        }


def _change(
    term: Indicator,
    period: Period,
    lists: _Lists,
    figures: tuple[Figure, Figure],
    told: Baseline,
) -> Adjustment | None:
    """Compare a figure as it was reported and as it is, None where nothing changed."""
    (then, today), (reported, current) = lists, figures
    base = told.get(term.key)
    before = set(then)
    if base is not None:
        before = (before | base.added) - base.removed
    value = reported.value if base is None else base.value
    added = tuple(one for own, one in today.items() if own not in before)
    removed = tuple(then.get(own) or _gone(own) for own in sorted(before) if own not in today)
    if value == current.value and not added and not removed:
        return None
    return Adjustment(term, period.key, value, current.value, added, removed)


def told_data(session: Session, changes: tuple[Adjustment, ...]) -> list[dict[str, Any]]:
    """Return adjustments as they are kept in the closing of the report that tells them."""
    records = [one for change in changes for one in (*change.added, *change.removed)]
    ids = public_ids(session, (one for one in records if one.id))
    return [
        {
            "period": change.period,
            "key": change.indicator.key,
            "value": change.now,
            "added": _named(change.added, ids),
            "removed": _named(change.removed, ids),
        }
        for change in changes
    ]


def _paragraph(changes: tuple[Adjustment, ...], period: Period) -> tuple[Run, ...]:
    runs: list[Run] = ["调整说明：上期报告（", Token(_label(changes[0]), _of_period(changes[0]))]
    for number, change in enumerate(changes):
        runs.append(f"{'；' if number else '）后，'}{change.indicator.label}")
        runs.append(Token(adjustment_phrase(change), adjustment_source(change, period.key)))
    return (*runs, "。")


def _label(change: Adjustment) -> str:
    return parse_period(change.period).label


def _of_period(change: Adjustment) -> TokenSource:
    return TokenSource(TokenKind.PERIOD, period=change.period)


def _named(
    records: tuple[FigureRecord, ...], ids: Mapping[tuple[Any, int], str]
) -> list[list[str]]:
    return [[one.kind.value, ids.get((one.kind, one.id), one.record)] for one in records]


def rhythm(period: str) -> str:
    """Return what kind of period a key names."""
    return next((name for mark, name in _RHYTHMS if mark in period), "year")


def _newest(session: Session) -> dict[str, RowMapping]:
    statement = select(_CLOSED.id, _CLOSED.period).order_by(_CLOSED.id)
    return {row["period"]: row for row in session.execute(statement).mappings()}


def _told(session: Session, except_period: str) -> dict[str, dict[str, _Told]]:
    """Return by period and indicator what the reports closed so far told of it."""
    latest = {period: row["id"] for period, row in _newest(session).items()}
    statement = (
        select(_CLOSED.id, _CLOSED.figures)
        .where(_CLOSED.period != except_period)
        .order_by(_CLOSED.id)
    )
    found: dict[str, dict[str, _Told]] = {}
    for closing_id, figures in session.execute(statement):
        for one in _json(figures).get("told", ()):
            if closing_id < latest.get(one["period"], 0):
                continue  # closed anew since: told before the correction
            told = found.setdefault(one["period"], {}).setdefault(one["key"], _Told(one["value"]))
            told.value = one["value"]
            for name, other in (("added", "removed"), ("removed", "added")):
                keys = {(kind, public) for kind, public in one[name]}
                getattr(told, name).update(keys)
                getattr(told, other).difference_update(keys)
    return found


def _may_differ(reported: Figure, current: Figure, told: Baseline) -> bool:
    """Tell whether a figure is worth a look at its records.

    Of stock figures, which list whole registers, only those whose number changed.
    """
    base = told.get(reported.key)
    value = reported.value if base is None else base.value
    term = INDICATOR_OF.get(reported.key)
    return value != current.value or (term is not None and term.nature is Nature.FLOW)


def _gone(own: RecordKey) -> FigureRecord:
    """Return what is left of a record that came after the closing and is there no more."""
    return FigureRecord(Kind(own[0]), 0, "", "", None)


def _json(text: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(text)
    return data
