"""Saves a dispute's form with its parties: checks, number, default limit, conflicts."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from liaison_desktop.domain.codes import code_list
from liaison_desktop.domain.errors import ConflictError, RefusedError
from liaison_desktop.domain.matters.dispute import DisputeDraft, Party
from liaison_desktop.domain.matters.dispute_rules import RECORD_ONLY, plot_key
from liaison_desktop.domain.matters.matter_number import MatterNumber, Noun
from liaison_desktop.domain.register.household import FieldProblem
from liaison_desktop.domain.terms.dispute import (
    DISPUTE_FIELDS,
    PARTY_FIELDS,
    SIDE_LABELS,
    DisputeState,
    DisputeStepKind,
    Side,
)
from liaison_desktop.models.matters import dispute as store
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.register.household import Household, Resident
from liaison_desktop.services.matters.dispute_detail import (
    GONE,
    area_names,
    children,
    register_values,
)
from liaison_desktop.services.matters.record_values import (
    stale,
    stored_values,
    too_long,
    typed_values,
)
from liaison_desktop.services.matters.risk_limits import risk_limit

FORM_FIELDS = tuple(field for field in DISPUTE_FIELDS if field.name not in RECORD_ONLY)
_PARTY_FORM = tuple(field for field in PARTY_FIELDS if field.name != "name")
_STEP_DAYS = ("accepted_on", "mediated_on", "settled_on", "ended_on")
_STALE = "这件纠纷"
_TITLE_LENGTH = 200


def problems(session: Session, draft: DisputeDraft, today: date) -> Iterator[FieldProblem]:
    """Say what is wrong with a typed dispute; ``member`` is the place of a party, from 0."""
    values = typed_values(FORM_FIELDS, draft.values)
    yield from _days_problems(values, today)
    if not values["title"] and not draft.parties:
        yield FieldProblem(None, "title", "请填写纠纷名称或当事人。", blocking=True)
    for name, label in (("amount", "涉及金额"), ("people", "涉及人数")):
        if isinstance(values[name], int | float) and values[name] < 0:
            yield FieldProblem(None, name, f"{label}不能小于 0。", blocking=True)
    yield from _police_problems(values)
    stored = session.get(store.Dispute, draft.id) if draft.id is not None else None
    if stored is not None:
        yield from _changed_problems(draft, values, stored)
    yield from too_long("dispute", FORM_FIELDS, draft.values)
    yield from _party_problems(draft)


def _days_problems(values: Mapping[str, Any], today: date) -> Iterator[FieldProblem]:
    found_on = values["found_on"]
    if found_on is None:
        yield FieldProblem(None, "found_on", "请填写排查日期。", blocking=True)
        return
    if found_on > today:
        yield FieldProblem(None, "found_on", "排查日期在今天之后，请核对。", blocking=True)
    if values["happened_on"] is not None and values["happened_on"] > found_on:
        yield FieldProblem(None, "happened_on", "发生日期晚于排查日期，请核对。", blocking=False)
    if values["limit_on"] is not None and values["limit_on"] < found_on:
        yield FieldProblem(None, "limit_on", "化解时限早于排查日期，请核对。", blocking=True)


def _changed_problems(
    draft: DisputeDraft,
    values: Mapping[str, Any],
    stored: store.Dispute,
) -> Iterator[FieldProblem]:
    """Refuse what would contradict the steps that were taken."""
    if stored.limit_on is not None and values["limit_on"] != stored.limit_on:
        message = "化解时限不能直接改，请用“延期”，写明理由和批准人。"
        yield FieldProblem(None, "limit_on", message, blocking=True)
    found_on = values["found_on"]
    days = [day for name in _STEP_DAYS if (day := getattr(stored, name)) is not None]
    if found_on is not None and found_on != stored.found_on and days and found_on > min(days):
        message = f"已有 {min(days).isoformat()} 的办理记录，排查日期不能晚于这一天。"
        yield FieldProblem(None, "found_on", message, blocking=True)
    if stored.file_number and draft.committee_id not in (None, stored.committee_id):
        message = f"卷号 {stored.file_number} 已经编定，不能换调委会。"
        yield FieldProblem(None, "committee_id", message, blocking=True)


def _police_problems(values: Mapping[str, Any]) -> Iterator[FieldProblem]:
    """人民调解法 25: what may turn violent is reported to the police at once."""
    if (values["police_on"] is None) != (values["police_unit"] is None):
        name = "police_unit" if values["police_unit"] is None else "police_on"
        message = "报告公安机关的日期和单位要一并填写。"
        yield FieldProblem(None, name, message, blocking=True)
    elif values["may_escalate"] and values["police_on"] is None:
        message = (
            "可能激化的纠纷应当及时向公安机关报告（人民调解法第二十五条），"
            "未填报告日期和单位前不能达成协议、终止或归卷。"
        )
        yield FieldProblem(None, "police_on", message, blocking=False)


def _party_problems(draft: DisputeDraft) -> Iterator[FieldProblem]:
    sides = {party.side for party in draft.parties}
    for side in Side:
        if draft.parties and side not in sides:
            message = f"还没有填写{SIDE_LABELS[side]}。"
            yield FieldProblem(None, "parties", message, blocking=False)
    seen: set[object] = set()
    for place, party in enumerate(draft.parties):
        if not party.name.strip():
            yield FieldProblem(place, "name", "请填写当事人姓名或名称。", blocking=True)
        key = party.resident_id or None
        if key is not None and key in seen:
            yield FieldProblem(place, "name", "同一个人填写了两次，请核对。", blocking=True)
        seen.add(key)
        for problem in too_long("party", PARTY_FIELDS, {**party.values, "name": party.name}):
            yield FieldProblem(place, problem.field, problem.message, blocking=True)
        if party.values.get("refused_on"):
            message = "当事人一方明确拒绝调解的，不得调解（人民调解法第十七条）。"
            yield FieldProblem(place, "refused_on", message, blocking=False)


class Saving:
    """One draft on its way into the store."""

    def __init__(self, operation: Operation, draft: DisputeDraft) -> None:
        self._operation = operation
        self._session = operation.session
        self._draft = draft

    def run(self) -> int:
        """Store the draft and set the operation's sentence; return the dispute's key.

        Raises:
            ConflictError: When somebody else saved it, or a party, meanwhile.
            RefusedError: When it is gone, or a linked person is.
        """
        values = typed_values(FORM_FIELDS, self._draft.values)
        dispute, known = self._load(values)
        is_new = self._draft.id is None
        self._set(dispute, values)
        if is_new:
            self._number(dispute)
        self._save_parties(dispute, known)
        if is_new:
            self._register(dispute)
        self._session.flush()
        verb = "登记矛盾纠纷" if is_new else "修改矛盾纠纷"
        self._operation.sentence = f"{verb} {dispute.number}"
        return int(dispute.id)

    def _load(self, mine: Mapping[str, Any]) -> tuple[store.Dispute, dict[int, store.Party]]:
        draft = self._draft
        if draft.id is None:
            return store.Dispute(public_id=self._operation.public_id(), reopened=0), {}
        row = self._session.get(store.Dispute, draft.id)
        if row is None:
            raise RefusedError(GONE)
        if row.state == DisputeState.VOID.value:
            raise RefusedError(f"{row.number} 已经作废，不能再改。")
        if row.state == DisputeState.FILED.value:
            raise RefusedError(f"{row.number} 已经归卷，不能再改；确需改动请先登记“反弹重开”。")
        theirs = stored_values(FORM_FIELDS, row)
        if row.version != draft.version:
            raise stale(_STALE, FORM_FIELDS, theirs, mine)
        known = {one.id: one for one in children(self._session, store.Party, draft.id)}
        self._refuse_stale_parties(known)
        return row, known

    def _refuse_stale_parties(self, known: Mapping[int, store.Party]) -> None:
        both: dict[str, tuple[str, str]] = {}
        for party in self._draft.parties:
            row = known.get(party.id) if party.id is not None else None
            if party.id is not None and row is None:
                both[f"当事人{party.name}"] = ("已删除", "保留")
            elif row is not None and party.version and row.version != party.version:
                both[f"当事人{party.name}"] = (row.name, party.name)
        seen = self._draft.seen_parties
        for key, row in known.items():
            if seen is not None and key not in seen:
                both[f"当事人{row.name}"] = ("新增", "")
        if both:
            raise ConflictError("这件纠纷的当事人刚被其他人修改，请核对后再保存。", both)

    def _set(self, dispute: store.Dispute, values: dict[str, Any]) -> None:
        draft = self._draft
        village_id, group_id = draft.village_id, draft.group_id
        if village_id is None:
            village_id, group_id = self._place_of_first_party()
        values["title"] = (values["title"] or self._title(values["category"]))[:_TITLE_LENGTH]
        for name, value in values.items():
            setattr(dispute, name, value)
        dispute.village_id, dispute.group_id = village_id, group_id
        if draft.committee_id is not None:
            dispute.committee_id = draft.committee_id
        dispute.owner_id, dispute.owner = draft.owner_id, draft.owner.strip() or None
        dispute.plot_key = plot_key(values["plot"] or "") or None

    def _title(self, category: str | None) -> str:
        names = {
            side: "、".join(one.name.strip() for one in self._draft.parties if one.side is side)
            for side in Side
        }
        between = "与".join(name for name in names.values() if name)
        return f"{between}{code_list('dispute_category').label_of(category or '') or '纠纷'}"

    def _place_of_first_party(self) -> tuple[int | None, int | None]:
        for party in self._draft.parties:
            household = self._household(party)
            if household is not None:
                return household.village_id, household.group_id
        return None, None

    def _household(self, party: Party) -> Household | None:
        if party.resident_id is not None:
            resident = self._session.get(Resident, party.resident_id)
            if resident is None:
                raise RefusedError(f"登记簿里已没有{party.name}，请重新选择当事人。")
            return self._session.get_one(Household, resident.household_id)
        if party.household_id is not None:
            return self._session.get(Household, party.household_id)
        return None

    def _number(self, dispute: store.Dispute) -> None:
        dispute.number = next_dispute_number(self._operation, dispute.found_on.year)
        dispute.state = DisputeState.FOUND.value
        if dispute.limit_on is None:
            dispute.limit_on = risk_limit(self._session, dispute.risk, dispute.found_on)
        self._session.add(dispute)
        self._session.flush()

    def _register(self, dispute: store.Dispute) -> None:
        self._session.add(
            store.DisputeStep(
                public_id=self._operation.public_id(),
                dispute_id=dispute.id,
                kind=DisputeStepKind.FOUND.value,
                on=dispute.found_on,
                by=self._operation.actor,
                state=dispute.state,
                new_limit=dispute.limit_on,
            )
        )

    def _save_parties(self, dispute: store.Dispute, known: Mapping[int, store.Party]) -> None:
        kept = {party.id for party in self._draft.parties}
        for key, row in known.items():
            if key not in kept:
                self._session.delete(row)
        for position, party in enumerate(self._draft.parties, start=1):
            stored = known.get(party.id) if party.id is not None else None
            if stored is None:
                stored = store.Party(public_id=self._operation.public_id(), dispute_id=dispute.id)
            self._set_party(stored, party, position)
            self._session.add(stored)

    def _set_party(self, row: store.Party, party: Party, position: int) -> None:
        household = self._household(party)
        values = typed_values(_PARTY_FORM, party.values)
        if party.resident_id is not None:
            resident = self._session.get_one(Resident, party.resident_id)
            said = register_values(resident, household, area_names(self._session, household))
            values = {n: None if said.get(n) == v else v for n, v in values.items()}
        row.side, row.position, row.name = party.side.value, position, party.name.strip()
        row.resident_id = party.resident_id
        row.household_id = household.id if household is not None else None
        for name, value in values.items():
            setattr(row, name, value)


def next_dispute_number(operation: Operation, year: int) -> str:
    """Take the next number of the year; it is never given again."""
    serial = operation.next_number(f"dispute-{year}")
    return str(MatterNumber(Noun.DISPUTE, year, serial))
