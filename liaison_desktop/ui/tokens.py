"""The look in numbers: colours, tones, spacing and type sizes, all from one table."""

from dataclasses import dataclass
from enum import Enum

BASE_TEXT_PX = 14
SMALLEST_PERCENT, LARGEST_PERCENT = 100, 200


class Tone(Enum):
    """What a colour says; the word beside it always says it too (never colour alone)."""

    RED = "red"  # overdue, wrong, refused
    AMBER = "amber"  # due soon, to be looked at
    GREEN = "green"  # done, in force
    GREY = "grey"  # later, void, not applicable
    ACCENT = "accent"  # chosen, being worked on


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of the window, as ``#rrggbb``.

    Text colours keep a contrast of at least 4.5 : 1 (WCAG 2.1 AA) on the grounds they
    stand on, outlines of inputs at least 3 : 1; a test computes both.
    """

    paper: str = "#f6f4ef"
    surface: str = "#ffffff"
    zebra: str = "#fbfaf7"
    sunken: str = "#efece5"
    line: str = "#e0dbd1"
    line_strong: str = "#8c877c"
    ink: str = "#1e282c"
    ink_soft: str = "#4d585d"
    ink_faint: str = "#646e72"
    accent: str = "#0f5f64"
    accent_hover: str = "#0b4d52"
    accent_pressed: str = "#083b3f"
    accent_soft: str = "#dcecea"
    accent_faint: str = "#eef5f4"
    on_accent: str = "#ffffff"
    red: str = "#a3291f"
    red_soft: str = "#fbe9e6"
    amber: str = "#7d4a00"
    amber_soft: str = "#fcf0d9"
    green: str = "#26633a"
    green_soft: str = "#e5f2e8"
    grey: str = "#545f64"
    grey_soft: str = "#ebe9e3"


COLOURS = Colours()

_TONE_COLOURS: dict[Tone, tuple[str, str]] = {
    Tone.RED: (COLOURS.red, COLOURS.red_soft),
    Tone.AMBER: (COLOURS.amber, COLOURS.amber_soft),
    Tone.GREEN: (COLOURS.green, COLOURS.green_soft),
    Tone.GREY: (COLOURS.grey, COLOURS.grey_soft),
    Tone.ACCENT: (COLOURS.accent, COLOURS.accent_soft),
}


def tone_colours(tone: Tone) -> tuple[str, str]:
    """Return the text colour and the ground of a tone, as ``#rrggbb``."""
    return _TONE_COLOURS[tone]


@dataclass(frozen=True, slots=True)
class Metrics:
    """Sizes in logical pixels at one text size.

    Attributes:
        percent: Text size, 100 to 200.
    """

    percent: int = 100

    def px(self, at_hundred: float) -> int:
        """Return a length given for 100 % at this text size, at least one pixel."""
        return max(1, round(at_hundred * self.percent / 100))

    @property
    def text(self) -> int:
        """Height of running text."""
        return self.px(BASE_TEXT_PX)

    @property
    def small(self) -> int:
        """Height of captions and counts."""
        return self.px(12.5)

    @property
    def heading(self) -> int:
        """Height of a heading inside a page."""
        return self.px(17)

    @property
    def row(self) -> int:
        """Height of a list row."""
        return self.px(34)

    @property
    def control(self) -> int:
        """Height of a button or an input line."""
        return self.px(34)

    @property
    def icon(self) -> int:
        """Edge of an icon beside text."""
        return self.px(18)

    @property
    def gap(self) -> int:
        """The usual distance between neighbours."""
        return self.px(8)

    @property
    def margin(self) -> int:
        """The usual distance from an edge."""
        return self.px(16)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours (WCAG 2.1, 1.4.3), 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (_linear(channel) for channel in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    """Return the linear intensity of an sRGB channel of 0 to 1."""
    return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4
