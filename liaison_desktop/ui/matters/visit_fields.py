"""The fields of a visit as its form shows them: the usual ones, 六问, and what is rare."""

from dataclasses import replace

from liaison_desktop.domain.terms.field import Field
from liaison_desktop.domain.terms.visit import SIX_QUESTIONS, VISIT_FIELD_OF
from liaison_desktop.ui.editors import Value

_RARE_GROUP = "更多"
_USUAL = (
    "on", "way", "place", "mode", "interviewee", "interviewee_relation",
    "said", "answered", "content",
)  # fmt: skip
_RARE = (
    "next_on", "tags", "ends_on", "start_time", "end_time", "recorder", "activity", "goods",
    "policy", "note",
)  # fmt: skip
QUESTIONS = tuple(field.name for field in SIX_QUESTIONS)
RARE = _RARE
BECOME_CONCERNS = ("said", *QUESTIONS)
"""Fields whose text can become a concern (R53)."""

FORM_FIELDS: tuple[Field, ...] = (
    *(VISIT_FIELD_OF[name] for name in _USUAL),
    *SIX_QUESTIONS,
    *(replace(VISIT_FIELD_OF[name], group=_RARE_GROUP) for name in _RARE),
)


def filled(values: dict[str, Value], names: tuple[str, ...]) -> int:
    """Return how many of some fields hold something."""
    return sum(1 for name in names if values.get(name) not in (None, ""))
