"""The look: contrast, sizes, the bundled font, Chinese buttons."""

import re

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPushButton

from liaison_desktop import paths
from liaison_desktop.ui import theme
from liaison_desktop.ui.stylesheet import build_stylesheet
from liaison_desktop.ui.tokens import COLOURS, Metrics, Tone, contrast, tone_colours

TEXT_ON_GROUND = [
    (COLOURS.ink, COLOURS.paper),
    (COLOURS.ink, COLOURS.accent_soft),
    (COLOURS.ink_soft, COLOURS.sunken),
    (COLOURS.ink_faint, COLOURS.paper),
    (COLOURS.ink_faint, COLOURS.surface),
    (COLOURS.accent, COLOURS.paper),
    (COLOURS.accent, COLOURS.accent_soft),
    (COLOURS.on_accent, COLOURS.accent),
    (COLOURS.on_accent, COLOURS.accent_hover),
    (COLOURS.red, COLOURS.paper),
    (COLOURS.red, COLOURS.red_soft),
    (COLOURS.surface, COLOURS.ink),
    *(tone_colours(tone) for tone in Tone),
]


@pytest.fixture
def restored(qapp):
    yield
    theme.apply_theme(qapp, 100)


@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read_on_its_ground(text, ground):
    assert contrast(text, ground) >= 4.5


def test_outlines_of_inputs_can_be_seen():
    assert contrast(COLOURS.line_strong, COLOURS.surface) >= 3
    assert contrast(COLOURS.line_strong, COLOURS.paper) >= 3


def test_contrast_agrees_with_the_standards_ends():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_everything_doubles_at_two_hundred_per_cent():
    one, two = Metrics(100), Metrics(200)
    for name in ("text", "row", "control", "icon", "gap", "margin"):
        assert getattr(two, name) == 2 * getattr(one, name)


def test_style_sheet_has_no_unfilled_part():
    sheet = build_stylesheet(Metrics(150))
    assert sheet.count("{") == sheet.count("}")
    assert "None" not in sheet
    assert not re.search(r":\s*;", sheet)


def test_controls_are_drawn_in_colours_of_the_palette():
    known = {getattr(COLOURS, name) for name in COLOURS.__slots__}
    for file in sorted(paths.resource("icons", "controls").glob("*.svg")):
        colours = set(re.findall(r"#[0-9a-f]{6}", file.read_text("utf-8")))
        assert colours <= known, file.name
    named = set(re.findall(r"controls:(\w+)\.svg", build_stylesheet(Metrics())))
    assert all(paths.resource("icons", "controls", f"{name}.svg").exists() for name in named)


@pytest.mark.usefixtures("restored")
def test_text_size_reaches_widgets_that_are_already_open(qapp, qtbot):
    button, line = QPushButton("保存"), QLineEdit()
    for widget in (button, line):
        qtbot.addWidget(widget)
        widget.ensurePolished()
    before = (button.sizeHint().height(), line.sizeHint().height())
    theme.apply_theme(qapp, 200)
    for widget, height in zip((button, line), before, strict=True):
        widget.ensurePolished()
        assert widget.fontInfo().pixelSize() == 28
        assert widget.sizeHint().height() == pytest.approx(2 * height, abs=3)


@pytest.mark.usefixtures("restored")
@pytest.mark.parametrize(("asked", "given"), [(40, 100), (130, 130), (900, 200)])
def test_text_size_stays_in_its_range(qapp, asked, given):
    theme.apply_theme(qapp, asked)
    assert theme.metrics().percent == given


def test_the_bundled_font_is_used(qapp):
    assert qapp.font().family() == "Noto Sans SC"


def test_qts_own_buttons_are_chinese(qtbot):
    box = QDialogButtonBox(
        QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
    )
    qtbot.addWidget(box)
    captions = {button.text().split("(")[0].strip("&") for button in box.buttons()}
    assert captions == {"确定", "取消"}


def test_a_property_restyles_at_once(qtbot):
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    theme.set_property(line, "invalid", "true")
    picture = line.grab().toImage()
    middle = picture.pixelColor(picture.width() // 2, picture.height() // 2)
    assert middle.name(middle.NameFormat.HexRgb) == COLOURS.red_soft
