"""Putting the look on the application: font, palette, style sheet, Chinese buttons."""

import logging
from collections.abc import Sequence

from PySide6.QtCore import QDir, QLibraryInfo, QObject, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from liaison_desktop import paths
from liaison_desktop.ui.stylesheet import build_stylesheet
from liaison_desktop.ui.tokens import COLOURS, LARGEST_PERCENT, SMALLEST_PERCENT, Metrics

_log = logging.getLogger(__name__)

_FONT_FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold-subset.ttf")
_STYLE = "Fusion"
_TRANSLATOR_NAME = "liaison-qtbase-zh"
_LEAST, _FIXED = "leastWidth", "fixedWidth"  # properties of widgets: pixels at 100 %


class _Look:
    """What is on the application now; there is one application, so there is one look."""

    metrics = Metrics()
    family = ""
    styled = False


def metrics() -> Metrics:
    """Return the sizes of the text size in force."""
    return _Look.metrics


def new_application(arguments: Sequence[str]) -> QApplication:
    """Make the application in the style all is drawn with.

    The style is named among the arguments: ``setStyle`` returns it, and making Python's
    class for that takes a tenth of the start.
    """
    _Look.styled = True
    return QApplication([*arguments, "-style", _STYLE])


def apply_theme(app: QApplication, percent: int = 100) -> None:
    """Dress the application; call again to change the text size while it runs.

    Args:
        app: The application.
        percent: Text size, 100 to 200; other values are brought into that range.
    """
    _Look.metrics = Metrics(min(max(percent, SMALLEST_PERCENT), LARGEST_PERCENT))
    if not _Look.styled:
        _Look.styled = True
        app.setStyle(_STYLE)
    if not _Look.family:
        _Look.family = _load_fonts()
        QDir.addSearchPath("controls", str(paths.resource("icons", "controls")))
    _load_chinese_buttons(app)
    app.setPalette(_palette())
    app.setFont(_font())
    for widget in app.allWidgets():
        _fit_width(widget)
    app.setStyleSheet(build_stylesheet(_Look.metrics))


def keep_width(widget: QWidget, *, least: float = 0, fixed: float = 0) -> None:
    """Give a widget a least or a fixed width that follows the text size while the program runs.

    Args:
        widget: The widget.
        least: Its least width in pixels at 100 %, 0 for none.
        fixed: Its fixed width likewise.
    """
    widget.setProperty(_LEAST, least)
    widget.setProperty(_FIXED, fixed)
    _fit_width(widget)


def _fit_width(widget: QWidget) -> None:
    if least := widget.property(_LEAST):
        widget.setMinimumWidth(metrics().px(least))
    if fixed := widget.property(_FIXED):
        widget.setFixedWidth(metrics().px(fixed))


def set_property(widget: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet asks for, and restyle the widget if it changed."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _load_fonts() -> str:
    """Load the bundled faces and return their family, the system's font if they are missing."""
    family = ""
    for name in _FONT_FILES:
        try:
            loaded = QFontDatabase.addApplicationFont(str(paths.resource("fonts", name)))
        except FileNotFoundError:
            _log.warning("font file %s is missing", name)
            continue
        if not family and loaded >= 0:
            family = QFontDatabase.applicationFontFamilies(loaded)[0]
    return family or QApplication.font().family()


def _font() -> QFont:
    font = QFont(_Look.family)
    font.setPixelSize(_Look.metrics.text)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


def _load_chinese_buttons(app: QApplication) -> None:
    """Turn Qt's own 确定/取消 and menus Chinese, once an application."""
    if app.findChild(QObject, _TRANSLATOR_NAME) is not None:
        return
    translator = QTranslator(app)
    translator.setObjectName(_TRANSLATOR_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)


def _palette() -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: COLOURS.paper,
        role.WindowText: COLOURS.ink,
        role.Base: COLOURS.surface,
        role.AlternateBase: COLOURS.zebra,
        role.Text: COLOURS.ink,
        role.PlaceholderText: COLOURS.ink_faint,
        role.Button: COLOURS.surface,
        role.ButtonText: COLOURS.ink,
        role.Highlight: COLOURS.accent_soft,
        role.HighlightedText: COLOURS.ink,
        role.Link: COLOURS.accent,
        role.ToolTipBase: COLOURS.ink,
        role.ToolTipText: COLOURS.surface,
    }
    palette = QPalette()
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(COLOURS.ink_faint))
    return palette
