"""Both sides of a card as it will print, drawn on a lane."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from liaison_desktop.documents.card_measures import MEASURES
from liaison_desktop.domain.register.contact_card import CardContent
from liaison_desktop.services.on_demand import on_demand
from liaison_desktop.ui import theme
from liaison_desktop.ui.lanes import Lanes
from liaison_desktop.ui.page_image import PageImage, to_image
from liaison_desktop.ui.tokens import COLOURS

_DPI = 200
_WIDEST = 420  # logical pixels at 100 %: larger than life needs no more


class CardPicture(QWidget):
    """The front above the back; white until the picture has come."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self._lanes = lanes
        self._content: CardContent | None = None
        self._images: tuple[QImage, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("联系卡正反面")

    @property
    def drawn(self) -> bool:
        """Tell whether the pictures have come."""
        return bool(self._images)

    def show_card(self, content: CardContent) -> None:
        """Show what a card prints; nothing is drawn anew when it is the same."""
        if content == self._content:
            return
        self._content, self._images = content, ()
        self.updateGeometry()
        self.update()

        def draw() -> tuple[QImage, ...]:
            # Asked for on the lane: loading the PDF library would hold up the window.
            sides: tuple[PageImage, ...] = on_demand("card_pictures")(content, _DPI)
            return tuple(map(to_image, sides))

        self._lanes.read((id(self), "picture"), draw, self._on_drawn, owner=self)

    def hasHeightForWidth(self) -> bool:
        """Return True: the pictures keep their shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of both sides at a width."""
        if self._content is None:
            return 0
        sizes = theme.metrics()
        return 2 * self._side(width).height() + sizes.px(10) + sizes.px(6)

    def sizeHint(self) -> QSize:
        """Return the size at a usual width."""
        width = theme.metrics().px(_WIDEST)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both sides with a soft edge."""
        if self._content is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self._side(self.width())
        for number in range(2):
            painter.fillRect(place.adjusted(2, 3, 3, 4), QColor(0, 0, 0, 26))
            painter.fillRect(place, QColor(COLOURS.surface))
            if number < len(self._images):
                painter.drawImage(place, self._scaled(number, place.size()))
            painter.setPen(QColor(COLOURS.line))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
            place.translate(0, place.height() + theme.metrics().px(10))
        painter.end()

    def _side(self, width: int) -> QRect:
        """Return the place of the front at a width."""
        if self._content is None:
            return QRect()
        measures = MEASURES[self._content.layout]
        wide = min(width - 6, theme.metrics().px(_WIDEST))
        return QRect(1, 1, wide, round(wide * measures.height / measures.width))

    def _scaled(self, number: int, size: QSize) -> QImage:
        ratio = self.devicePixelRatioF()
        image = self._images[number].scaled(
            size * ratio,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        image.setDevicePixelRatio(ratio)
        return image

    def _on_drawn(self, images: tuple[QImage, ...]) -> None:
        self._images = images
        self.update()
