"""The fields of a dispute's form in the order they are told, and their choices."""

from dataclasses import replace

from liaison_desktop.domain.codes import CodeList, code_list
from liaison_desktop.domain.matters.dispute_rules import RECORD_ONLY
from liaison_desktop.domain.terms.dispute import DISPUTE_FIELD_OF, DISPUTE_FIELDS
from liaison_desktop.domain.terms.field import Field, FieldType
from liaison_desktop.ui.code_edit import Choices
from liaison_desktop.ui.matters.concern_fields import PersonInCharge, WordChoices

CADRES, VILLAGES, GROUPS, COMMITTEES = "cadres", "villages", "groups", "committees"
VILLAGE, GROUP, OWNER, COMMITTEE = "village", "group", "owner", "committee"
_WHERE, _WHAT, _WHO, _WORK = "在哪里", "什么事", "谁来办", "调解信息"
_WHERE_NAMES = ("place", "plot")
_WHAT_NAMES = (
    "category", "title", "source", "found_on", "risk", "limit_on", "scale", "people", "amount",
    "facts", "demands", "cause", "happened_on", "reported_on",
)  # fmt: skip
_WHO_NAMES = ("unit", "leader", "stability")
_WORK_NAMES = (
    "informed_on", "mediator", "mediator_way", "recorder", "settle_way", "may_escalate",
    "police_on", "police_unit", "first_aid_on", "first_aid", "file_note", "note",
)  # fmt: skip
_CODE = FieldType.CODE


def _of(name: str, group: str) -> Field:
    return replace(DISPUTE_FIELD_OF[name], group=group)


FORM_FIELDS: tuple[Field, ...] = (
    *(_of(name, _WHERE) for name in _WHERE_NAMES),
    Field(VILLAGE, "所在村", _CODE, codes=VILLAGES, group=_WHERE),
    Field(GROUP, "村民小组", _CODE, codes=GROUPS, group=_WHERE),
    *(_of(name, _WHAT) for name in _WHAT_NAMES),
    Field(OWNER, "责任人", _CODE, codes=CADRES, group=_WHO),
    *(_of(name, _WHO) for name in _WHO_NAMES),
    Field(COMMITTEE, "调委会", _CODE, codes=COMMITTEES, group=_WORK),
    *(_of(name, _WORK) for name in _WORK_NAMES),
)
OWN = frozenset((VILLAGE, GROUP, OWNER, COMMITTEE))
"""Fields of the form that are no values of a dispute."""
LATER = (
    "informed_on", "mediator", "mediator_way", "recorder", "settle_way", "first_aid_on",
    "first_aid", "file_note", COMMITTEE,
)  # fmt: skip
"""What nobody asks about a dispute just found."""
WIDE = ("title", "place", "plot")
STORED_NAMES = frozenset(field.name for field in DISPUTE_FIELDS) - RECORD_ONLY


class CategoryChoices(WordChoices):
    """Categories in two levels: ``01`` offers the class, ``0102`` one of them.

    A class's name offers all that belongs to it; words of the office's ledgers are known.
    """

    def __init__(self) -> None:
        self._list: CodeList = code_list("dispute_category")
        super().__init__(self._list.items)

    def value_of(self, word: str) -> str:
        """Return the code of a label or of a word ledgers use, or the word as written."""
        return self._list.value_of(word)


def own_choices(name: str) -> Choices:
    """Return the choices of a field by the name of its list."""
    if name == CADRES:
        return PersonInCharge()
    if name in (VILLAGES, GROUPS, COMMITTEES):
        return WordChoices()
    return CategoryChoices() if name == "dispute_category" else code_list(name)
