"""口径检查 of a text: every rule over it, in the order of the text (anchors.md 8, N3)."""

from collections.abc import Sequence

from liaison_desktop.domain.figures.period_words import period_findings
from liaison_desktop.domain.figures.proof import Finding
from liaison_desktop.domain.figures.proof_comparisons import comparison_findings
from liaison_desktop.domain.figures.proof_finding import Known
from liaison_desktop.domain.figures.proof_identities import identity_findings
from liaison_desktop.domain.figures.proof_numbers import number_findings, typed_findings
from liaison_desktop.domain.figures.proof_rates import rate_findings
from liaison_desktop.domain.figures.proof_reading import read_blocks
from liaison_desktop.domain.figures.proof_sums import sum_findings
from liaison_desktop.domain.figures.summary import Block


def prove_text(blocks: Sequence[Block], known: Known) -> tuple[Finding, ...]:
    """Return what a report's text says against itself, its period and the ledgers.

    Args:
        blocks: The text; typed by hand or with tokens.
        known: Period, places, figures of the ledgers; all but the period may be empty.
    """
    read = read_blocks(blocks, known.places)
    found = (
        *rate_findings(read, known),
        *sum_findings(read, known),
        *identity_findings(read, known),
        *comparison_findings(read, known),
        *period_findings(read, known.period),
        *number_findings(read, known),
        *typed_findings(blocks, read, known),
    )
    once = {(one.code, one.block, one.start, one.excerpt): one for one in reversed(found)}
    return tuple(sorted(once.values(), key=_place))


def _place(finding: Finding) -> tuple[int, int, str]:
    return (finding.block if finding.block is not None else -1, finding.start, finding.code)
