"""The question line (领导问数): one question, answered as a sentence, a table and a chart."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select

from liaison_desktop.domain.changes import Changes
from liaison_desktop.domain.errors import InputRefusedError, RefusedError
from liaison_desktop.domain.figures.comparison import AGAINST_LABELS, Against, Compared
from liaison_desktop.domain.figures.indicator import Indicator
from liaison_desktop.domain.figures.period import Period, parse_period
from liaison_desktop.domain.figures.question import PinnedQuestion, Question, QuestionAnswer
from liaison_desktop.domain.figures.scope import (
    DIMENSION_LABELS,
    Dimension,
    Divided,
    Scope,
    scope_data,
    scope_of,
)
from liaison_desktop.domain.figures.token import Run, Token
from liaison_desktop.models.column_limits import column_limits
from liaison_desktop.models.figures import own_indicator as store
from liaison_desktop.models.tables import table
from liaison_desktop.services.context import Context
from liaison_desktop.services.figures.figures import Figures
from liaison_desktop.services.figures.question_drawing import Reply, chart_of, table_of
from liaison_desktop.services.figures.question_words import sentence, what, where
from liaison_desktop.services.figures.summary_tokens import TokenValues

_GONE = "没有找到这个常用问数，可能已被删除或撤销。请刷新列表。"


class Questions:
    """Answers questions of the five boxes, and keeps those asked often."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._figures = Figures(context)

    def answer(self, question: Question) -> QuestionAnswer:
        """Answer a question.

        Raises:
            UsageError: When there is no such period or indicator, or it cannot be divided so.
        """
        period = parse_period(question.period)
        term, scope = self._figures.term(question.indicator), question.scope
        figure = self._figures.one(term.key, period, scope)
        divided: Divided | None = None
        compared: Compared | None = None
        pairs: dict[str, Compared] = {}
        by, against = question.by, question.against
        if by is not None:
            divided = self._figures.divided(term.key, period, by, scope)
        if against is not None:
            compared = self._figures.compared(term.key, period, against, scope)
        if by is not None and against is not None:
            found = self._figures.compared_parts(term.key, period, by, against, scope)
            pairs = {part.value: one for part, one in found}
        subject = _subject(period, term, scope)
        today = self._context.today()
        reply = Reply(question, period, term, subject, figure, divided, compared, pairs, today)
        runs = sentence(TokenValues(self._context), question, term, figure, divided)
        return QuestionAnswer(question, runs, figure, table_of(reply), chart_of(reply, _text(runs)))

    def pin(self, question: Question, title: str = "") -> tuple[int, Changes]:
        """Keep a question.

        Args:
            question: What to ask.
            title: Its name; "" lets the program make one of the question.

        Raises:
            InputRefusedError: When the name is too long.
            UsageError: When the question cannot be asked.
        """
        said = title.strip() or self.title(question)
        longest = column_limits("pinned_question")["title"]
        if title.strip() and len(said) > longest:
            raise InputRefusedError(f"名称最多 {longest} 个字，请写短一些。")
        last = select(func.coalesce(func.max(store.PinnedQuestion.position), 0))
        sentence_ = f"保存常用问数：{said[:longest]}"
        with self._context.store.operation(sentence_, self._context.actor) as operation:
            row = store.PinnedQuestion(
                public_id=operation.public_id(),
                title=said[:longest],
                question=json.dumps(question_data(question), ensure_ascii=False),
                position=operation.session.scalars(last).one() + 1,
            )
            operation.session.add(row)
            operation.session.flush()
            key = row.id
        return key, operation.changes

    def unpin(self, pinned_id: int) -> Changes:
        """Stop keeping a question.

        Raises:
            RefusedError: When it is gone.
        """
        with self._context.store.operation("", self._context.actor) as operation:
            row = operation.session.get(store.PinnedQuestion, pinned_id)
            if row is None:
                raise RefusedError(_GONE)
            operation.sentence = f"取消常用问数：{row.title}"
            operation.bulk_delete(table("pinned_question"), [pinned_id])
        return operation.changes

    def pinned(self) -> tuple[PinnedQuestion, ...]:
        """Return the questions that are kept, in the order they were kept."""
        row = store.PinnedQuestion
        with self._context.store.reading() as session:
            rows = session.scalars(select(row).order_by(row.position, row.id))
            return tuple(
                PinnedQuestion(one.id, one.title, question_of(json.loads(one.question)))
                for one in rows
            )

    def title(self, question: Question) -> str:
        """Return a question in words: 2023年上半年中和村排查矛盾纠纷，按类别，同比.

        Raises:
            UsageError: When there is no such period or indicator.
        """
        term, period = self._figures.term(question.indicator), parse_period(question.period)
        words = [_subject(period, term, question.scope)]
        if question.by is not None:
            words.append(f"按{DIMENSION_LABELS[question.by]}")
        if question.against is not None:
            words.append(AGAINST_LABELS[question.against])
        return "，".join(words)


def question_data(question: Question) -> dict[str, Any]:
    """Return a question as plain values for JSON."""
    return {
        "period": question.period,
        "indicator": question.indicator,
        "scope": scope_data(question.scope),
        "by": question.by.value if question.by else None,
        "against": question.against.value if question.against else None,
    }


def question_of(data: Mapping[str, Any]) -> Question:
    """Return the question that ``question_data`` wrote down."""
    by, against = data["by"], data["against"]
    return Question(
        data["period"],
        data["indicator"],
        scope_of(data["scope"]),
        Dimension(by) if by else None,
        Against(against) if against else None,
    )


def _subject(period: Period, term: Indicator, scope: Scope) -> str:
    return f"{period.label}{where(scope)}{term.label}{what(scope)}"


def _text(runs: Iterable[Run]) -> str:
    return "".join(run.shown if isinstance(run, Token) else run for run in runs)
