"""``closings``: the closed periods, whether each is still whole, and what changed since."""

from typing import Any

from liaison_desktop.cli.answer import Answer
from liaison_desktop.cli.arguments import CommandParser, Options
from liaison_desktop.cli.session import open_named
from liaison_desktop.domain.figures.adjustment_words import adjustment_phrase
from liaison_desktop.domain.figures.closing import Adjustment, ClosedPeriod
from liaison_desktop.domain.figures.period import parse_period
from liaison_desktop.services.office import Office


def add_arguments(_parser: CommandParser) -> None:
    """Say which arguments the command takes: none."""


def run(options: Options) -> Answer:
    """List the closings, the newest first."""
    with open_named(options) as office:
        told = [_told(office, one) for one in office.closings.rows()]
    lines = [line for told_lines, _ in told for line in told_lines]
    return Answer(tuple(lines or ("还没有封过账。",)), {"closings": [one for _, one in told]})


def _told(office: Office, closed: ClosedPeriod) -> tuple[list[str], dict[str, Any]]:
    period = parse_period(closed.period)
    whole = office.closings.verify(closed.id)
    newest = office.closings.frozen(period)
    latest = newest is not None and newest.closed.id == closed.id
    changes = [
        one
        for one in (office.closings.adjustments(period) if latest else ())
        if one.reported != one.now
    ]
    state = "完好" if whole else "与封账时不一致"
    lines = [
        f"{closed.id}　{closed.title}（{period.label}）　{closed.closed_on} {closed.by}　{state}",
        *(f"  {name}" for name in closed.papers),
        *(f"  调整：{one.indicator.label}{adjustment_phrase(one)}" for one in changes),
    ]
    values = {
        "closing": closed.id,
        "period": closed.period,
        "title": closed.title,
        "issue": closed.issue,
        "closed_on": closed.closed_on,
        "by": closed.by,
        "digest": closed.digest,
        "whole": whole,
        "papers": list(closed.papers),
        "adjustments": [_values(one) for one in changes],
    }
    return lines, values


def _values(change: Adjustment) -> dict[str, Any]:
    return {
        "key": change.indicator.key,
        "label": change.indicator.label,
        "reported": change.reported,
        "now": change.now,
        "added": [one.record for one in change.added],
        "removed": [one.record for one in change.removed],
    }
