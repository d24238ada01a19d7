"""Disputes for tests: valid by default, override what the test is about."""

from collections.abc import Callable
from datetime import date
from typing import Any

from liaison_desktop.domain.matters.dispute import (
    Agreement,
    DisputeDetail,
    DisputeDraft,
    FollowUp,
    Mediation,
    Party,
)
from liaison_desktop.domain.terms.dispute import AgreementForm, MediationOutcome, Side
from liaison_desktop.services.office import Office

FOUND = date(2023, 5, 1)


def two_parties(first: str = "甲一", second: str = "乙二") -> tuple[Party, ...]:
    """Return two outsiders against each other."""
    return (Party(None, Side.FIRST, first), Party(None, Side.SECOND, second))


def dispute_draft(parties: tuple[Party, ...] = (), **values: Any) -> DisputeDraft:
    """Return a dispute between neighbours."""
    own = {"found_on": FOUND, "category": "邻里纠纷", "facts": "排水沟堵塞，发生争吵。"}
    return DisputeDraft(None, 0, {**own, **values}, parties or two_parties())


def registered(office: Office, **values: Any) -> int:
    """Register a dispute and return its key."""
    return office.disputes.save(dispute_draft(**values))[0]


def step(office: Office, key: int, do: Callable[..., Any], *values: Any, **named: Any):
    """Take a step with the dispute's current version; return how it stands then."""
    do(key, office.disputes.detail(key).version, *values, **named)
    return office.disputes.detail(key)


def accepted(office: Office, on: date = date(2023, 5, 2), **values: Any) -> int:
    """Register and accept a dispute."""
    key = registered(office, **values)
    step(office, key, office.disputes.accept, on, "party")
    return key


def session(on: date = date(2023, 5, 5), **values: Any) -> Mediation:
    """Return a session to be added."""
    return Mediation(None, 0, MediationOutcome.ADJOURNED, {"on": on, "text": "略。", **values})


def agreement(form: AgreementForm = AgreementForm.WRITTEN, **values: Any) -> Agreement:
    """Return an agreement to be added."""
    own = {"agreed_on": date(2023, 5, 6), "terms": "乙方赔偿甲方500元。"}
    return Agreement(None, 0, form, {**own, **values})


def agreed(office: Office, form: AgreementForm = AgreementForm.WRITTEN, **values: Any) -> int:
    """Register, accept, mediate and agree."""
    key = accepted(office)
    step(office, key, office.disputes.mediate, session())
    step(office, key, office.disputes.agree, agreement(form, **values))
    return key


def follow_up(satisfaction: str = "满意") -> FollowUp:
    """Return a follow-up to be added."""
    values = {"on": date(2023, 5, 20), "text": "已经履行。", "satisfaction": satisfaction}
    return FollowUp(None, 0, values)


def performed(office: Office) -> DisputeDetail:
    """Go on from the agreement to its performance."""
    key = agreed(office)
    step(office, key, office.disputes.inform, date(2023, 5, 6))
    return step(office, key, office.disputes.perform, date(2023, 5, 10), "voluntary")
