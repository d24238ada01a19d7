"""Every indicator there is at one moment: the shipped ones and the office's own."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from liaison_desktop.domain.errors import UsageError
from liaison_desktop.domain.figures.catalogue import INDICATOR_OF
from liaison_desktop.domain.figures.indicator import Indicator
from liaison_desktop.domain.figures.own_indicator import Measure, OwnIndicator
from liaison_desktop.services.figures.own_definitions import own_indicators, own_term
from liaison_desktop.services.figures.queries import QUERIES
from liaison_desktop.services.figures.query import Query


@dataclass(frozen=True, slots=True)
class KnownIndicators:
    """The indicators by key, in the order of the catalogue, own ones last.

    Attributes:
        terms: Their words.
        owns: The office's own.
    """

    terms: Mapping[str, Indicator]
    owns: Mapping[str, OwnIndicator]

    def term(self, key: str) -> Indicator:
        """Return the words of an indicator.

        Raises:
            UsageError: When there is no such indicator.
        """
        try:
            return self.terms[key]
        except KeyError:
            message = f"没有名为“{key}”的指标；不带 --key 可列出全部指标。"
            raise UsageError(message) from None

    def parts(self, term: Indicator) -> tuple[Indicator, ...]:
        """Return what an indicator is made of: itself, or the shipped ones of an own one."""
        own = self.owns.get(term.key)
        if own is None:
            return (term,)
        keys = (own.first,) if own.measure is Measure.COUNT else (own.first, own.second)
        return tuple(INDICATOR_OF[key] for key in keys)

    def queries(self, term: Indicator) -> tuple[Query, ...]:
        """Return the queries behind an indicator; none for a ledger that is not kept yet."""
        found = (QUERIES.get(part.key) for part in self.parts(term))
        return tuple(query for query in found if query is not None)


def known_indicators(session: Session) -> KnownIndicators:
    """Return every indicator as one session sees them."""
    owns = own_indicators(session)
    terms = INDICATOR_OF | {own.key: own_term(own) for own in owns}
    return KnownIndicators(terms, {own.key: own for own in owns})
