"""A concern that turns out to be a dispute: it moves to that ledger and is counted there alone.

Source: domain.md 2: one record may become another kind; the link is kept both ways.
"""

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.matters.dispute import DisputeDraft, Party
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.terms.concern import CONCERN_FIELDS, ConcernState, ConcernStepKind
from liaison_desktop.domain.terms.dispute import Side
from liaison_desktop.models.matters.concern import Concern
from liaison_desktop.models.matters.dispute import Dispute
from liaison_desktop.services.context import Context
from liaison_desktop.services.matters.concern_saving import add_step
from liaison_desktop.services.matters.concern_taking import current, end_pause, refuse_step
from liaison_desktop.services.matters.dispute_saving import Saving
from liaison_desktop.services.matters.record_values import stored_values


def convert(context: Context, concern_id: int, version: int) -> tuple[int, Changes]:
    """Make a dispute of a concern in one operation; see ``Concerns.convert_to_dispute``."""
    with context.store.operation("转矛盾纠纷", context.actor) as operation:
        concern = current(operation, concern_id, version)
        refuse_step(operation, concern, ConcernStepKind.CONVERTED)
        today = max(context.today(), concern.received_on)
        end_pause(operation, concern, today)
        dispute_id = Saving(operation, _draft(concern)).run()
        concern.state = ConcernState.CONVERTED.value
        concern.dispute_id = dispute_id
        operation.session.flush()
        dispute = operation.session.get_one(Dispute, dispute_id)
        add_step(operation, concern, ConcernStepKind.CONVERTED, today, note=f"转为{dispute.number}")
        operation.sentence = f"民情事项{concern.number}转为矛盾纠纷{dispute.number}"
    return dispute_id, operation.changes


def _draft(concern: Concern) -> DisputeDraft:
    """Return what a concern tells about the dispute: found on the day it was told."""
    known = stored_values(CONCERN_FIELDS, concern)
    values: dict[str, Value] = {
        "found_on": concern.received_on,
        "title": concern.title,
        "facts": known.get("content", ""),
        "place": known.get("place", ""),
        "note": f"由民情事项{concern.number}转来",
    }
    return DisputeDraft(
        id=None,
        version=0,
        values={name: value for name, value in values.items() if value != ""},
        parties=_parties(concern, str(known.get("applicant", ""))),
        village_id=concern.village_id,
        owner=concern.owner,
        owner_id=concern.owner_id,
    )


def _parties(concern: Concern, applicant: str) -> tuple[Party, ...]:
    if not applicant:
        return ()
    asking = Party(
        None,
        Side.FIRST,
        applicant,
        resident_id=concern.resident_id,
        household_id=concern.household_id,
    )
    return (asking,)
