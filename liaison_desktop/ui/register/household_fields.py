"""The fields of the household form, and its choices of village and group."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.register.area import AreaRow, Level
from liaison_desktop.domain.register.household import HouseholdDetail
from liaison_desktop.domain.terms import household
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.ui.code_edit import Choices
from liaison_desktop.ui.editors import Value

VILLAGE, GROUP, NUMBER, DOOR = "village", "group", "number", "door"
PLACE_FIELDS = (VILLAGE, GROUP, NUMBER)
_MARK = "#"
_LISTS = {VILLAGE: "@villages", GROUP: "@groups"}


def area_key(area_id: int) -> str:
    """Return how a form names a stored area; a bare number may be a name somebody typed."""
    return f"{_MARK}{area_id}"


def area_id(value: Value | None) -> int | None:
    """Return the key of the area a form names, None when it is a name or nothing."""
    number = str(value or "").removeprefix(_MARK)
    marked = isinstance(value, str) and value.startswith(_MARK)
    return int(number) if marked and number.isascii() and number.isdecimal() else None


def form_fields() -> tuple[Field, ...]:
    """Return the fields of the form: the place first, then the 民情登记卡."""
    place = tuple(
        replace(field, type=FieldType.CODE, codes=_LISTS[field.name])
        if field.name in _LISTS
        else field
        for field in household.KEY_FIELDS
        if field.name in PLACE_FIELDS
    )
    return (*place, *household.FIELDS)


@dataclass(frozen=True, slots=True)
class AreaChoices:
    """Villages, or the groups of one village, as a code list; the code is the key.

    A name that is not in the list stays as typed: saving makes the village or group.
    """

    items: tuple[tuple[str, str], ...] = ()
    multiple: bool = False

    def value_of(self, word: str) -> str:
        """Return the key of a name, the name itself when it is new."""
        return next((key for key, name in self.items if name == word), word)

    def label_of(self, value: str) -> str:
        """Return the name of a key."""
        return next((name for key, name in self.items if key == value), value)


class PlaceChoices:
    """The areas the form offers."""

    def __init__(self, areas: Iterable[AreaRow] = ()) -> None:
        rows = tuple(areas)
        self.villages = AreaChoices(
            tuple((area_key(row.id), row.name) for row in rows if row.level is Level.VILLAGE)
        )
        self._groups = tuple(row for row in rows if row.level is Level.GROUP)

    def groups(self, village: Value | None) -> AreaChoices:
        """Return the groups of a village, named by its key; none for a new village."""
        parent = area_id(village)
        return AreaChoices(
            tuple((area_key(row.id), row.name) for row in self._groups if row.parent_id == parent)
        )

    def choices(self, name: str, village: Value | None) -> Choices:
        """Return a list by the name the form's fields give it."""
        if name == _LISTS[VILLAGE]:
            return self.villages
        if name == _LISTS[GROUP]:
            return self.groups(village)
        return code_list(name)


def form_values(detail: HouseholdDetail) -> dict[str, Value]:
    """Return what the form shows of a stored household."""
    values: dict[str, Value] = {**detail.values, VILLAGE: area_key(detail.village_id)}
    if detail.group_id is not None:
        values[GROUP] = area_key(detail.group_id)
    values[NUMBER] = detail.number
    return values


def own_values(values: Mapping[str, Value]) -> dict[str, Value]:
    """Return the values of a form without the place."""
    return {name: value for name, value in values.items() if name not in PLACE_FIELDS}
