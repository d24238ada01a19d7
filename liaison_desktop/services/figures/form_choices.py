"""What cells of upper offices' forms can be filled with, and what their words ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from liaison_desktop.domain.figures.blank_form import BlankCell, BlankForm, BlankSheet
from liaison_desktop.domain.figures.form_mapping import FormMapping, MappedCell
from liaison_desktop.domain.figures.form_suggestions import (
    KnownWords,
    likely_classing,
    suggested,
    suggested_field,
)
from liaison_desktop.domain.figures.indicator import Indicator, Nature
from liaison_desktop.domain.figures.scope import Dimension, ScopePart
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.form_answers import LISTS, open_columns
from liaison_desktop.services.system.export_columns import ExportColumn

_COUNTED = frozenset({"户", "人", "张", "户次", "件", "条", "起"})
# By what forms limit their figures; months are named apart, they are those of any year.
_LIMITED_BY = tuple(one for one in Dimension if one is not Dimension.MONTH)


@dataclass(frozen=True, slots=True)
class FormChoices:
    """What cells can be filled with.

    Attributes:
        indicators: Every indicator.
        parts: By what each can be limited, and to what.
        lists: Of indicators whose records can be listed, the columns that may leave.
    """

    indicators: tuple[Indicator, ...]
    parts: Mapping[str, Mapping[Dimension, Sequence[ScopePart]]]
    lists: Mapping[str, tuple[ExportColumn, ...]]


def form_choices(figures: Figures) -> FormChoices:
    """Return what cells can be filled with now."""
    known = _known(figures)
    lists = {
        term.key: open_columns(noun)
        for term in known.indicators
        if (noun := _list_of(term)) is not None
    }
    return FormChoices(known.indicators, known.parts, lists)


def guesses(form: BlankForm, mapping: FormMapping, figures: Figures) -> tuple[MappedCell, ...]:
    """Return what would fill the cells of a form that are not mapped, by its own words."""
    taken = {(one.sheet, one.cell) for one in mapping.cells}
    known = _known(figures)
    found = (
        _guess(sheet, place, known)
        for sheet in form.sheets
        for place in sheet.cells
        if (place.room or place.asks) and (sheet.name, place.address) not in taken
    )
    return tuple(one for one in found if one is not None)


def _known(figures: Figures) -> KnownWords:
    indicators = figures.indicators()
    choices: dict[tuple[Dimension, str], tuple[ScopePart, ...]] = {}
    parts: dict[str, dict[Dimension, tuple[ScopePart, ...]]] = {}
    for term in indicators:
        own: dict[Dimension, tuple[ScopePart, ...]] = {}
        for dimension in figures.dimensions(term.key):
            if dimension in _LIMITED_BY:
                key = (dimension, term.key.split("_")[0])
                if key not in choices:
                    choices[key] = figures.scope_parts(dimension, term.key)
                own[dimension] = choices[key]
        parts[term.key] = own
    return KnownWords(indicators, parts)


def _list_of(term: Indicator) -> str | None:
    """Return the list an indicator's records stand in, None where they cannot be listed."""
    noun = term.key.split("_")[0]
    counted = term.nature is not Nature.RATE and term.unit in _COUNTED
    return noun if counted and noun in LISTS else None


def _guess(sheet: BlankSheet, place: BlankCell, known: KnownWords) -> MappedCell | None:
    name, address = sheet.name, place.address
    if place.asks:
        behind = sheet.at(place.row, place.column + place.columns)
        if behind is not None and behind.room:
            return None  # the answer has a cell of its own
        return suggested_field((name, address), place.text)
    if sheet.is_listed(place):
        return None
    labels = sheet.labels(place)
    if labels and (field := suggested_field((name, address), labels[-1])) is not None:
        return field
    words = [cell.text for cell in sheet.cells if cell.text]
    likely = likely_classing(words, known.parts.get("disputes_found", {}))
    return suggested((name, address), labels, known, likely)
