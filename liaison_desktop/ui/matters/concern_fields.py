"""The fields of the reception form in the order a clerk asks for them, and their choices."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from liaison_desktop.domain.cadres.cadre import CadreRow
from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.matters.concern import Deadline
from liaison_desktop.domain.matters.concern_rules import deadlines
from liaison_desktop.domain.terms.concern import CONCERN_FIELD_OF
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.ui.cadres.cadre_choice import CadreChoices
from liaison_desktop.ui.code_edit import Choices

APPLICANTS, CADRES, DEADLINES, VILLAGES = "applicants", "cadres", "deadlines", "villages"
_SAID, _HANDLED, _ANSWER, _PROMISE, _MORE = (
    "群众反映",
    "谁来办、什么时候办完",
    "答复",
    "向群众承诺",
    "其他",
)
_CODE = FieldType.CODE
_LENGTH = re.compile(r"(\d{1,3})(个?工作日|工作天|天|日|)")


def _known(name: str, group: str) -> Field:
    return replace(CONCERN_FIELD_OF[name], group=group)


FORM_FIELDS: tuple[Field, ...] = (
    replace(CONCERN_FIELD_OF["applicant"], type=_CODE, codes=APPLICANTS, group=_SAID),
    *(_known(name, _SAID) for name in ("applicant_phone", "channel", "category")),
    *(_known(name, _SAID) for name in ("title", "content")),
    replace(CONCERN_FIELD_OF["result"], label="答复结果", group=_ANSWER),
    _known("satisfaction", _ANSWER),
    Field("first_receiver", "首访人", _CODE, codes=CADRES, group=_HANDLED),
    Field("owner", "责任人", _CODE, codes=CADRES, group=_HANDLED),
    *(_known(name, _HANDLED) for name in ("level", "disposition")),
    Field("limit", "限几天办", _CODE, codes=DEADLINES, group=_HANDLED),
    *(_known(name, _HANDLED) for name in ("limit_on", "plan", "basis", "co_unit")),
    *(_known(name, _PROMISE) for name in ("promised", "promised_on")),
    _known("received_on", _MORE),
    Field("village", "所在村", _CODE, codes=VILLAGES, group=_MORE),
    *(_known(name, _MORE) for name in ("people", "place", "tag", "note")),
)
WIDE = ("title", "promised")
OWN_FIELDS = frozenset(("first_receiver", "owner", "limit", "village"))
"""Fields of the form that are no values of a concern."""
HANDLING = ("level", "disposition", "limit", "limit_on", "plan", "basis", "co_unit")
"""What nobody asks about a concern answered on the spot."""
WITH_PLAN = ("coordinate", "report_up")
"""Dispositions that want a plan (R96)."""


class WordChoices:
    """Words offered; what is typed otherwise stays."""

    multiple = False

    def __init__(self, words: Iterable[tuple[str, str]] = ()) -> None:
        """Offer words.

        Args:
            words: Value and label of each.
        """
        self.items: Sequence[tuple[str, str]] = list(words)

    def value_of(self, word: str) -> str:
        """Return the value of a label, or the word as written."""
        return next((value for value, label in self.items if label == word), word)

    def label_of(self, value: str) -> str:
        """Return the label of a value, or the word itself."""
        return next((label for one, label in self.items if one == value), value)


class PersonInCharge(CadreChoices):
    """Cadres of the register by label or plain name; anybody else's name stays as typed."""

    def __init__(self, rows: Iterable[CadreRow] = ()) -> None:
        known = tuple(rows)
        super().__init__(known)
        self._names = {str(row.id): row.name for row in known}

    def value_of(self, word: str) -> str:
        """Return the key of a cadre; of a name two cadres share, the name."""
        key = super().value_of(word)
        if key:
            return key
        same = [one for one, name in self._names.items() if name == word.strip()]
        return same[0] if len(same) == 1 else word

    def label_of(self, value: str) -> str:
        """Return the label of a key, or the word itself."""
        return super().label_of(value) or value

    def named(self, value: str) -> tuple[str, int | None]:
        """Return name and key of what stands in a field."""
        if value in self._names:
            return self._names[value], int(value)
        return value, None


def deadline_choices() -> WordChoices:
    """Return the limits offered: 3个工作日, 15天 …; others may be typed the same way."""
    return WordChoices((one.label, one.label) for one in deadlines())


def typed_deadline(words: str) -> Deadline | None:
    """Return the limit of words such as 7个工作日, 20天 or 5, None when they tell none.

    A bare figure is the first limit offered with so many days, else so many days.
    """
    match = _LENGTH.fullmatch("".join(words.split()))
    if match is None:
        return None
    days, unit = int(match[1]), match[2]
    if not unit:
        known = (one for one in deadlines() if one.days == days)
        return next(known, Deadline(words, days, working=False))
    return Deadline(words, days, working=unit not in ("天", "日"))


def own_choices(name: str) -> Choices:
    """Return the choices of a field of the form by the name of its list."""
    if name == CADRES:
        return PersonInCharge()
    if name == DEADLINES:
        return deadline_choices()
    return WordChoices() if name in (APPLICANTS, VILLAGES) else code_list(name)
