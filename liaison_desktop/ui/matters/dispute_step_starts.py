"""What the fields of a dispute's steps begin with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from liaison_desktop.domain.matters.dispute import DisputeDetail
from liaison_desktop.domain.matters.dispute_rules import MEDIATION_DAYS
from liaison_desktop.domain.terms.dispute import AgreementForm, MediationOutcome
from liaison_desktop.ui.editors import Value

Values = Mapping[str, Value]
CONFIRM_FIELDS = ("confirm_applied_on", "court", "ruling", "ruling_number", "ruling_on")
"""Fields of an agreement that 司法确认 fills."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the fields of a step are filled from."""

    detail: DisputeDetail
    today: date
    actor: str


def accept_start(start: Start) -> Values:
    """Begin 受理: today, from where it came."""
    values = {"on": start.today, "source": start.detail.values.get("source", "")}
    return {name: value for name, value in values.items() if value}


def inquiry_start(start: Start) -> Values:
    """Begin 调查: today at its place, the person at the desk."""
    place = start.detail.values.get("place", start.detail.village)
    return {"on": start.today, "place": place, "investigator": start.actor, "recorder": start.actor}


def mediation_start(start: Start) -> Values:
    """Begin 调解: today at the committee, adjourned until told otherwise."""
    said = start.detail.values
    return {
        "on": start.today,
        "place": start.detail.committee or start.detail.village,
        "mediator": said.get("mediator", start.actor),
        "recorder": said.get("recorder", ""),
        "outcome": MediationOutcome.ADJOURNED.value,
    }


def agreement_start(start: Start) -> Values:
    """Begin 达成协议: written, today, a copy for each party and one for the file."""
    detail = start.detail
    return {
        "form": AgreementForm.WRITTEN.value,
        "agreed_on": start.today,
        "facts": detail.values.get("facts", ""),
        "copies": len(detail.parties) + 1,
        "signed_on": start.today,
        "sealed_on": start.today,
    }


def follow_up_start(start: Start) -> Values:
    """Begin 回访: today, why, whom."""
    names = "、".join(party.name for party in start.detail.parties)
    reason = "协议履行情况" if start.detail.agreements else "纠纷稳控情况"
    return {"on": start.today, "reason": reason, "interviewee": names, "visitor": start.actor}


def confirm_start(start: Start) -> Values:
    """Begin 司法确认: what is known of it already, else that it is applied for today."""
    agreements = start.detail.agreements
    said = agreements[-1].values if agreements else {}
    known = {name: said[name] for name in CONFIRM_FIELDS if name in said}
    return known or {"confirm_applied_on": start.today}


def extend_start(start: Start) -> Values:
    """Begin 延期: as long again as a mediation may take."""
    limit = start.detail.values.get("limit_on")
    since = limit if isinstance(limit, date) else start.today
    return {"new_limit": since + timedelta(days=MEDIATION_DAYS)}
