"""What the law and the office's practice let be done with a dispute, and when.

Sources: 人民调解法 17, 25, 26, 28–31, 33; 民事诉讼法 205; 民诉法解释 355; 农村土地承包经营纠纷
调解仲裁法 10; domain.md 5.1, 5.3, 6.3.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from liaison_desktop.domain.terms.dispute import (
    AgreementForm,
    DisputeState,
    DisputeStepKind,
)

MEDIATION_DAYS = 30  # no statute; practice, extendable by consent
FOLLOW_UP_DAYS = 7  # after the day of performance
PERFORMED_CODES = ("voluntary", "enforced")  # of the list ``performance``: nothing is owed
DISSATISFIED = "unsatisfied"
CONTRACTED_LAND = "0901"
_KEY_LENGTH = 200
RECORD_ONLY = frozenset(  # what saving the form never sets; a step does
    (
        "accepted_on", "mediated_on", "settled_on", "ended_on", "ways_told", "filed_on",
        "filed_by", "keeping",
    )
)  # fmt: skip

_S, _K = DisputeState, DisputeStepKind
_ALWAYS = (_K.PROGRESS, _K.REPORTED_TO_POLICE, _K.SUPERVISED)
_RUNNING = (*_ALWAYS, _K.EXTENDED, _K.PAUSED, _K.RESUMED, _K.ENDED, _K.VOIDED)
_AFTER_AGREEMENT = (
    *_ALWAYS, _K.PERFORMED, _K.FOLLOWED_UP, _K.CONFIRMED, _K.FILED, _K.REOPENED, _K.VOIDED,
)  # fmt: skip
_ALLOWED: Mapping[DisputeState, tuple[DisputeStepKind, ...]] = {
    _S.FOUND: (_K.FIRST_AID, _K.ACCEPTED, *_RUNNING),
    _S.FIRST_AID: (_K.FIRST_AID, _K.ACCEPTED, *_RUNNING),
    _S.ACCEPTED: (_K.INQUIRED, _K.MEDIATED, *_RUNNING),
    _S.MEDIATING: (_K.INQUIRED, _K.MEDIATED, _K.AGREED, *_RUNNING),
    _S.AGREED: (_K.INQUIRED, _K.AGREED, *_AFTER_AGREEMENT),
    _S.PERFORMED: (_K.AGREED, *_AFTER_AGREEMENT),
    _S.ENDED: (*_ALWAYS, _K.FOLLOWED_UP, _K.FILED, _K.REOPENED, _K.VOIDED),
    _S.FILED: (_K.FOLLOWED_UP, _K.REOPENED),
    _S.VOID: (),
}

_IDENTITY_WORDS = re.compile(
    r"离婚|结婚|复婚|解除婚姻|婚姻关系|婚姻(?:无效|有效)|亲子|亲生|生父|生母|收养|"
    r"(?:抚养|监护)(?:权|关系)|变更(?:抚养|监护)|断绝.{0,4}关系"
)
_TITLE_WORDS = re.compile(
    r"确权|权属|(?:所有|使用|承包|经营|承包经营)权(?:归|属|由)|"
    r"(?:林|山|地|田|土地|林地|山林|宅基地|房屋|水源|水塘|地块|界线|界址)[^，。；;\n]{0,12}"
    r"(?:归|属于?|划归)[^，。；;\n]{1,12}(?:所有|使用|管理|经营|承包)"
)
_TITLE_CATEGORIES = ("09", "0202", "0403")  # 土地及资源权属, 相邻土地建筑利用, 不动产登记
_NO_IDENTITY = "协议涉及婚姻、亲子、收养等身份关系，法院不受理司法确认申请（民诉法解释第355条）。"
_NO_TITLE = "协议涉及土地、山林、房屋等权属的确认，法院不受理司法确认申请（民诉法解释第355条）。"


def allowed_steps(
    state: DisputeState, *, accepted: bool, paused: bool
) -> tuple[DisputeStepKind, ...]:
    """Return what may be done now, in the order of the work.

    Args:
        state: Where the dispute stands.
        accepted: Whether it has the number of its file.
        paused: Whether its clock stands still.
    """
    steps = list(_ALLOWED[state])
    if not accepted and state not in (_S.VOID, _S.FILED) and _K.ACCEPTED not in steps:
        steps.insert(0, _K.ACCEPTED)  # a ledger brought in: its file is made afterwards
    if not accepted:
        steps = [step for step in steps if step not in (_K.AGREED, _K.FILED)]
    left_out = (_K.PAUSED, _K.EXTENDED) if paused else (_K.RESUMED,)
    return tuple(step for step in steps if step not in left_out)


def oral_refusal(category: str) -> str:
    """Say why an oral agreement is not offered, "" when it is."""
    if category == CONTRACTED_LAND:
        return (
            "农村土地承包经营纠纷调解达成协议的，应当制作书面调解协议书"
            "（农村土地承包经营纠纷调解仲裁法第十条），不能登记为口头协议。"
        )
    return ""


def confirmation_refusal(category: str, texts: Iterable[str]) -> str:
    """Say why judicial confirmation is not offered, "" when it is.

    Money between relatives (赡养费, 彩礼) and rent or damages for land can be confirmed; a
    clause about the tie itself, or about whose the land is, cannot.

    Args:
        category: Four-digit code.
        texts: The agreement's clauses.
    """
    said = "\n".join(texts)
    if _IDENTITY_WORDS.search(said) and category[:2] in ("01", ""):
        return _NO_IDENTITY
    if "确权" in said or (category.startswith(_TITLE_CATEGORIES) and _TITLE_WORDS.search(said)):
        return _NO_TITLE
    return ""


def effective_day(
    form: AgreementForm, agreed_on: date, signed_on: date | None, sealed_on: date | None
) -> date:
    """Return the day an agreement takes effect (人民调解法 29, 30).

    A written one does with the last signature and the seal, an oral one on the day it was
    reached. A signature or seal without a day was put on that day.
    """
    if form is AgreementForm.ORAL:
        return agreed_on
    return max(day for day in (agreed_on, signed_on, sealed_on) if day is not None)


def follow_up_due(perform_by: date | None, performed_on: date | None) -> date | None:
    """Return when a follow-up is due: so many days after performance, or after its limit."""
    day = performed_on or perform_by
    return None if day is None else day + timedelta(days=FOLLOW_UP_DAYS)


def shown_file_number(number: str | None, reopened: int) -> str:
    """Return a file number as printed; one that came back keeps it, with a suffix.

    ``(2023)中和人调字第3号`` came back once: ``(2023)中和人调字第3号之1`` (domain.md 6.3, 反弹).
    """
    if not number:
        return ""
    return f"{number}之{reopened}" if reopened else number


def plot_key(text: str) -> str:
    """Return what tells a plot or place from others however it is written; "" for a blank."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return "".join(character for character in plain if character.isalnum())[:_KEY_LENGTH]
