"""What a draft is about: its period, its range, its day, and how it is written."""

from dataclasses import dataclass
from datetime import date

from liaison_desktop.domain.figures.period import Period
from liaison_desktop.domain.figures.scope import EVERYWHERE, Scope


@dataclass(frozen=True, slots=True)
class DraftOptions:
    """What a person chooses for a draft.

    Attributes:
        scope: What every figure is limited to, e.g. one village for 驻村队员.
        organisation: 署名, "" for the station's name.
        signed_on: 成文日期, None for today.
        omit_zero: Whether clauses in 〔…〕 whose figures are all 0 are left out.
    """

    scope: Scope = EVERYWHERE
    organisation: str = ""
    signed_on: date | None = None
    omit_zero: bool = True


@dataclass(frozen=True, slots=True)
class Frame:
    """What the words of a template are about.

    Attributes:
        period: Of the summary.
        scope: What every figure is limited to.
        day: 成文日期.
        organisation, county, township: Names, "" where there is no station yet.
        omit_zero: As in the options.
    """

    period: Period
    scope: Scope
    day: date
    organisation: str
    county: str
    township: str
    omit_zero: bool = True

    @property
    def place(self) -> str:
        """The range in words: the limits, or the township."""
        return self.scope.label or self.township
