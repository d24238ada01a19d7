"""Blanks nobody filled: one line of the 口径检查 for all of them, walked through one by one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from liaison_desktop.domain.figures.proof import Finding
from liaison_desktop.domain.figures.token import BLANK

BLANK_LEFT = "blank-left"
_NAMED = 3  # so many places are named
_BREAKS = re.compile(r"[，,。；;：:、！？\s]")


@dataclass(frozen=True, slots=True)
class BlanksLeft:
    """Several blanks of a text.

    Attributes:
        findings: In the order of the text, at least two.
    """

    findings: tuple[Finding, ...]

    @property
    def sentence(self) -> str:
        """How many there are and where the first of them stand."""
        named = "、".join(f"“{_words(one)}”" for one in self.findings[:_NAMED])
        more = "等处" if len(self.findings) > _NAMED else ""
        return f"{len(self.findings)}处空白待填：{named}{more}。请补填，或删去那一句。"


def gathered(findings: Sequence[Finding]) -> list[Finding | BlanksLeft]:
    """Return findings in their order, blanks as one where the first of them stands.

    A single blank stays as it is.
    """
    blanks = [one for one in findings if one.code == BLANK_LEFT]
    if len(blanks) < 2:
        return list(findings)
    first = blanks[0]
    blanks.sort(key=lambda one: (one.block or 0, end_of(one)))
    return [
        BlanksLeft(tuple(blanks)) if one is first else one
        for one in findings
        if one is first or one.code != BLANK_LEFT
    ]


def end_of(finding: Finding) -> int:
    """Return where a finding's words end in the text of its block; a blank is their end."""
    return finding.start + len(finding.excerpt)


def _words(finding: Finding) -> str:
    """Return the blank with its own words before it, or all that is known of its place."""
    before = _BREAKS.split(finding.excerpt.removesuffix(BLANK))[-1]
    own = before.rpartition(BLANK)[2].lstrip("》）”")
    return f"{own}{BLANK}" if own else finding.excerpt
