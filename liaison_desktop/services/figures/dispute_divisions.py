"""By what disputes, their agreements and the villages' 零报告 are limited and divided."""

from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select

from liaison_desktop.domain.figures.scope import Dimension
from liaison_desktop.domain.matters.category import Scheme
from liaison_desktop.domain.register.area import LEVEL_LABELS, Level
from liaison_desktop.domain.terms.dispute import AGREEMENT_FORM_LABELS, DISPUTE_STATE_LABELS
from liaison_desktop.models.tables import table
from liaison_desktop.services.figures import divisions, naming
from liaison_desktop.services.figures.query import Division, Noun, Span

_DISPUTE, _COMMITTEE, _AREA = table("dispute"), table("mediation_committee"), table("area")
_D = _DISPUTE.c
_REST = "其他"
# 涉及人数 of rows 44–47 of the Sichuan form (domain.md 6.2): the band and where it ends.
PEOPLE_BANDS = (("50人以下", 50), ("50至100人", 100), ("100至500人", 500), ("500人以上", None))


def _report_class(scheme: Scheme) -> Division:
    """Divide by the class of a report, with what the office changed in it.

    A category the list does not know counts as 其他; a dispute without one in no class.
    """
    unknown = case((func.coalesce(_D.category, "") != "", _REST))

    def column(span: Span) -> ColumnElement[Any]:
        return case(span.rules.classes(scheme), value=_D.category, else_=unknown)

    return Division(naming.report_classes(scheme), column)


def _band(_span: Span) -> ColumnElement[Any]:
    bands = [
        (_D.people.is_not(None) if below is None else _D.people < below, name)
        for name, below in PEOPLE_BANDS
    ]
    return case(*bands)


def _level(_span: Span) -> ColumnElement[Any]:
    """Return the level that handled a dispute: its committee's, else that of its village."""
    of_committee = (
        select(_AREA.c.level)
        .join(_COMMITTEE, _COMMITTEE.c.area_id == _AREA.c.id)
        .where(_COMMITTEE.c.id == _D.committee_id)
        .correlate(_DISPUTE)
        .scalar_subquery()
    )
    placed = or_(_D.village_id.is_not(None), _D.group_id.is_not(None))
    return func.coalesce(of_committee, case((placed, Level.VILLAGE.value)))


DISPUTES = Noun(
    {
        Dimension.VILLAGE: divisions.village(_D.village_id),
        Dimension.GROUP: divisions.group(_D.group_id),
        **divisions.cadre(_D.owner_id),
        Dimension.CATEGORY: _report_class(Scheme.JUDICIAL),
        Dimension.SICHUAN: _report_class(Scheme.SICHUAN),
        Dimension.SOURCE: divisions.grouped("dispute_source", _D.source),
        Dimension.RISK: divisions.coded("dispute_risk", _D.risk),
        Dimension.SCALE: divisions.coded("dispute_scale", _D.scale),
        Dimension.PEOPLE: Division(naming.words({name: name for name, _ in PEOPLE_BANDS}), _band),
        Dimension.LEVEL: Division(
            naming.words(
                {
                    level.value: LEVEL_LABELS[level]
                    for level in (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)
                }
            ),
            _level,
        ),
        Dimension.WAY: divisions.coded("settle_way", _D.settle_way),
        Dimension.STATE: Division(
            naming.words({state.value: word for state, word in DISPUTE_STATE_LABELS.items()}),
            lambda _: _D.state,
        ),
    }
)
OF_AGREEMENTS = Noun(
    {
        **DISPUTES.divisions,
        Dimension.WAY: Division(
            naming.words({form.value: word for form, word in AGREEMENT_FORM_LABELS.items()}),
            lambda _: table("agreement").c.form,
        ),
    }
)
REPORTS = Noun({Dimension.VILLAGE: divisions.village(table("zero_report").c.area_id)})
