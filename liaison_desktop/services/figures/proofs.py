"""口径检查: proves a report's text, tables, charts and figures before it is printed (N3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes, Kind
from liaison_desktop.domain.errors import InputRefusedError, RefusedError
from liaison_desktop.domain.figures.chart import Chart
from liaison_desktop.domain.figures.indicator import Figure
from liaison_desktop.domain.figures.period import Period, parse_period
from liaison_desktop.domain.figures.proof import Finding, Severity
from liaison_desktop.domain.figures.proof_finding import Known
from liaison_desktop.domain.figures.proof_tables import (
    chart_findings,
    said_in_text,
    table_findings,
)
from liaison_desktop.domain.figures.proof_text import prove_text
from liaison_desktop.domain.figures.scope import EVERYWHERE, Scope
from liaison_desktop.domain.figures.summary import (
    Block,
    PaperTable,
    SummaryDetail,
    SummaryState,
)
from liaison_desktop.domain.figures.token import Aspect, Token, TokenKind, TokenSource
from liaison_desktop.models.operation import Operation
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.proof_figures import proved_figures
from liaison_desktop.services.figures.summary_changes import changed_tokens
from liaison_desktop.services.figures.summary_saving import SavedSummaries
from liaison_desktop.services.figures.summary_tokens import TokenValues

_AREA, _SIGNED, _SUMMARY = table("area").c, table("signed_finding").c, table("summary").c
_CHANGE, _OPERATION = table("change").c, table("operation").c
_RECENT = 50  # operations looked at for a change of a ledger
# Kinds that no figure counts: writing reports changes none.
_REPORTS = tuple(
    kind.value
    for kind in (
        Kind.SUMMARY, Kind.SUMMARY_TEMPLATE, Kind.SIGNED_FINDING, Kind.CLOSED_PERIOD,
        Kind.CLOSED_PAPER, Kind.OWED_REPORT, Kind.SENT_REPORT, Kind.FORM_MAPPING,
        Kind.PINNED_QUESTION,
    )
)  # fmt: skip
_LONGEST = 300
_CHANGES = (Aspect.DELTA, Aspect.PERCENT, Aspect.POINTS)


class Proofs:
    """The checks of reports, and who signed for what they found."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._figures = Figures(context)
        self._proved: dict[tuple[str, bool], _Proved] = {}

    def check(
        self,
        detail: SummaryDetail,
        charts: Sequence[Chart] = (),
        tables: Sequence[PaperTable] = (),
    ) -> tuple[Finding, ...]:
        """Prove a report, saved or not.

        Args:
            detail: The report; what was signed for in a saved one says so.
            charts: Charts that are printed with it.
            tables: Annex tables that are printed with it.

        Returns:
            First what the figures say, then the text in its order, then tables and charts.
        """
        period = parse_period(detail.period)
        found = [
            *self.check_figures(period, every=False),
            *_in_order((*self.check_text(detail.blocks, period), *self._changed(detail))),
            *self._beside(detail.blocks, period, charts, tables),
        ]
        if detail.id is None:
            return tuple(found)
        with self._context.store.reading() as session:
            signed = _signed(session, detail.id)
        return tuple(_with_signature(one, signed) for one in found)

    def check_text(self, blocks: Sequence[Block], period: Period) -> tuple[Finding, ...]:
        """Prove a text, drafted or typed by hand."""
        return prove_text(blocks, self._known(blocks, period))

    def check_figures(self, period: Period, *, every: bool = True) -> tuple[Finding, ...]:
        """Prove the figures of a period: divisions, identities, rates.

        Whoever edits a text asks again and again; as long as no ledger changes the answer
        stays.

        Args:
            period: The period.
            every: By every division there is; False for those that reports and charts show.
        """
        return self._proved_figures(period, every=every).findings

    def sign(self, summary_id: int, finding: Finding, reason: str) -> Changes:
        """Sign for a red finding that stays as it is, with the reason.

        Raises:
            InputRefusedError: When no reason is given, or it is too long.
            RefusedError: When the finding is not red, or the summary is closed or gone.
        """
        told = reason.strip()
        if not told:
            raise InputRefusedError("请写明理由，再签注。")
        if len(told) > _LONGEST:
            raise InputRefusedError(f"理由太长，最多 {_LONGEST} 字。")
        if finding.severity is not Severity.RED:
            raise RefusedError("只有红色的核对项需要签注。")
        with self._context.store.operation("签注口径核对", self._context.actor) as operation:
            title = _open_summary(operation.session, summary_id)
            operation.sentence = f"签注《{title}》的口径核对：{finding.excerpt[:40]}"
            _unsign(operation, summary_id, finding)
            row = {
                "summary_id": summary_id,
                "code": finding.code,
                "excerpt": finding.excerpt[:_LONGEST],
                "reason": told,
                "by": self._context.actor,
                "on": self._context.today(),
            }
            operation.bulk_insert(table("signed_finding"), [row])
        return operation.changes

    def withdraw(self, summary_id: int, finding: Finding) -> Changes:
        """Take a signature back.

        Raises:
            RefusedError: When the summary is closed or gone.
        """
        with self._context.store.operation("收回签注", self._context.actor) as operation:
            title = _open_summary(operation.session, summary_id)
            operation.sentence = f"收回《{title}》口径核对的签注：{finding.excerpt[:40]}"
            _unsign(operation, summary_id, finding)
        return operation.changes

    def require_mended(self, summary_id: int) -> None:
        """See that every red finding of a summary is mended or signed for.

        Raises:
            RefusedError: When one is not; it says how many and which is the first.
        """
        detail = SavedSummaries(self._context).detail(summary_id)
        blocking = [one for one in self.check(detail) if one.blocks_printing]
        if blocking:
            raise RefusedError(
                f"口径检查还有 {len(blocking)} 处红色问题没有改正或签注，不能上报封账。"
                f"第一处：{blocking[0].sentence}"
            )

    def _proved_figures(self, period: Period, *, every: bool) -> "_Proved":
        with self._context.store.reading() as session:
            state = (_last_change(session), self._context.today())
        asked = (period.key, every)
        known = self._proved.get(asked)
        if known is None or known.state != state:
            known = _Proved(state, *proved_figures(self._figures, period, every=every))
            self._proved[asked] = known
        return known

    def _changed(self, detail: SummaryDetail) -> Iterator[Finding]:
        for change in changed_tokens(self._context, detail):
            block = detail.blocks[change.block]
            runs = [run.shown if isinstance(run, Token) else run for run in block.runs]
            start = sum(map(len, runs[: change.run]))
            words = _before(runs[: change.run])
            yield Finding(
                "figure-changed",
                Severity.RED,
                f"台账已变：这里写的是“{change.shown}”，现在是“{change.now}”，请更新。",
                change.block,
                words + change.shown,
                start - len(words),
            )

    def _known(self, blocks: Sequence[Block], period: Period) -> Known:
        values = TokenValues(self._context)
        sources = {
            run.source
            for block in blocks
            for run in block.runs
            if isinstance(run, Token) and run.source.kind is TokenKind.FIGURE
        }
        values.prepare(sources)
        told: dict[tuple[str, str, Scope], Figure] = {}
        signs: dict[TokenSource, int] = {}
        for source in sources:
            if source.aspect in _CHANGES:
                compared = values.compared(source)
                if compared is not None and compared.delta is not None:
                    signs[source] = (compared.delta > 0) - (compared.delta < 0)
            elif source.aspect is Aspect.VALUE:
                figure = values.figure(source)
                if figure is not None:
                    told[source.key, source.period, source.scope] = figure
        whole = self._proved_figures(period, every=False).whole
        figures = {one.key: one for one in whole}
        return Known(period, self._places(), figures, told, signs)

    def _places(self) -> frozenset[str]:
        """Return names of areas that limit what is counted; the station's own is its whole."""
        with self._context.store.reading() as session:
            statement = select(_AREA.name).where(_AREA.level.in_(("village", "group")))
            return frozenset(session.scalars(statement))

    def _beside(
        self,
        blocks: Sequence[Block],
        period: Period,
        charts: Sequence[Chart],
        tables: Sequence[PaperTable],
    ) -> Iterator[Finding]:
        said = said_in_text(blocks)
        terms = {term.key: term for term in self._figures.indicators()}
        yield from chart_findings(said, charts, terms)
        named = {
            terms[key].label: shown
            for (key, of_period, scope), shown in said.items()
            if key in terms and of_period == period.key and scope == EVERYWHERE
        }
        yield from table_findings(named, tables)


@dataclass(frozen=True, slots=True)
class _Proved:
    """What was found in the figures of a period, as long as no ledger changes."""

    state: tuple[int | None, date]
    whole: tuple[Figure, ...]
    findings: tuple[Finding, ...]


def _last_change(session: Session) -> int | None:
    """Return the newest operation that may have changed a figure."""
    recent = session.scalars(
        select(_OPERATION.id).order_by(_OPERATION.id.desc()).limit(_RECENT)
    ).all()
    changed = session.scalar(
        select(func.max(_CHANGE.operation_id)).where(
            _CHANGE.operation_id.in_(recent), _CHANGE.kind.not_in(_REPORTS)
        )
    )
    return changed if changed is not None else min(recent, default=None)


def _before(runs: Sequence[str]) -> str:
    """Return the few words that stand before a token."""
    text = "".join(runs)
    for sign in "，,。；;：:、\n":
        text = text.rpartition(sign)[2]
    return text[-12:]


def _in_order(found: Sequence[Finding]) -> list[Finding]:
    return sorted(found, key=lambda one: (-1 if one.block is None else one.block, one.start))


def _signed(session: Session, summary_id: int) -> dict[tuple[str, str], tuple[str, str]]:
    statement = select(_SIGNED.code, _SIGNED.excerpt, _SIGNED.by, _SIGNED.reason).where(
        _SIGNED.summary_id == summary_id
    )
    return {(code, excerpt): (by, why) for code, excerpt, by, why in session.execute(statement)}


def _with_signature(finding: Finding, signed: dict[tuple[str, str], tuple[str, str]]) -> Finding:
    found = signed.get((finding.code, finding.excerpt[:_LONGEST]))
    if found is None or finding.severity is not Severity.RED:
        return finding
    return replace(finding, signed_by=found[0], reason=found[1])


def _unsign(operation: Operation, summary_id: int, finding: Finding) -> None:
    statement = select(_SIGNED.id).where(
        _SIGNED.summary_id == summary_id,
        _SIGNED.code == finding.code,
        _SIGNED.excerpt == finding.excerpt[:_LONGEST],
    )
    keys = list(operation.session.scalars(statement))
    operation.bulk_delete(table("signed_finding"), keys)


def _open_summary(session: Session, summary_id: int) -> str:
    row = session.execute(
        select(_SUMMARY.title, _SUMMARY.state).where(_SUMMARY.id == summary_id)
    ).first()
    if row is None:
        raise RefusedError("没有找到这份总结，可能已被删除，请刷新列表。")
    if row.state == SummaryState.CLOSED.value:
        raise RefusedError("这份总结已经上报封账，不能再签注。")
    return str(row.title)
