"""What the rules of the 口径检查 know beside the text, and how they word what they find."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from liaison_desktop.domain.figures.indicator import Figure
from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.proof import Finding, Severity
from liaison_desktop.domain.figures.proof_reading import Quantity, ReadBlock
from liaison_desktop.domain.figures.scope import Scope
from liaison_desktop.domain.figures.token import TokenSource

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the text.

    Attributes:
        period: The report's.
        places: Names of villages, groups and units, which limit what is counted.
        figures: The whole station's figures of the period, by key; empty for a text alone.
        token_figures: Figures of the tokens, by key, period and scope.
        signs: For tokens of changes: 1 for more, −1 for fewer, 0 for neither.
    """

    period: Period
    places: frozenset[str] = frozenset()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    token_figures: Mapping[tuple[str, str, Scope], Figure] = field(default_factory=dict)
    signs: Mapping[TokenSource, int] = field(default_factory=dict)

    def value(self, key: str) -> Decimal | None:
        """Return the station's figure of an indicator, None when it is not known."""
        figure = self.figures.get(key)
        if figure is None or figure.value is None:
            return None
        return Decimal(str(figure.value))


def at(
    block: ReadBlock,
    quantities: Iterable[Quantity],
    code: str,
    sentence: str,
    severity: Severity = Severity.RED,
) -> Finding:
    """Return a finding about numbers of one block.

    Args:
        block: The block they stand in.
        quantities: The numbers meant, at least one; the last is the one in doubt.
        code: Which rule.
        sentence: What is wrong and what would be right.
        severity: Red or amber.
    """
    meant = sorted(quantities, key=lambda one: one.start)
    first, last = meant[0], meant[-1]
    start = _begin(block.text, first)
    if last.end - start > _LONGEST:
        start = _begin(block.text, last)
    return Finding(code, severity, sentence, block.index, block.text[start : last.end], start)


def _begin(text: str, one: Quantity) -> int:
    """Return where the words of a number begin, at most a dozen characters before it."""
    start = one.start
    while start > 0 and one.start - start < 12 and text[start - 1] not in "，,。；;：:（()）、\n":
        start -= 1
    return start
