"""The lines of the 归档目录 (R144) as one query: every ledger, report, file and notice by year."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    case,
    cast,
    extract,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.sql.selectable import Subquery

from liaison_desktop.domain.changes import Kind
from liaison_desktop.domain.terms.concern import ConcernState
from liaison_desktop.domain.terms.dispute import DisputeState
from liaison_desktop.models.tables import table

CATEGORIES = (
    "台账", "总结报告", "报送材料", "调解卷宗", "公示通报", "走访单", "民情日记",
)  # fmt: skip
_LEDGERS, _REPORTS, _SENT, _DOSSIERS, _NOTICES, _SHEETS, _DIARIES = range(len(CATEGORIES))


def archive_lines() -> Subquery:
    """Return the query: year, place, category, number, title, dated, note, kind, record."""
    return union_all(
        *_ledgers(), _reports(), _sent(), _dossiers(), _notices(), _sheets(), _diaries()
    ).subquery("archive_line")


_BLANK: ColumnElement[Any] = literal("")
_NONE: ColumnElement[Any] = cast(null(), Integer)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a line may have besides title and day; ``kind`` and ``record`` lead to its pages."""

    number: ColumnElement[Any] = _BLANK
    note: ColumnElement[Any] = _BLANK
    record: ColumnElement[Any] = _NONE
    kind: Kind | None = None


_NOTHING = _Beside()


def _line(
    place: int,
    dated: ColumnElement[Any],
    title: ColumnElement[Any],
    beside: _Beside = _NOTHING,
) -> Select[Any]:
    return select(
        cast(extract("year", dated), Integer).label("year"),
        literal(place).label("place"),
        literal(CATEGORIES[place]).label("category"),
        func.coalesce(beside.number, "").label("number"),
        title.label("title"),
        dated.label("dated"),
        func.coalesce(beside.note, "").label("note"),
        literal("" if beside.kind is None else beside.kind.value).label("kind"),
        beside.record.label("record"),
    )


def _ledgers() -> tuple[Select[Any], ...]:
    concern, dispute, visit = table("concern").c, table("dispute").c, table("visit").c
    stay, event = table("village_stay").c, table("card_event").c
    return (
        _ledger("走访登记表", visit.on, "次"),
        _ledger("住村登记表", stay.since, "次"),
        _ledger("民情台账", concern.received_on, "件").where(
            concern.state != ConcernState.VOID.value
        ),
        _ledger("矛盾纠纷排查调处台账", dispute.found_on, "起").where(
            dispute.state != DisputeState.VOID.value
        ),
        _ledger("民情联系卡发放登记", event.on, "条"),
    )


def _ledger(title: str, on: ColumnElement[Any], unit: str) -> Select[Any]:
    note = literal("共") + cast(func.count(), String) + literal(unit)
    beside = _Beside(note=note)
    return _line(_LEDGERS, func.max(on), literal(title), beside).group_by(extract("year", on))


def _reports() -> Select[Any]:
    own = table("closed_period").c
    return _line(
        _REPORTS,
        own.closed_on,
        own.title,
        _Beside(
            note=literal("已封账，摘要值") + func.substr(own.digest, 1, 8),
            record=own.id,
            kind=Kind.CLOSED_PERIOD,
        ),
    )


def _sent() -> Select[Any]:
    own, later = table("sent_report").c, table("sent_report").alias("later").c
    corrected = select(later.id).where(later.corrects_id == own.id).correlate(table("sent_report"))
    way = case((own.way == "", literal("")), else_=literal("，") + own.way)
    beside = _Beside(note=literal("报") + own.to_whom + way)
    return _line(_SENT, own.sent_on, own.name, beside).where(~own.withdrawn, ~corrected.exists())


def _dossiers() -> Select[Any]:
    own = table("dispute").c
    filed = own.state == DisputeState.FILED.value
    return _line(
        _DOSSIERS,
        own.filed_on,
        own.title,
        _Beside(
            number=func.coalesce(own.file_number, own.number), record=own.id, kind=Kind.DISPUTE
        ),
    ).where(filed, own.filed_on.is_not(None))


def _notices() -> Select[Any]:
    own, area = table("public_notice"), table("area")
    return (
        _line(_NOTICES, own.c.published_on, own.c.title, _Beside(note=area.c.name))
        .select_from(own)
        .outerjoin(area, area.c.id == own.c.area_id)
    )


def _sheets() -> Select[Any]:
    own = table("visit_sheet").c
    return _line(_SHEETS, own.made_on, own.title, _Beside(number=own.number))


def _diaries() -> Select[Any]:
    own, cadre = table("diary"), table("cadre")
    count = literal("共") + cast(func.count(), String) + literal("篇")
    return (
        _line(
            _DIARIES,
            func.max(own.c.on),
            func.min(cadre.c.name) + literal("的民情日记"),
            _Beside(note=count),
        )
        .select_from(own)
        .join(cadre, cadre.c.id == own.c.cadre_id)
        .group_by(extract("year", own.c.on), cadre.c.id)
    )
