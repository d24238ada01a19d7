"""The way of a dispute from discovery to the file: which steps are offered, which is next."""

from liaison_desktop.domain.matters.dispute import DisputeDetail
from liaison_desktop.domain.terms.dispute import (
    DISPUTE_STEP_LABELS,
    DisputeState,
    DisputeStepKind,
    MediationOutcome,
)
from liaison_desktop.ui.matters.dispute_steps import ALL_STEPS, INFORM, STEP_OF, StepForm

_K = DisputeStepKind
MAIN_STEPS = tuple(STEP_OF[key] for key in (
    _K.FIRST_AID.value, _K.ACCEPTED.value, INFORM, _K.INQUIRED.value, _K.MEDIATED.value,
    _K.AGREED.value, _K.PERFORMED.value, _K.FOLLOWED_UP.value, _K.CONFIRMED.value,
    _K.FILED.value, _K.RESUMED.value,
))  # fmt: skip
"""The way from discovery to the file; the other steps stand in the menu 更多."""


def offered(
    detail: DisputeDetail, allowed: tuple[DisputeStepKind, ...]
) -> tuple[tuple[StepForm, ...], tuple[StepForm, ...]]:
    """Return the steps that may be taken now: those on the way, and the others.

    Args:
        detail: The dispute.
        allowed: What its service allows.
    """
    keys = {kind.value for kind in allowed}
    if _K.PROGRESS in allowed and detail.file_number and not detail.values.get("informed_on"):
        keys.add(INFORM)
    main = tuple(step for step in MAIN_STEPS if step.key in keys)
    rest = tuple(step for step in ALL_STEPS if step.key in keys and step not in main)
    return main, rest


def next_step(detail: DisputeDetail, main: tuple[StepForm, ...]) -> str:
    """Return the key of the step that usually comes next, "" when there is none."""
    if detail.state is DisputeState.ENDED and not detail.follow_ups:
        return _K.FOLLOWED_UP.value
    held, agreed = bool(detail.mediations), bool(detail.agreements)
    order = [
        _K.RESUMED.value,
        _K.ACCEPTED.value,
        INFORM,
        _K.AGREED.value if held and _agreed_in_words(detail) else _K.MEDIATED.value,
        _K.FILED.value if detail.follow_ups else _K.FOLLOWED_UP.value,
    ]
    if agreed and detail.values.get("settled_on"):
        order[3] = _K.PERFORMED.value
    if any(step.key == _K.FILED.value for step in main) and _performed(detail):
        order[3] = order[4]
    keys = {step.key for step in main}
    return next((key for key in order if key in keys), "")


def _agreed_in_words(detail: DisputeDetail) -> bool:
    return detail.mediations[-1].outcome is MediationOutcome.AGREED


def _performed(detail: DisputeDetail) -> bool:
    return detail.state in (DisputeState.PERFORMED, DisputeState.ENDED)


def step_words(step: StepForm) -> str:
    """Return what was done in words, e.g. 受理."""
    if step.key == INFORM:
        return step.caption
    return DISPUTE_STEP_LABELS[DisputeStepKind(step.key)]
