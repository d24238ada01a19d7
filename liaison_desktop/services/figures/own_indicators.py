"""The office's own indicators (自定指标): kept, checked, and put together from shipped ones."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import ConflictError, RefusedError
from liaison_desktop.domain.figures.catalogue import INDICATOR_OF, INDICATORS
from liaison_desktop.domain.figures.indicator import Figure, Nature
from liaison_desktop.domain.figures.own_indicator import Measure, OwnIndicator
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.scope import (
    DIMENSION_LABELS,
    EVERYWHERE,
    Dimension,
    Scope,
    within,
)
from liaison_desktop.domain.figures.summary import sound_text
from liaison_desktop.domain.register.household import FieldProblem
from liaison_desktop.models.column_limits import column_limits
from liaison_desktop.models.figures import own_indicator as store
from liaison_desktop.models.figures.summary import Summary, SummaryTemplate
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.own_definitions import (
    combined,
    definition,
    own_indicators,
    own_meaning,
    own_term,
)
from liaison_desktop.services.figures.queries import QUERIES
from liaison_desktop.services.matters.record_values import require_no_blocking

_GONE = "没有找到这项自定指标，可能已被删除或撤销。请刷新列表。"
_STALE = "这项自定指标刚被其他人修改，请核对后再保存。"
_SIGNS = "{}〔〕·"  # what sentence templates are written with
_SHARE_UNIT = "%"


class OwnIndicators:
    """Indicators an office makes for itself from the shipped ones."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def rows(self) -> tuple[OwnIndicator, ...]:
        """Return them in the order they were made."""
        with self._context.store.reading() as session:
            return own_indicators(session)

    def meaning(self, draft: OwnIndicator) -> str:
        """Return the definition as figures will show it."""
        return own_meaning(draft)

    def figure(
        self, draft: OwnIndicator, period: Period, scope: Scope = EVERYWHERE
    ) -> Figure | None:
        """Return what a draft would give, None while its parts are not chosen or cannot be used.

        Args:
            draft: As it is being put together.
            period: Of the figure.
            scope: What all of it is limited to, besides the limits of its parts.
        """
        draft = _whole(draft)
        parts = [(draft.first, draft.first_scope)]
        if draft.measure is not Measure.COUNT:
            parts.append((draft.second, draft.second_scope))
        for key, limits in parts:
            if any(_part_problems("", key, limits)):
                return None
        figures = Figures(self._context)
        first, *second = (
            figures.one(key, period, within(scope, *limits.parts)) for key, limits in parts
        )
        return combined(own_term(draft), draft, first, second[0] if second else None)

    def problems(self, draft: OwnIndicator) -> tuple[FieldProblem, ...]:
        """Return what is wrong with what was chosen; all of it blocks saving."""
        with self._context.store.reading() as session:
            return tuple(_problems(session, draft))

    def save(self, draft: OwnIndicator) -> tuple[int, Changes]:
        """Store an own indicator.

        Raises:
            RefusedError: When something is wrong; the message is the first.
            ConflictError: When somebody else saved it meanwhile.
        """
        draft = _whole(draft)
        done = "新增" if draft.id is None else "修改"
        sentence = f"{done}自定指标：{draft.label}"
        with self._context.store.operation(sentence, self._context.actor) as operation:
            session = operation.session
            require_no_blocking(_problems(session, draft))
            if draft.id is None:
                row = store.OwnIndicator(public_id=operation.public_id())
            else:
                row = _current(session, draft.id, draft.version)
            row.label, row.unit = draft.label, draft.unit
            row.definition, row.meaning = definition(draft), draft.meaning or None
            session.add(row)
            session.flush()
            key = row.id
        return key, operation.changes

    def delete(self, own_id: int, version: int) -> Changes:
        """Delete an own indicator nothing asks for.

        Raises:
            RefusedError: When it is gone, or a kept question, a summary or a sentence
                template uses it.
            ConflictError: When somebody else saved it meanwhile.
        """
        with self._context.store.operation("", self._context.actor) as operation:
            row = _current(operation.session, own_id, version)
            if user := _user_of(operation.session, row):
                raise RefusedError(f"{user}还在使用“{row.label}”，请先改掉再删除。")
            operation.sentence = f"删除自定指标：{row.label}"
            operation.bulk_delete(table("own_indicator"), [own_id])
        return operation.changes


def _whole(draft: OwnIndicator) -> OwnIndicator:
    """Return a draft trimmed, without what its measure has no use for."""
    share, count = draft.measure is Measure.SHARE, draft.measure is Measure.COUNT
    return replace(
        draft,
        label=sound_text(draft.label).strip(),
        unit=_SHARE_UNIT if share else sound_text(draft.unit).strip(),
        meaning=sound_text(draft.meaning).strip(),
        second="" if count else draft.second,
        second_scope=EVERYWHERE if count else draft.second_scope,
    )


def _problems(session: Session, draft: OwnIndicator) -> Iterator[FieldProblem]:
    draft = _whole(draft)
    for field, message in (
        *_label_problems(session, draft),
        *_unit_problems(draft),
        *_part_problems("first", draft.first, draft.first_scope),
    ):
        yield FieldProblem(None, field, message, blocking=True)
    if draft.measure is not Measure.COUNT:
        for field, message in _part_problems("second", draft.second, draft.second_scope):
            yield FieldProblem(None, field, message, blocking=True)


def _label_problems(session: Session, draft: OwnIndicator) -> Iterator[tuple[str, str]]:
    limits = column_limits("own_indicator")
    for field, word in (("label", "名称"), ("unit", "单位"), ("meaning", "说明")):
        if len(getattr(draft, field)) > limits[field]:
            yield field, f"{word}最多 {limits[field]} 个字，请写短一些。"
    if not draft.label:
        yield "label", "请填写指标的名称。"
    elif set(draft.label) & set(_SIGNS):
        yield "label", "名称不能含有 { } 〔 〕 ·，总结的句式要用这些符号。"
    others = {own.label for own in own_indicators(session) if own.id != draft.id}
    if draft.label in others | {term.label for term in INDICATORS}:
        yield "label", f"已有名为“{draft.label}”的指标，请换一个名称。"


def _unit_problems(draft: OwnIndicator) -> Iterator[tuple[str, str]]:
    if not draft.unit:
        yield "unit", "请填写单位，如 户、件、人。"
    if draft.measure is not Measure.SHARE and draft.unit == _SHARE_UNIT:
        yield "unit", "只有占比的单位是 %，请填写计量单位，如 户、件、人。"
    first, second = INDICATOR_OF.get(draft.first), INDICATOR_OF.get(draft.second)
    if draft.measure is Measure.SUM and first and second and first.unit != second.unit:
        message = f"“{first.label}”以{first.unit}计，“{second.label}”以{second.unit}计，不能相加。"
        yield "second", message


def _part_problems(field: str, key: str, scope: Scope) -> Iterator[tuple[str, str]]:
    term = INDICATOR_OF.get(key)
    if term is None:
        yield field, "请选择一项程序自带的指标。"
        return
    if term.nature is Nature.RATE:
        yield field, f"“{term.label}”已经是比率，请选择它的分子或分母。"
    query = QUERIES.get(key)
    known = query.noun.divisions if query is not None else {}
    for part in scope.parts:
        if part.dimension is not Dimension.MONTH and part.dimension not in known:
            yield field, f"“{term.label}”不能限定{DIMENSION_LABELS[part.dimension]}。"


def _current(session: Session, own_id: int, version: int | None) -> store.OwnIndicator:
    row = session.get(store.OwnIndicator, own_id)
    if row is None:
        raise RefusedError(_GONE)
    if row.version != version:
        raise ConflictError(_STALE, {})
    return row


def _user_of(session: Session, row: store.OwnIndicator) -> str:
    """Return what still asks for an own indicator, in words, "" when nothing does."""
    named = f'"own_{row.id}"'
    question = select(store.PinnedQuestion.title).where(
        store.PinnedQuestion.question.contains(named, autoescape=True)
    )
    if title := session.scalars(question.limit(1)).first():
        return f"常用问数“{title}”"
    summary = select(Summary.title).where(Summary.blocks.contains(named, autoescape=True))
    if title := session.scalars(summary.limit(1)).first():
        return f"总结“{title}”"
    template = select(SummaryTemplate.id).where(
        SummaryTemplate.text.contains(row.label, autoescape=True)
    )
    return "总结的句式" if session.scalars(template.limit(1)).first() else ""
