"""What was said at a visit as the draft of a concern (R53: each of the six questions can)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.concern import ConcernDraft
from liaison_desktop.domain.matters.visit import Named, VisitDetail
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.terms.visit import SIX_QUESTIONS
from liaison_desktop.models.tables import table
from liaison_desktop.services.matters.visit_rows import visit_detail

_CHANNEL = "走访"
_TITLE_LENGTH = 60
_ENDS = "。！？；\n"
_QUESTIONS = {field.name: field.label for field in SIX_QUESTIONS}


def draft_of_concern(session: Session, visit_id: int, question: str | None) -> ConcernDraft:
    """Return a concern with what the visit knows; see ``Visits.concern_draft``."""
    detail = visit_detail(session, visit_id)
    source = question or "said"
    text = str(detail.values.get(source, "")).strip() if source in {"said", *_QUESTIONS} else ""
    if not text:
        raise RefusedError("这一栏没有写内容，不能转为民情事项。请先填写群众反映了什么。")
    household = next((one for one in detail.households if one.id is not None), None)
    receiver = detail.cadres[0] if detail.cadres else Named(None, "")
    applicant = _applicant(session, detail, household)
    values: dict[str, Value] = {
        "received_on": detail.values["on"],
        "channel": code_list("concern_channel").value_of(_CHANNEL),
        "applicant": applicant[0],
        "title": _title(text),
        "content": text,
        "place": detail.values.get("place", ""),
    }
    return ConcernDraft(
        id=None,
        version=0,
        values={name: value for name, value in values.items() if value != ""},
        household_id=household.id if household else None,
        resident_id=applicant[1],
        village_id=detail.village_id,
        first_receiver=receiver.name,
        first_receiver_id=receiver.id,
        owner=receiver.name,
        owner_id=receiver.id,
        visit_id=detail.id,
    )


def _applicant(
    session: Session, detail: VisitDetail, household: Named | None
) -> tuple[str, int | None]:
    """Return who said it: the interviewee, else the head of the first household."""
    name = str(detail.values.get("interviewee", "")).strip()
    if household is None:
        typed = detail.households[0].name if detail.households else ""
        return name or typed, None
    person = table("resident").c
    people = select(person.name, person.id).where(person.household_id == household.id)
    own = people.where(person.name == name) if name else people.where(person.is_head)
    found = session.execute(own.limit(1)).first()
    return (found[0], found[1]) if found else (name, None)


def _title(text: str) -> str:
    """Return the first sentence, cut where a line of the ledger ends."""
    first = text
    for end in _ENDS:
        first = first.split(end, 1)[0] or first
    return first.strip()[:_TITLE_LENGTH]
