"""The program's own line icons, tinted by colour role and crisp on every screen."""

from enum import Enum
from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from liaison_desktop import paths
from liaison_desktop.ui.tokens import COLOURS


class Ink(Enum):
    """The colour role of an icon; the value is the colour."""

    TEXT = COLOURS.ink
    SOFT = COLOURS.ink_soft
    FAINT = COLOURS.ink_faint
    ACCENT = COLOURS.accent
    ON_ACCENT = COLOURS.on_accent
    RED = COLOURS.red
    AMBER = COLOURS.amber
    GREEN = COLOURS.green


@cache
def icon(name: str, ink: Ink = Ink.SOFT) -> QIcon:
    """Return an icon in normal, disabled and chosen colours.

    Args:
        name: File name below ``resources/icons`` without ``.svg``.
        ink: Colour role of the normal state.

    Raises:
        FileNotFoundError: When there is no such icon.
    """
    _source(name)
    return QIcon(_LineIcon(name, ink))


def pixmap(name: str, ink: Ink, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a picture of ``size`` logical pixels.

    Args:
        name: File name below ``resources/icons`` without ``.svg``.
        ink: Colour role.
        size: Edge in logical pixels.
        ratio: Device pixels a logical pixel, e.g. ``widget.devicePixelRatioF()``.
    """
    picture = QPixmap(_draw(name, ink, round(size * ratio)))
    picture.setDevicePixelRatio(ratio)
    return picture


@cache
def _source(name: str) -> str:
    return paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _draw(name: str, ink: Ink, size: int) -> QPixmap:
    """Draw an icon ``size`` device pixels wide."""
    coloured = _source(name).replace("currentColor", ink.value)
    renderer = QSvgRenderer(QByteArray(coloured.encode()))
    image = QImage(QSize(size, size), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return QPixmap.fromImage(image)


class _LineIcon(QIconEngine):
    """Draws an icon only in the sizes the screen asks for."""

    def __init__(self, name: str, ink: Ink) -> None:
        super().__init__()
        self._name = name
        self._ink = ink

    def clone(self) -> QIconEngine:
        return _LineIcon(self._name, self._ink)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        edge = min(rect.width(), rect.height())
        if edge <= 0:  # a button that has no room yet
            return
        picture = QPixmap(_draw(self._name, self._tint(mode, state), round(edge * ratio)))
        picture.setDevicePixelRatio(ratio)
        left = rect.x() + (rect.width() - edge) // 2
        painter.drawPixmap(left, rect.y() + (rect.height() - edge) // 2, picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _draw(self._name, self._tint(mode, state), min(size.width(), size.height()))

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        # Since Qt 6.8 the size is in logical pixels; Qt sets the ratio of the answer itself.
        return self.pixmap(size * scale, mode, state)

    def _tint(self, mode: QIcon.Mode, state: QIcon.State) -> Ink:
        if mode is QIcon.Mode.Disabled:
            return Ink.FAINT
        if state is QIcon.State.On and self._ink not in (Ink.ON_ACCENT, Ink.RED):
            return Ink.ACCENT
        return self._ink
