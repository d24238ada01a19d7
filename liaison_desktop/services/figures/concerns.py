"""Indicators of the concern ledger (domain.md 1.17); its identities hold by construction.

A concern that counts was answered on the spot, or stands in the ledger; there it came in on
one day and, if it is not open, ended on one: done or returned. So whatever the days,
收集 = 当场答复 + 进入台账, 进入台账 = 办结 + 在办 + 退回 over all time, and in any period
上期未结 + 进入 = 办结 + 退回 + 期末在办. What was converted is counted among the disputes.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, case, or_, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.figures.indicator import FigureRecord
from liaison_desktop.domain.figures.scope import Dimension
from liaison_desktop.domain.register.area import Level
from liaison_desktop.domain.terms.concern import (
    COLLECTED_STATES,
    CONCERN_STATE_LABELS,
    ConcernState,
    ConcernStepKind,
)
from liaison_desktop.models.tables import table
from liaison_desktop.services.figures import divisions, naming
from liaison_desktop.services.figures.query import (
    Describe,
    Division,
    Noun,
    Query,
    Selection,
    Span,
)
from liaison_desktop.services.figures.records import describer
from liaison_desktop.services.matters.concern_clock import in_ledger, open_on, overdue_on

_CONCERN, _STEP, _NOTICE, _AREA = (
    table("concern"),
    table("concern_step"),
    table("public_notice"),
    table("area"),
)
_COLUMNS = _CONCERN.c
_SATISFIED_GROUP = "满意"


def concerns_collected(span: Span) -> Select[int]:
    """Select what people said in the period: answered on the spot or taken into the ledger."""
    states = [state.value for state in COLLECTED_STATES]
    return _ids(_COLUMNS.state.in_(states), span.covers(_COLUMNS.received_on))


def concerns_answered(span: Span) -> Select[int]:
    """Select what was answered on the spot (R93)."""
    answered = _COLUMNS.state == ConcernState.ANSWERED.value
    return _ids(answered, span.covers(_COLUMNS.received_on))


def concerns_entered(span: Span) -> Select[int]:
    """Select what came into the ledger in the period."""
    return _ids(in_ledger(), span.covers(_COLUMNS.received_on))


def concerns_closed(span: Span) -> Select[int]:
    """Select what was done or explained in the period."""
    return _ids(in_ledger(), span.covers(_COLUMNS.done_on))


def concerns_returned(span: Span) -> Select[int]:
    """Select what was returned in the period."""
    return _ids(in_ledger(), span.covers(_COLUMNS.returned_on))


def concerns_explained(span: Span) -> Select[int]:
    """Select what could not be done and was explained in the period (R96)."""
    explained = _COLUMNS.state == ConcernState.EXPLAINED.value
    return _ids(explained, span.covers(_COLUMNS.done_on))


def concerns_struck_off(span: Span) -> Select[int]:
    """Select what was struck off in the period."""
    return _ids(in_ledger(), span.covers(_COLUMNS.struck_off_on))


def concerns_escalated(span: Span) -> Select[int]:
    """Select what was reported to a higher level in the period."""
    return _stepped(span, ConcernStepKind.ESCALATED)


def concerns_reopened(span: Span) -> Select[int]:
    """Select what came back in the period (反弹)."""
    return _stepped(span, ConcernStepKind.REOPENED)


def concerns_converted(span: Span) -> Select[int]:
    """Select what became a dispute in the period; it is counted there only."""
    step = ConcernStepKind.CONVERTED
    taken = select(_STEP.c.concern_id).where(_STEP.c.kind == step.value, span.covers(_STEP.c.on))
    return _ids(_COLUMNS.state == ConcernState.CONVERTED.value, _COLUMNS.id.in_(taken))


def _stepped(span: Span, kind: ConcernStepKind) -> Select[int]:
    """Select what stands in the ledger and has a line of its record in the period."""
    taken = select(_STEP.c.concern_id).where(_STEP.c.kind == kind.value, span.covers(_STEP.c.on))
    return _ids(in_ledger(), _COLUMNS.id.in_(taken))


def notices_published(span: Span) -> Select[int]:
    """Select the public notices published in the period."""
    return select(_NOTICE.c.id).where(span.covers(_NOTICE.c.published_on))


def concerns_open(span: Span) -> Select[int]:
    """Select what was open at the end of the period.

    The end is the period's own last day, also while it runs: nothing ends after today,
    unless somebody wrote a day to come into a ledger, and even then the sums agree.
    """
    return _ids(open_on(span.last))


def concerns_open_before(span: Span) -> Select[int]:
    """Select what was open when the period began (上期未结)."""
    return _ids(
        in_ledger(),
        _COLUMNS.received_on < span.first,
        _not_before(_COLUMNS.done_on, span),
        _not_before(_COLUMNS.returned_on, span),
    )


def concerns_overdue(span: Span) -> Select[int]:
    """Select what was open and past its limit at the end of the period, or today."""
    return _ids(overdue_on(span.day))


def _to_close(span: Span) -> Select[int]:
    """Select 上期未结 + 进入台账 − 退回: what there was to close in the period."""
    return _ids(
        in_ledger(),
        _COLUMNS.received_on <= span.last,
        _not_before(_COLUMNS.done_on, span),
        or_(_COLUMNS.returned_on.is_(None), _COLUMNS.returned_on > span.last),
    )


def _on_time(span: Span) -> Select[int]:
    """Select what was closed by its limit; what never had one was never late."""
    in_time = or_(_COLUMNS.limit_on.is_(None), _COLUMNS.done_on <= _COLUMNS.limit_on)
    return concerns_closed(span).where(in_time)


def _judged(span: Span) -> Select[int]:
    """Select what people gave a grade; an empty word is none."""
    return concerns_closed(span).where(_COLUMNS.satisfaction != "")


def _satisfied(span: Span) -> Select[int]:
    """Select what people are content with; which words mean so stands in the code list."""
    grades = code_list("satisfaction").groups.items()
    content = [code for code, group in grades if group == _SATISFIED_GROUP]
    return concerns_closed(span).where(_COLUMNS.satisfaction.in_(content))


def _not_before(column: ColumnElement[object], span: Span) -> ColumnElement[bool]:
    return or_(column.is_(None), column >= span.first)


def _ids(*where: ColumnElement[bool]) -> Select[int]:
    return select(_COLUMNS.id).where(*where)


def _any_concern(_span: Span) -> Select[int]:
    return select(_COLUMNS.id)


def _any_notice(_span: Span) -> Select[int]:
    return select(_NOTICE.c.id)


def _records(dated: str) -> Describe:
    """Describe concerns by number, owner and day; never by who asked."""
    statement = select(_COLUMNS.id, _COLUMNS.number, _COLUMNS.owner, _COLUMNS[dated])
    return describer(
        statement, _CONCERN, lambda row: FigureRecord(Kind.CONCERN, row[0], row[1], row[2], row[3])
    )


def _notice_records(session: Session, ids: Sequence[int]) -> list[FigureRecord]:
    """Describe public notices: their title and day."""
    statement = select(_NOTICE.c.id, _NOTICE.c.title, _NOTICE.c.published_on)
    describe = describer(
        statement, _NOTICE, lambda row: FigureRecord(Kind.PUBLIC_NOTICE, row[0], row[1], "", row[2])
    )
    return describe(session, ids)


# By cadre a concern is its present owner's; its state, too, is the one it stands in today.
CONCERNS = Noun(
    {
        Dimension.VILLAGE: divisions.village(_COLUMNS.village_id),
        Dimension.GROUP: divisions.group(divisions.of_household(_COLUMNS.household_id, "group_id")),
        **divisions.cadre(_COLUMNS.owner_id),
        Dimension.CATEGORY: divisions.coded("concern_category", _COLUMNS.category),
        Dimension.SOURCE: divisions.coded("concern_channel", _COLUMNS.channel),
        Dimension.LEVEL: divisions.coded("concern_level", _COLUMNS.level),
        Dimension.WAY: divisions.coded("concern_disposition", _COLUMNS.disposition),
        Dimension.STATE: Division(
            naming.words({state.value: word for state, word in CONCERN_STATE_LABELS.items()}),
            lambda _: _COLUMNS.state,
        ),
        Dimension.GRADE: divisions.coded("satisfaction", _COLUMNS.satisfaction),
    }
)
_OF_VILLAGE = (
    select(
        case(
            (_AREA.c.level == Level.VILLAGE.value, _AREA.c.id),
            (_AREA.c.level == Level.GROUP.value, _AREA.c.parent_id),
        )
    )
    .where(_AREA.c.id == _NOTICE.c.area_id)
    .correlate(_NOTICE)
    .scalar_subquery()
)
NOTICES = Noun({Dimension.VILLAGE: divisions.village(_OF_VILLAGE)})


def _query(
    key: str,
    numerator: Selection,
    describe: Describe,
    denominator: Selection | None = None,
    *,
    repeats: bool = False,
) -> Query:
    return Query(
        key, numerator, describe, CONCERNS, denominator, opened=_any_concern, repeats=repeats
    )


_CAME, _ENDED, _DUE = _records("received_on"), _records("done_on"), _records("limit_on")

QUERIES: tuple[Query, ...] = (
    _query("concerns_collected", concerns_collected, _CAME),
    _query("concerns_answered", concerns_answered, _CAME),
    _query("concerns_entered", concerns_entered, _CAME),
    _query("concerns_closed", concerns_closed, _ENDED),
    _query("concerns_explained", concerns_explained, _ENDED),
    _query("concerns_struck_off", concerns_struck_off, _records("struck_off_on")),
    _query("concerns_open", concerns_open, _CAME),
    _query("concerns_overdue", concerns_overdue, _DUE),
    _query("concerns_returned", concerns_returned, _records("returned_on")),
    _query("concerns_open_before", concerns_open_before, _CAME),
    _query("concerns_escalated", concerns_escalated, _CAME, repeats=True),
    _query("concerns_reopened", concerns_reopened, _CAME, repeats=True),
    _query("concerns_converted", concerns_converted, _CAME, repeats=True),
    _query("concern_close_rate", concerns_closed, _ENDED, _to_close),
    _query("concern_on_time_rate", _on_time, _ENDED, concerns_closed),
    _query("satisfaction_rate", _satisfied, _ENDED, _judged),
    Query("notices_published", notices_published, _notice_records, NOTICES, opened=_any_notice),
)
