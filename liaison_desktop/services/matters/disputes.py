"""Disputes (矛盾纠纷): the ledger, the form, the parties; the steps are in ``dispute_steps``."""

from array import array
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import InputRefusedError, RefusedError
from liaison_desktop.domain.listing import Sort
from liaison_desktop.domain.matters.dispute import (
    DisputeDetail,
    DisputeDraft,
    DisputeFilter,
    DisputeRow,
    EarlierMatter,
    Party,
)
from liaison_desktop.domain.matters.dispute_rules import (
    allowed_steps,
    confirmation_refusal,
)
from liaison_desktop.domain.matters.matter_number import Noun, read_matter_number
from liaison_desktop.domain.register.household import FieldProblem
from liaison_desktop.domain.shown import numbers_masked
from liaison_desktop.domain.system.operation import FieldChange
from liaison_desktop.domain.terms.dispute import DisputeStepKind
from liaison_desktop.models.column_limits import clipped
from liaison_desktop.models.matters import dispute as store
from liaison_desktop.models.register.area import Area
from liaison_desktop.models.register.household import Resident
from liaison_desktop.models.tables import table
from liaison_desktop.services.matters.dispute_detail import GONE, clauses, read_dispute
from liaison_desktop.services.matters.dispute_query import conditions, dispute_ids
from liaison_desktop.services.matters.dispute_rows import dispute_rows
from liaison_desktop.services.matters.dispute_saving import Saving, problems
from liaison_desktop.services.matters.dispute_steps import DisputeSteps
from liaison_desktop.services.matters.earlier_matters import Question, earlier_matters
from liaison_desktop.services.matters.risk_limits import RiskLimits
from liaison_desktop.services.system.history import History

_NEWEST = Sort()
_PARTS: tuple[tuple[Kind, type[Any]], ...] = (
    (Kind.PARTY, store.Party),
    (Kind.INQUIRY, store.Inquiry),
    (Kind.MEDIATION, store.Mediation),
    (Kind.AGREEMENT, store.Agreement),
    (Kind.FOLLOW_UP, store.FollowUp),
)


class Disputes(DisputeSteps):
    """Everything the office does with disputes."""

    def ids(self, wanted: DisputeFilter, sort: Sort = _NEWEST) -> "array[int]":
        """Return the keys of the disputes of a filter, newest first unless asked otherwise.

        Args:
            wanted: Which disputes.
            sort: A key of ``dispute_query.SORT_KEYS``.
        """
        with self._context.store.reading() as session:
            return dispute_ids(session, wanted, sort, self._context.today())

    def rows(self, ids: Sequence[int]) -> dict[int, DisputeRow]:
        """Return lines by key, in the order of the keys; those that are gone are absent."""
        with self._context.store.reading() as session:
            return dispute_rows(session, ids, self._context.today())

    def count(self, wanted: DisputeFilter) -> int:
        """Return how many disputes a filter has."""
        if wanted.ids is not None or wanted.overdue or wanted.amber:
            return len(self.ids(wanted))
        statement = select(func.count()).select_from(table("dispute"))
        with self._context.store.reading() as session:
            where = conditions(wanted, self._context.today())
            return session.scalar(statement.where(*where)) or 0

    def detail(self, dispute_id: int) -> DisputeDetail:
        """Return everything about a dispute, unmasked.

        Raises:
            RefusedError: When it is gone.
        """
        with self._context.store.reading() as session:
            return read_dispute(session, dispute_id, self._context.today())

    def by_number(self, text: str) -> int:
        """Return the dispute of a registration number, a scanned code or a file number.

        A running number alone, as in 7, will do where only one year has it.

        Raises:
            InputRefusedError: When there is none, or more than one.
        """
        plain = "".join(text.split()).replace("（", "(").replace("）", ")")
        number = read_matter_number(plain, Noun.DISPUTE)
        dispute = table("dispute").c
        found = dispute.number == str(number) if number else dispute.file_number == plain
        if plain.isdecimal() and number is None:
            found = dispute.number.like(f"%-{int(plain):04d}")
        with self._context.store.reading() as session:
            keys = session.scalars(select(dispute.id).where(found).limit(2)).all()
        if len(keys) > 1:
            raise InputRefusedError(f"不止一年有第 {plain} 号纠纷，请写全编号，如 纠2023-0007。")
        key = keys[0] if keys else None
        if key is None:
            raise InputRefusedError(
                f"没有编号为“{text.strip()}”的矛盾纠纷，请写登记编号或卷号，"
                "如 纠2023-0007、(2023)中和人调字第3号。"
            )
        return int(key)

    def problems(self, draft: DisputeDraft) -> tuple[FieldProblem, ...]:
        """Say what is wrong with a typed dispute; ``member`` is the place of a party, from 0."""
        with self._context.store.reading() as session:
            return tuple(problems(session, draft, self._context.today()))

    def save(self, draft: DisputeDraft) -> tuple[int, Changes]:
        """Store the form and its parties; a new dispute gets its number and default limit.

        Returns:
            Key of the dispute and what was touched.

        Raises:
            InputRefusedError: When a blocking problem stands.
            ConflictError: When someone else saved it meanwhile; both values are given.
        """
        blocking = [problem for problem in self.problems(draft) if problem.blocking]
        if blocking:
            raise InputRefusedError(blocking[0].message)
        with self._context.store.operation("登记矛盾纠纷", self._context.actor) as operation:
            key = Saving(operation, draft).run()
        return key, operation.changes

    def allowed(self, dispute_id: int) -> tuple[DisputeStepKind, ...]:
        """Return what may be done with a dispute now, in the order of the work.

        Raises:
            RefusedError: When it is gone.
        """
        detail = self.detail(dispute_id)
        paused = any(pause.until is None for pause in detail.pauses)
        steps = allowed_steps(detail.state, accepted=bool(detail.file_number), paused=paused)
        refused = any(party.values.get("refused_on") for party in detail.parties)
        mediating = (DisputeStepKind.ACCEPTED, DisputeStepKind.MEDIATED, DisputeStepKind.AGREED)
        steps = tuple(step for step in steps if not (refused and step in mediating))
        if self.confirmation_problem(detail):
            steps = tuple(step for step in steps if step is not DisputeStepKind.CONFIRMED)
        return steps

    def confirmation_problem(self, detail: DisputeDetail) -> str:
        """Say why judicial confirmation is not offered, "" when it is."""
        if not detail.agreements:
            return "还没有登记调解协议。"
        category = str(detail.values.get("category", ""))
        return confirmation_refusal(category, clauses(detail.agreements[-1].values))

    def earlier(
        self,
        parties: Sequence[Party],
        village_id: int | None = None,
        plot: str = "",
        place: str = "",
        *,
        exclude_id: int | None = None,
    ) -> tuple[EarlierMatter, ...]:
        """Return earlier disputes between the same families, about the same plot or place.

        Args:
            parties: Those typed so far; linked ones by household, others by name.
            village_id: The village of plot and place, None while unknown.
            plot: 争议地块或物件 as typed.
            place: 发生地 as typed.
            exclude_id: The dispute itself.
        """
        with self._context.store.reading() as session:
            return earlier_matters(session, Question(parties, village_id, plot, place, exclude_id))

    def link(self, party_id: int, resident_id: int) -> Changes:
        """Say which resident a party is.

        Raises:
            RefusedError: When one of them is gone, or the resident stands in it already.
        """
        with self._context.store.operation("核对当事人", self._context.actor) as operation:
            session = operation.session
            party = session.get(store.Party, party_id)
            resident = session.get(Resident, resident_id)
            if party is None or resident is None:
                raise RefusedError("没有找到该当事人或家庭成员，请刷新后再试。")
            twice = session.scalar(
                select(store.Party.id).where(
                    store.Party.dispute_id == party.dispute_id,
                    store.Party.resident_id == resident_id,
                    store.Party.id != party_id,
                )
            )
            if twice is not None:
                raise RefusedError(f"{resident.name}已经是这件纠纷的当事人，请核对。")
            party.resident_id, party.household_id = resident.id, resident.household_id
            party.is_outsider = None
            dispute = session.get_one(store.Dispute, party.dispute_id)
            operation.sentence = f"{dispute.number} 当事人{numbers_masked(party.name)}对应到登记簿"
        return operation.changes

    def mark_outsider(self, party_id: int) -> Changes:
        """Say that a party is nobody of the register, so that nobody looks for him again.

        Raises:
            RefusedError: When the party is gone.
        """
        with self._context.store.operation("核对当事人", self._context.actor) as operation:
            party = operation.session.get(store.Party, party_id)
            if party is None:
                raise RefusedError("没有找到该当事人，请刷新后再试。")
            party.resident_id = party.household_id = None
            party.is_outsider = True
            dispute = operation.session.get_one(store.Dispute, party.dispute_id)
            operation.sentence = f"{dispute.number} 当事人{numbers_masked(party.name)}不在本册"
        return operation.changes

    def zero_report(self, village_id: int, since: date, until: date, note: str = "") -> Changes:
        """Record that a village found no dispute in a time (零报告).

        Raises:
            InputRefusedError: When the days are the wrong way round or not over.
            RefusedError: When a dispute of that time and village is in the ledger, or the
                village reported for some of these days before.
        """
        if until < since or until > self._context.today():
            raise InputRefusedError("零报告的起止日期有误，截止日期不能早于起始日期或晚于今天。")
        wanted = DisputeFilter(since=since, until=until, village_id=village_id)
        if self.count(wanted):
            raise RefusedError("这段时间本村已有排查登记的纠纷，不能零报告。")
        with self._context.store.operation("零报告", self._context.actor) as operation:
            area = operation.session.get(Area, village_id)
            if area is None:
                raise RefusedError("没有找到该村，请刷新后再选。")
            _refuse_second_report(operation.session, area, since, until)
            operation.session.add(
                store.ZeroReport(
                    public_id=operation.public_id(),
                    area_id=village_id,
                    since=since,
                    until=until,
                    reported_on=self._context.today(),
                    by=operation.actor,
                    note=clipped("zero_report", "note", note.strip()) or None,
                )
            )
            operation.sentence = f"{area.name}零报告 {since.isoformat()} 至 {until.isoformat()}"
        return operation.changes

    def risk_limits(self) -> RiskLimits:
        """Return the editable limits of the risk levels."""
        return RiskLimits(self._context)

    def history(self, dispute_id: int) -> tuple[FieldChange, ...]:
        """Return what happened to a dispute and its parts, newest first; personal data masked.

        Raises:
            RefusedError: When it never was.
        """
        log = History(self._context)
        with self._context.store.reading() as session:
            if session.get(store.Dispute, dispute_id) is None:
                raise RefusedError(GONE)
            ids = {
                kind: list(session.scalars(select(of.id).where(of.dispute_id == dispute_id)))
                for kind, of in _PARTS
            }
        found = list(log.of_record(Kind.DISPUTE, [dispute_id]))
        for kind, keys in ids.items():
            found += log.of_record(kind, keys)
        return tuple(sorted(found, key=lambda change: change.at, reverse=True))


def _refuse_second_report(session: Session, area: Area, since: date, until: date) -> None:
    zero = store.ZeroReport
    statement = select(zero).where(
        zero.area_id == area.id, zero.since <= until, zero.until >= since
    )
    known = session.scalars(statement.order_by(zero.id).limit(1)).first()
    if known is not None:
        span = f"{known.since.isoformat()} 至 {known.until.isoformat()}"
        day = known.reported_on.isoformat()
        raise RefusedError(f"{area.name}已在 {day} 对 {span} 作过零报告，不用再报。")
