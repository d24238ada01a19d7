"""Preview of pages: a scrolling column of sheets, drawn as they come into sight."""

from collections import OrderedDict

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from liaison_desktop.ui import theme
from liaison_desktop.ui.lanes import Lanes
from liaison_desktop.ui.page_image import MM_PER_INCH, Pages, pixels, to_image
from liaison_desktop.ui.tokens import COLOURS

ZOOM_STEPS = (25, 33, 50, 67, 75, 90, 100, 125, 150, 200, 300)
_NEIGHBOURS = 3
_LARGEST_DPI = 300
_SCREEN_DPI = 96


class PdfView(QAbstractScrollArea):
    """Shows a document; keeps the pages in sight and three on each side."""

    page_changed = Signal(int)
    """Another page is in sight: its number from 0."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self._lanes = lanes
        self._pages = Pages((), _no_page)
        self._images: OrderedDict[int, QImage] = OrderedDict()
        self._percent = 100
        self._fit = True
        self._page = 0
        self._asked: int | None = None
        self._generation = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_pages(self, pages: Pages) -> None:
        """Show a document from its first page, fitted to the width."""
        self._pages = pages
        self._page = 0
        self._forget()
        self._fit = True
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self.page_changed.emit(0)

    @property
    def page_count(self) -> int:
        """Return the number of pages."""
        return len(self._pages.sizes_mm)

    @property
    def page(self) -> int:
        """Return the page in sight, from 0."""
        return self._page

    @property
    def zoom(self) -> int:
        """Return the scale in per cent of true size."""
        return self._percent

    def cached_pages(self) -> tuple[int, ...]:
        """Return the numbers of the pages kept as pictures."""
        return tuple(sorted(self._images))

    def go_to(self, page: int) -> None:
        """Scroll to a page."""
        if 0 <= page < self.page_count:
            top = self._rects()[page].y() - theme.metrics().margin
            self.verticalScrollBar().setValue(top)

    def set_zoom(self, percent: int) -> None:
        """Show the pages at a scale and keep the place."""
        self._fit = False
        self._scale_to(percent)

    def zoom_in(self) -> None:
        """Go to the next larger scale."""
        self.set_zoom(next((step for step in ZOOM_STEPS if step > self._percent), ZOOM_STEPS[-1]))

    def zoom_out(self) -> None:
        """Go to the next smaller scale."""
        smaller = [step for step in ZOOM_STEPS if step < self._percent]
        self.set_zoom(smaller[-1] if smaller else ZOOM_STEPS[0])

    def fit_width(self) -> None:
        """Let the widest page fill the view, also when the view changes its size."""
        self._fit = True
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages again."""
        super().resizeEvent(event)
        self._arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.zoom_in()
            else:
                self.zoom_out()
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages with Page Up and Page Down, go to the ends with Home and End."""
        places = {
            Qt.Key.Key_PageDown: self._page + 1,
            Qt.Key.Key_PageUp: self._page - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.page_count - 1,
        }
        place = places.get(Qt.Key(event.key()))
        if place is None:
            super().keyPressEvent(event)
        else:
            self.go_to(min(max(place, 0), self.page_count - 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheets in sight; white until a page has come."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(COLOURS.sunken))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        offset = self._offset()
        for number, rect in enumerate(self._rects()):
            place = rect.translated(offset)
            if not place.intersects(event.rect()):
                continue
            painter.fillRect(place.adjusted(2, 3, 3, 4), QColor(0, 0, 0, 28))
            image = self._images.get(number)
            if image is None:
                painter.fillRect(place, QColor(COLOURS.surface))
            else:
                painter.drawImage(place, image)
            painter.setPen(QColor(COLOURS.line))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.page_count:
            self._arrange()

    def _rects(self) -> list[QRect]:
        """Return the place of each page in the column."""
        sizes = theme.metrics()
        top, rects = sizes.margin, []
        widest = max((width for width, _ in self._pages.sizes_mm), default=0)
        middle = max(self.viewport().width() // 2, self._dots(widest) // 2 + sizes.margin)
        for width_mm, height_mm in self._pages.sizes_mm:
            width, height = self._dots(width_mm), self._dots(height_mm)
            rects.append(QRect(middle - width // 2, top, width, height))
            top += height + sizes.margin
        return rects

    def _dots(self, millimetres: float) -> int:
        return pixels(millimetres, _SCREEN_DPI * self._percent / 100)

    def _offset(self) -> QPoint:
        return QPoint(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def _scale_to(self, percent: int) -> None:
        percent = min(max(percent, 10), ZOOM_STEPS[-1])
        if percent == self._percent:
            return
        page, self._percent = self._page, percent
        self._forget()
        self._arrange()
        self.go_to(page)

    def _arrange(self) -> None:
        """Set the scroll bars for the present scale and ask for what is in sight."""
        if self._fit and self.page_count:
            room = self.viewport().width() - 2 * theme.metrics().margin
            widest = max(width for width, _ in self._pages.sizes_mm)
            percent = int(room * MM_PER_INCH * 100 / (widest * _SCREEN_DPI))
            if percent >= 10 and percent != self._percent:
                self._scale_to(min(percent, 150))
        rects, view = self._rects(), self.viewport()
        bottom = rects[-1].bottom() + theme.metrics().margin if rects else 0
        right = max((rect.right() for rect in rects), default=0) + theme.metrics().margin
        self.verticalScrollBar().setRange(0, max(0, bottom - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(theme.metrics().px(48))
        self.horizontalScrollBar().setRange(0, max(0, right - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        self._ask()
        view.update()

    def _on_scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        tops = [rect.y() for rect in self._rects()]
        page = max(sum(top <= middle for top in tops) - 1, 0)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self._ask()

    def _forget(self) -> None:
        self._images.clear()
        self._asked = None
        self._generation += 1

    def _wanted(self) -> list[int]:
        """Return the pages to keep: the one in sight, then its neighbours outwards."""
        near = sorted(
            range(max(self._page - _NEIGHBOURS, 0), self._page + _NEIGHBOURS + 1),
            key=lambda number: (abs(number - self._page), -number),
        )
        return [number for number in near if number < self.page_count]

    def _ask(self) -> None:
        """Ask for the first page that is missing; its answer asks for the next."""
        wanted = self._wanted()
        for number in set(self._images).difference(wanted):
            del self._images[number]
        missing = next((number for number in wanted if number not in self._images), None)
        if missing is None or missing == self._asked:
            return
        self._asked = missing
        generation, render = self._generation, self._pages.render
        ratio = self.devicePixelRatioF()
        dpi = min(round(_SCREEN_DPI * self._percent / 100 * ratio), _LARGEST_DPI)
        self._lanes.read(
            (id(self), "page"),
            lambda: to_image(render(missing, dpi)),
            lambda image: self._on_rendered(missing, generation, image),
            owner=self,
        )

    def _on_rendered(self, number: int, generation: int, image: QImage) -> None:
        if generation != self._generation:
            return
        self._asked = None
        self._images[number] = image
        self.viewport().update()
        self._ask()


def _no_page(page: int, dpi: int) -> "_Nothing":
    raise IndexError(page, dpi)


class _Nothing:
    """What an empty document would draw."""

    width, height, stride, data = 0, 0, 0, b""
