"""The sentence of an answer: prose and tokens, so that every number opens its records."""

from collections.abc import Iterator

from liaison_desktop.domain.figures.comparison import Against
from liaison_desktop.domain.figures.indicator import Figure, Indicator, Nature
from liaison_desktop.domain.figures.question import Question
from liaison_desktop.domain.figures.scope import Dimension, Divided, Scope, ScopePart, within
from liaison_desktop.domain.figures.token import Aspect, Run, TokenKind, TokenSource
from liaison_desktop.services.figures.chart_making import sorted_parts
from liaison_desktop.services.figures.summary_tokens import TokenValues

_WHERE = (
    Dimension.VILLAGE,
    Dimension.GROUP,
    Dimension.UNIT,
    Dimension.TEAM,
    Dimension.CADRE,
    Dimension.MONTH,
)
_NAMED = 3  # parts named in the sentence; the table has them all


def sentence(
    values: TokenValues,
    question: Question,
    term: Indicator,
    figure: Figure,
    divided: Divided | None,
) -> tuple[Run, ...]:
    """Return the answer as one sentence."""
    asker = _Asker(values, question)
    runs: list[Run] = [asker.period(), f"{where(question.scope)}{term.label}{what(question.scope)}"]
    if figure.value is None:
        return (*runs, "无数据。")
    runs += [asker.number(), term.unit]
    if term.nature is Nature.RATE:
        runs += [
            f"（{term.numerator_words}", asker.number(Aspect.NUMERATOR),
            f"，{term.denominator_words}", asker.number(Aspect.DENOMINATOR), "）",
        ]  # fmt: skip
    if question.against is not None:
        runs += ["，", asker.change(question.against)]
    if divided is not None:
        runs += asker.parts(term, divided)
    return (*runs, "。")


def where(scope: Scope) -> str:
    """Return the places and people of a scope, which stand before what is counted."""
    return "".join(part.label for part in scope.parts if part.dimension in _WHERE)


def what(scope: Scope) -> str:
    """Return the classes of a scope, which stand behind what is counted."""
    words = [part.label for part in scope.parts if part.dimension not in _WHERE]
    return f"（{'、'.join(words)}）" if words else ""


class _Asker:
    """Makes the tokens of one question."""

    def __init__(self, values: TokenValues, question: Question) -> None:
        self._values = values
        self._question = question

    def period(self) -> Run:
        source = TokenSource(TokenKind.PERIOD, period=self._question.period)
        return self._values.token(source)

    def number(self, aspect: Aspect = Aspect.VALUE, *parts: ScopePart) -> Run:
        asked = self._question
        scope = within(asked.scope, *parts)
        source = TokenSource(TokenKind.FIGURE, asked.indicator, asked.period, scope, aspect=aspect)
        return self._values.token(source)

    def change(self, against: Against) -> Run:
        asked = self._question
        source = TokenSource(
            TokenKind.FIGURE, asked.indicator, asked.period, asked.scope, against, Aspect.CHANGE
        )
        return self._values.token(source)

    def parts(self, term: Indicator, divided: Divided) -> Iterator[Run]:
        """Yield the largest parts with their shares; of months the first of the largest."""
        known = [one for one in divided.parts if one.figure.value is not None]
        largest = sorted_parts(known)
        if not any(one.figure.value for one in largest):
            return
        if divided.by is Dimension.MONTH or term.nature is Nature.RATE:
            one = largest[0]
            word = "最高" if term.nature is Nature.RATE else "最多"
            yield f"；{one.part.label}{word}，为"
            yield from (self.number(Aspect.VALUE, one.part), term.unit)
            return
        named = largest[:_NAMED]
        yield "；其中" if len(named) == len(largest) else "；较多的是"
        for place, one in enumerate(named):
            yield f"{'、' if place else ''}{one.part.label}"
            yield from (self.number(Aspect.VALUE, one.part), term.unit)
            if not divided.overlapping:
                yield from ("（占", self.number(Aspect.SHARE, one.part), "%）")
