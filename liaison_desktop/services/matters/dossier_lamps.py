"""Which papers a dossier must have, has and lacks (domain.md 5.2, order of the file)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from liaison_desktop.domain.matters.attachment import Attachment
from liaison_desktop.domain.matters.dispute import DisputeDetail, PaperLamp, Party
from liaison_desktop.domain.matters.dispute_rules import follow_up_due
from liaison_desktop.domain.terms.dispute import AgreementForm, DisputeState, PaperKind

_APPLIED = "party"
_REACHED = (DisputeState.AGREED, DisputeState.PERFORMED)
_CLOSED = (DisputeState.PERFORMED, DisputeState.ENDED, DisputeState.FILED)
_K = PaperKind


def lamps(
    detail: DisputeDetail, attached: Sequence[Attachment], today: date
) -> tuple[PaperLamp, ...]:
    """Return a lamp for each paper, in the order of the file; several for what recurs."""
    handed_in = frozenset(one.paper or _K.EVIDENCE.value for one in attached)
    return tuple(_in_order(_Record(detail, handed_in, today)))


class _Record:
    """What tells whether papers are there."""

    def __init__(self, detail: DisputeDetail, handed_in: frozenset[str], today: date) -> None:
        self.detail = detail
        self.values = detail.values
        self.today = today
        self._handed_in = handed_in

    def attached(self, kind: PaperKind) -> bool:
        """Tell whether a file stands for a paper."""
        return kind.value in self._handed_in

    def lacks(self, kind: PaperKind, missing: str, *, written: object) -> str:
        """Return what is missing of a paper, "" when it is written or attached."""
        return "" if written or self.attached(kind) else missing


def _must(kind: PaperKind, missing: str, part: int | None = 0) -> PaperLamp:
    return PaperLamp(kind, required=True, present=not missing, missing=missing, part=part or 0)


def _may(kind: PaperKind, *, present: bool, missing: str = "", part: int | None = 0) -> PaperLamp:
    return PaperLamp(kind, required=False, present=present, missing=missing, part=part or 0)


def _in_order(record: _Record) -> Iterator[PaperLamp]:
    detail, values = record.detail, record.values
    yield _must(_K.COVER, "" if detail.file_number else "还没有受理编号，请先受理。")
    yield _must(_K.CONTENTS, "")
    yield from _opening(record)
    told = values.get("informed_on")
    yield _must(_K.RIGHTS, record.lacks(_K.RIGHTS, "请填写权利义务告知日期。", written=told))
    yield _identity(record)
    yield from _mandates(record)
    yield from _inquiries(record)
    yield _may(_K.EVIDENCE, present=record.attached(_K.EVIDENCE))
    yield from _sessions(record)
    yield from _agreements(record)
    yield from _performance(record)
    yield from _follow_ups(record)
    if detail.agreements and detail.agreements[-1].values.get("confirm_applied_on"):
        yield _may(_K.CONFIRMATION, present=True)
    yield _may(_K.FILE_NOTE, present=bool(values.get("file_note")))
    yield _may(_K.CLOSING_REPORT, present=detail.state in _CLOSED)
    yield _must(_K.BACK, "")


def _opening(record: _Record) -> Iterator[PaperLamp]:
    """An application, or the record of acceptance: one of the two must be there."""
    values, accepted = record.values, record.values.get("accepted_on")
    missing = record.lacks(_K.ACCEPTANCE, "请先受理。", written=accepted)
    if values.get("source") == _APPLIED:
        written = values.get("facts") and values.get("demands")
        sentence = "请填写基本情况和主要诉求，或附上申请书。"
        yield _must(_K.APPLICATION, record.lacks(_K.APPLICATION, sentence, written=written))
        yield _may(_K.ACCEPTANCE, present=not missing, missing=missing)
    else:
        yield _must(_K.ACCEPTANCE, missing)


def _identity(record: _Record) -> PaperLamp:
    """The list of who showed what is always there; the copies or the numbers may not be."""
    parties = record.detail.parties
    without = [party for party in parties if not party.values.get("id_number")]
    copies = "、".join(f"{party.name}的{_proof(party)}复印件" for party in without)
    sentence = f"还缺{copies}，请添加为附件，或填写证件号码。" if without else "请先登记当事人。"
    known = parties and not without
    lamp = _must(_K.IDENTITY, record.lacks(_K.IDENTITY, sentence, written=known))
    return replace(lamp, lacks="复印件") if without and lamp.missing else lamp


def _proof(party: Party) -> str:
    return "营业执照或登记证书" if party.values.get("is_organisation") else "身份证"


def _mandates(record: _Record) -> Iterator[PaperLamp]:
    for party in record.detail.parties:
        if party.values.get("agent"):
            sentence = f"请填写{party.name}的代理权限。"
            powers = party.values.get("agent_powers")
            yield _must(_K.MANDATE, record.lacks(_K.MANDATE, sentence, written=powers), party.id)


def _inquiries(record: _Record) -> Iterator[PaperLamp]:
    for one in record.detail.inquiries:
        missing = record.lacks(_K.INQUIRY, "请补填调查记录。", written=one.values.get("text"))
        yield _may(_K.INQUIRY, present=not missing, missing=missing, part=one.id)
    if not record.detail.inquiries:
        yield _may(_K.INQUIRY, present=record.attached(_K.INQUIRY))


def _sessions(record: _Record) -> Iterator[PaperLamp]:
    for one in record.detail.mediations:
        text = one.values.get("text")
        missing = record.lacks(_K.MEDIATION, "请补填调解记录的内容。", written=text)
        yield _must(_K.MEDIATION, missing, one.id)
    if not record.detail.mediations:
        yield _must(_K.MEDIATION, record.lacks(_K.MEDIATION, "请登记调解记录。", written=False))


def _agreements(record: _Record) -> Iterator[PaperLamp]:
    detail = record.detail
    for one in detail.agreements:
        oral = one.form is AgreementForm.ORAL
        yield _must(_K.ORAL_AGREEMENT if oral else _K.AGREEMENT, "", one.id)
    if detail.agreements or detail.state is DisputeState.ENDED:
        return
    missing = record.lacks(_K.AGREEMENT, "请登记调解协议的内容。", written=False)
    if detail.state in _REACHED or record.values.get("settled_on") is not None:
        yield _must(_K.AGREEMENT, missing)
    else:
        yield _may(_K.AGREEMENT, present=not missing)


def _performance(record: _Record) -> Iterator[PaperLamp]:
    if record.detail.agreements:
        agreement = record.detail.agreements[-1]
        performed = bool(agreement.values.get("performance"))
        proved = record.attached(_K.PERFORMANCE)
        missing = "可附收条、汇款单等履行凭证。" if performed and not proved else ""
        present = performed or proved
        yield _may(_K.PERFORMANCE, present=present, missing=missing, part=agreement.id)


def _follow_ups(record: _Record) -> Iterator[PaperLamp]:
    for one in record.detail.follow_ups:
        said = one.values.get("text") or one.values.get("satisfaction")
        missing = record.lacks(_K.FOLLOW_UP, "请补填回访情况。", written=said)
        yield _may(_K.FOLLOW_UP, present=not missing, missing=missing, part=one.id)
    if not record.detail.follow_ups:
        present = record.attached(_K.FOLLOW_UP)
        due = _due(record.detail)
        owed = not present and due is not None and due < record.today
        missing = "已到回访时间，请回访。" if owed else ""
        yield _may(_K.FOLLOW_UP, present=present, missing=missing)


def _due(detail: DisputeDetail) -> date | None:
    if not detail.agreements or detail.state not in _REACHED:
        return None
    values = detail.agreements[-1].values
    by, on = values.get("perform_by"), values.get("performed_on")
    return follow_up_due(by if isinstance(by, date) else None, on if isinstance(on, date) else None)
