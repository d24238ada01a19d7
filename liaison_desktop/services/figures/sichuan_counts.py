"""The numbers of the Sichuan-type form, each asked of ``Figures`` within the level it stands under.

The level is that of the area of the committee that handles a dispute; without a committee, a
dispute placed in a village counts as 村居. 重大矛盾纠纷 are those of the scale 重大群体性事件
(GB/T 31000-2015).
"""

from dataclasses import dataclass

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.figures.indicator import FigureRecord
from liaison_desktop.domain.figures.period import Period, parse_period
from liaison_desktop.domain.figures.scope import Dimension, Divided, Scope, ScopePart
from liaison_desktop.domain.figures.sichuan_form import (
    SichuanCounts,
    SichuanFigures,
    band_gap,
    gap_sentence,
    year_to_date,
)
from liaison_desktop.domain.figures.statutory_form import FormWords
from liaison_desktop.services.figures.figures import Figures

_FOUND, _MEDIATED, _SETTLED = "disputes_found", "disputes_mediated", "disputes_settled"
_KEYS = (_FOUND, _MEDIATED, _SETTLED)
_MAJOR = "03"
_NOWHERE = ScopePart(Dimension.LEVEL, "", "未填办理层级")
_NOBODY = ScopePart(Dimension.PEOPLE, "", "未填涉及人数")
_NO_CLASS = ScopePart(Dimension.SICHUAN, "", "未填类别")


@dataclass(frozen=True, slots=True)
class FormFinding:
    """What is wrong with a form, or what to know about it.

    Attributes:
        sentence: In words.
        refuses: Whether the form cannot be saved or printed as it is.
        records: The records meant.
    """

    sentence: str
    refuses: bool = False
    records: tuple[FigureRecord, ...] = ()


def sichuan_figures(
    figures: Figures, period: Period, station: str, words: FormWords
) -> SichuanFigures:
    """Ask for every number of the form."""
    parts = figures.scope_parts(Dimension.LEVEL, _FOUND)
    *sweeps, sweeps_of_year = words.sweeps
    counts = [
        _counts(figures, period, Scope((part,)), typed)
        for part, typed in zip(parts, sweeps, strict=True)
    ]
    year = _counts(figures, parse_period(year_to_date(period)), Scope(), sweeps_of_year)
    names = [one.label for one in figures.scope_parts(Dimension.SICHUAN, _FOUND)]
    bands = [one.label for one in figures.scope_parts(Dimension.PEOPLE, _FOUND)]
    levels = (counts[0], counts[1], counts[2])
    return SichuanFigures(period, station, tuple(names), tuple(bands), levels, year)


def sichuan_findings(figures: Figures, asked: SichuanFigures) -> tuple[FormFinding, ...]:
    """Return why the form does not foot, and which records to mend."""
    year = parse_period(year_to_date(asked.period))
    found = []
    if gap := band_gap(asked):
        records = figures.records(_FOUND, year, Scope((_NOBODY,)))
        found.append(FormFinding(gap_sentence(asked, gap), refuses=True, records=records))
    nowhere = {
        record.id: record
        for key in _KEYS
        for span in (asked.period, year)
        for record in figures.records(key, span, Scope((_NOWHERE,)))
    }
    if nowhere:
        found.append(
            FormFinding(
                f"有 {len(nowhere)} 起纠纷看不出由哪一级办理，各级之和会少于总数，不能保存和打印。"
                "请补上调解委员会，或纠纷所在的村。",
                refuses=True,
                records=tuple(nowhere.values()),
            )
        )
    if unclassed := figures.records(_FOUND, year, Scope((_NO_CLASS,))):
        found.append(
            FormFinding(
                f"有 {len(unclassed)} 起没有类别，十九类之和比排查数少 {len(unclassed)} 起。",
                records=unclassed,
            )
        )
    return tuple(found)


def _counts(figures: Figures, period: Period, scope: Scope, sweeps: int | None) -> SichuanCounts:
    found = figures.divided(_FOUND, period, Dimension.SICHUAN, scope)
    mediated = figures.divided(_MEDIATED, period, Dimension.SICHUAN, scope)
    bands = figures.divided(_FOUND, period, Dimension.PEOPLE, scope)
    heavy = ScopePart(Dimension.SCALE, _MAJOR, code_list("dispute_scale").label_of(_MAJOR))
    major = figures.several(_KEYS, period, Scope((*scope.parts, heavy)))
    return SichuanCounts(
        found=found.total.value,
        mediated=mediated.total.value,
        settled=figures.one(_SETTLED, period, scope).value,
        classes=tuple(zip(_named(found), _named(mediated), strict=True)),
        bands=_named(bands),
        major=(major[_FOUND].value, major[_MEDIATED].value, major[_SETTLED].value),
        sweeps=sweeps,
    )


def _named(divided: Divided) -> tuple[int | float | None, ...]:
    """Return the parts that have a name of their own, in their order."""
    return tuple(one.figure.value for one in divided.parts if one.part.value)
