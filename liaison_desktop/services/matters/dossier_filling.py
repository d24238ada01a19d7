"""Fills the papers of a dossier from the record of a dispute (domain.md 5.2)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from liaison_desktop.domain.matters.attachment import Attachment
from liaison_desktop.domain.matters.dispute import Party
from liaison_desktop.domain.matters.dossier_paper import Paper, PaperHead, PaperPerson, paper
from liaison_desktop.domain.register.roster import Value
from liaison_desktop.domain.terms.dispute import MediationOutcome, PaperKind
from liaison_desktop.services.matters.dossier_words import (
    Filling,
    day_text,
    joined,
    label,
    span,
)

_CLOSING_SOURCE = {
    "party": "当事人申请",
    "active": "主动调解",
    "police": "公安机关移交",
    "court": "人民法院委托",
    "government": "政府指定",
}
_IDENTITY, _LICENCE = "居民身份证", "营业执照或登记证书"
_NO_VALUES: Mapping[str, Value] = {}
Attached = Sequence[Attachment]


def fill(filling: Filling, kind: PaperKind, part: int, attached: Attached) -> Paper:
    """Return a paper as the record fills it; what is not recorded stays for the filler.

    Args:
        filling: The dispute.
        kind: Which paper.
        part: Key of the session, inquiry, agreement, follow-up or party it is of; 0 for
            papers that stand once.
        attached: Attachments of the dispute.
    """
    return _FILL[kind](filling, part, attached)


def _head(filling: Filling, part: int = 0, number: str = "") -> PaperHead:
    return PaperHead(part=part, number=number, committee=filling.committee)


def _cover(filling: Filling, _part: int, _attached: Attached) -> Paper:
    detail = filling.detail
    days = [day for one in detail.mediations if isinstance(day := one.values.get("on"), date)]
    values = {
        "committee": filling.committee,
        "name": filling.text("title"),
        "number": detail.file_number,
        "mediator": _mediators(filling),
        "since": day_text(min(days, default=None)) or filling.day("accepted_on"),
        "until": day_text(max(days, default=None)) or filling.day("ended_on"),
        "filed_by": filling.text("filed_by"),
        "filed_on": filling.day("filed_on"),
        "keeping": filling.text("keeping"),
    }
    return paper(PaperKind.COVER, values, head=_head(filling, number=detail.file_number))


def _mediators(filling: Filling) -> str:
    """Return the mediator of the dispute, else those of its sessions."""
    own = filling.text("mediator")
    held = dict.fromkeys(str(one.values.get("mediator", "")) for one in filling.detail.mediations)
    return own or joined(held)


def _plain(kind: PaperKind) -> Callable[[Filling, int, Attached], Paper]:
    return lambda filling, _part, _attached: paper(kind, {}, head=_head(filling))


def _application(filling: Filling, _part: int, _attached: Attached) -> Paper:
    values = {"facts": filling.text("facts"), "requests": filling.text("demands")}
    people = filling.people(applying=True)
    return paper(PaperKind.APPLICATION, values, people, head=_head(filling))


def _acceptance(filling: Filling, _part: int, _attached: Attached) -> Paper:
    values = {
        "accepted_on": filling.day("accepted_on"),
        "category": filling.text("category"),
        "source": filling.text("source"),
        "facts": filling.text("facts"),
        "note": filling.text("note"),
    }
    head = _head(filling, number=filling.detail.file_number)
    return paper(PaperKind.ACCEPTANCE, values, filling.people(), head=head)


def _rights(filling: Filling, _part: int, _attached: Attached) -> Paper:
    values = {"matter": filling.text("title")}
    return paper(PaperKind.RIGHTS, values, filling.people(), head=_head(filling))


def _identity(filling: Filling, _part: int, _attached: Attached) -> Paper:
    items = [
        (
            party.name,
            _LICENCE if party.values.get("is_organisation") else _IDENTITY,
            filling.number_of(party) or "/",
            "1",
        )
        for party in filling.detail.parties
    ]
    return paper(PaperKind.IDENTITY, {}, filling.people(), items, _head(filling))


def _mandate(filling: Filling, part: int, _attached: Attached) -> Paper:
    party = _represented(filling, part)
    values = {"matter": filling.text("title")}
    people: tuple[PaperPerson, ...] = ()
    if party is not None:
        values["powers"] = str(party.values.get("agent_powers", "")).replace("、", "\n")
        agent = PaperPerson("受托人", str(party.values.get("agent", "")))
        people = (filling.person(party, "委托人"), agent)
    return paper(PaperKind.MANDATE, values, people, head=_head(filling, part))


def _represented(filling: Filling, part: int) -> Party | None:
    parties = (one for one in filling.detail.parties if one.values.get("agent"))
    return next((one for one in parties if part in (0, one.id)), None)


def _inquiry(filling: Filling, part: int, _attached: Attached) -> Paper:
    found = [one for one in filling.detail.inquiries if part in (0, one.id)]
    values = found[-1].values if found else _NO_VALUES
    names = ("place", "present", "investigator", "recorder", "text")
    texts = {name: str(values.get(name, "")) for name in names} | {"time": span(values)}
    about = str(values.get("subject_about", ""))
    people = [PaperPerson("被调查人", str(values.get("subject", "")), occupation=about)]
    return paper(PaperKind.INQUIRY, texts, people, head=_head(filling, part))


def _evidence(filling: Filling, _part: int, attached: Attached) -> Paper:
    items = [
        (one.name, "", str(one.pages) if one.pages else "另附", one.note)
        for one in attached
        if one.paper in ("", PaperKind.EVIDENCE.value)
    ]
    return paper(PaperKind.EVIDENCE, {}, filling.people(), items, _head(filling))


def _mediation(filling: Filling, part: int, _attached: Attached) -> Paper:
    found = [one for one in filling.detail.mediations if part in (0, one.id)]
    values = found[-1].values if found else _NO_VALUES
    informed = filling.day("informed_on")
    texts = {
        "time": span(values),
        "place": str(values.get("place", "")),
        "matter": filling.text("title"),
        "parties": joined(party.name for party in filling.detail.parties),
        "invited": str(values.get("invited", "")),
        "mediator": str(values.get("mediator", "")) or filling.text("mediator"),
        "recorder": str(values.get("recorder", "")) or filling.text("recorder"),
        "informed": f"已于{informed}向当事人告知在人民调解活动中的权利和义务。" if informed else "",
        "statements": str(values.get("text", "")),
        "result": _result_of(filling, found[-1].outcome if found else None),
    }
    return paper(PaperKind.MEDIATION, texts, filling.people(), head=_head(filling, part))


def _result_of(filling: Filling, outcome: MediationOutcome | None) -> str:
    if outcome is MediationOutcome.AGREED:
        agreement = filling.agreement(0)
        return str(agreement.values.get("terms", "")) if agreement else "达成协议。"
    if outcome is MediationOutcome.FAILED:
        return f"调解不成。{filling.text('ways_told')}"
    return "" if outcome is None else "当事人没有达成一致，择日继续调解。"


def _agreement(filling: Filling, part: int, _attached: Attached) -> Paper:
    agreement = filling.agreement(part)
    values = agreement.values if agreement else _NO_VALUES
    copies = values.get("copies")
    texts = {
        "facts": str(values.get("facts", "")) or filling.text("facts"),
        "terms": str(values.get("terms", "")),
        "performance": _performance(values),
        "copies": str(copies) if copies else "",
    }
    head = _head(filling, part, str(values.get("number", "")) or filling.detail.file_number)
    return paper(PaperKind.AGREEMENT, texts, filling.people(), head=head)


def _performance(values: Mapping[str, Value]) -> str:
    until = day_text(values.get("perform_by"))
    said = (str(values.get("performance_way", "")), f"于{until}前履行" if until else "")
    return "，".join(part for part in said if part)


def _oral_agreement(filling: Filling, part: int, _attached: Attached) -> Paper:
    agreement, held = filling.agreement(part), filling.detail.mediations
    values = agreement.values if agreement else _NO_VALUES
    texts = {
        "facts": str(values.get("facts", "")) or filling.text("facts"),
        "terms": str(values.get("terms", "")),
        "performance": _performance(values),
        "result": "达成口头协议" if agreement else "",
        "place": str(held[-1].values.get("place", "")) if held else "",
        "amount": f"{filling.text('amount')}元" if filling.values.get("amount") else "",
        "performed": label("performance", values.get("performance")),
        "agreed_on": day_text(values.get("agreed_on")),
    }
    head = _head(filling, part, str(values.get("number", "")) or filling.detail.file_number)
    return paper(PaperKind.ORAL_AGREEMENT, texts, filling.people(), head=head)


def _proof(filling: Filling, part: int, attached: Attached) -> Paper:
    agreement = filling.agreement(part)
    values = agreement.values if agreement else _NO_VALUES
    texts = {
        "number": str(values.get("number", "")),
        "performed": label("performance", values.get("performance")),
        "performed_on": day_text(values.get("performed_on")),
        "note": str(values.get("performance_note", "")),
    }
    items = [
        (one.name, day_text(one.added_on), "", one.note)
        for one in attached
        if one.paper == PaperKind.PERFORMANCE.value
    ]
    return paper(PaperKind.PERFORMANCE, texts, filling.people(), items, _head(filling, part))


def _follow_up(filling: Filling, part: int, _attached: Attached) -> Paper:
    found = [one for one in filling.detail.follow_ups if part in (0, one.id)]
    values = found[-1].values if found else _NO_VALUES
    agreement = filling.agreement(0)
    agreed = agreement.values if agreement else _NO_VALUES
    texts = {
        "parties": joined(party.name for party in filling.detail.parties),
        "number": str(agreed.get("number", "")),
        "reason": str(values.get("reason", "")) or filling.text("title"),
        "on": day_text(values.get("on")),
        "interviewee": str(values.get("interviewee", "")),
        "text": str(values.get("text", "")),
        "performed": label("performance", agreed.get("performance")),
        "satisfaction": label("satisfaction", values.get("satisfaction")),
    }
    return paper(PaperKind.FOLLOW_UP, texts, filling.people(), head=_head(filling, part))


def _confirmation(filling: Filling, _part: int, _attached: Attached) -> Paper:
    agreement = filling.agreement(0)
    values = agreement.values if agreement else _NO_VALUES
    texts = {
        "facts": _confirmation_facts(filling, values),
        "court": str(values.get("court", "")),
        "applied_on": day_text(values.get("confirm_applied_on")),
        "ruling": str(values.get("ruling", "")),
        "ruling_number": str(values.get("ruling_number", "")),
        "ruling_on": day_text(values.get("ruling_on")),
    }
    count = str(len(filling.detail.parties))
    items = [
        ("司法确认申请书", "1", ""),
        ("人民调解协议书", "1", str(values.get("number", ""))),
        ("申请人身份证明复印件", count, ""),
    ]
    people = tuple(filling.person(party, "申请人") for party in filling.detail.parties)
    return paper(PaperKind.CONFIRMATION, texts, people, items, _head(filling))


def _confirmation_facts(filling: Filling, values: Mapping[str, Value]) -> str:
    if not values:
        return ""
    return (
        f"申请人因{filling.text('title')}，于{day_text(values.get('agreed_on'))}经"
        f"{filling.committee}调解，自愿达成人民调解协议"
        f"（编号：{values.get('number', '/')}），"
        f"协议自{day_text(values.get('effective_on'))}起生效。"
        f"协议内容：{values.get('terms', '')}"
    )


def _file_note(filling: Filling, _part: int, _attached: Attached) -> Paper:
    values = {
        "note": filling.text("file_note"),
        "filed_by": filling.text("filed_by"),
        "filed_on": filling.day("filed_on"),
    }
    return paper(PaperKind.FILE_NOTE, values, head=_head(filling))


def _closing_report(filling: Filling, _part: int, _attached: Attached) -> Paper:
    agreement = filling.agreement(0)
    agreed = agreement.values if agreement else _NO_VALUES
    closed = day_text(agreed.get("performed_on")) or filling.day("ended_on")
    source = str(filling.values.get("source", ""))
    values = {
        "made_on": filling.day("filed_on") or day_text(filling.today),
        "unit": filling.committee,
        "handler": _mediators(filling),
        "accepted_on": filling.day("accepted_on"),
        "closed_on": closed,
        "source": _CLOSING_SOURCE.get(source, filling.text("source")),
        "facts": filling.text("facts"),
        "result": _closing_result(filling, agreed),
    }
    head = _head(filling, number=filling.detail.file_number)
    return paper(PaperKind.CLOSING_REPORT, values, filling.people(), head=head)


def _closing_result(filling: Filling, agreed: Mapping[str, Value]) -> str:
    if agreed:
        performed = label("performance", agreed.get("performance"))
        return "\n".join(part for part in (str(agreed.get("terms", "")), performed) if part)
    told = filling.text("ways_told")
    return f"调解不成，已终止调解。{told}" if filling.values.get("ended_on") else ""


_FILL: Mapping[PaperKind, Callable[[Filling, int, Attached], Paper]] = {
    PaperKind.COVER: _cover,
    PaperKind.CONTENTS: _plain(PaperKind.CONTENTS),
    PaperKind.APPLICATION: _application,
    PaperKind.ACCEPTANCE: _acceptance,
    PaperKind.RIGHTS: _rights,
    PaperKind.IDENTITY: _identity,
    PaperKind.MANDATE: _mandate,
    PaperKind.INQUIRY: _inquiry,
    PaperKind.EVIDENCE: _evidence,
    PaperKind.MEDIATION: _mediation,
    PaperKind.AGREEMENT: _agreement,
    PaperKind.ORAL_AGREEMENT: _oral_agreement,
    PaperKind.PERFORMANCE: _proof,
    PaperKind.FOLLOW_UP: _follow_up,
    PaperKind.CONFIRMATION: _confirmation,
    PaperKind.FILE_NOTE: _file_note,
    PaperKind.CLOSING_REPORT: _closing_report,
    PaperKind.BACK: _plain(PaperKind.BACK),
}
