"""Charts as pictures: PNG through the preview's renderer, SVG with letters as outlines.

Outlines and not text in the SVG: it looks the same in every browser and office program,
whichever fonts that machine has, and no font has to travel with it. What the picture says
stands in its title and description, for those who cannot see it.
"""

import io
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from html import escape

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont as FontFile
from PIL import Image

from liaison_desktop.documents.chart_drawing import draw_chart
from liaison_desktop.documents.fonts import Face
from liaison_desktop.documents.page import (
    Align,
    Code,
    Colour,
    Filled,
    Line,
    Mark,
    Page,
    Placed,
    Rect,
    Strokes,
    Text,
)
from liaison_desktop.documents.preview import LARGEST_SIDE, render_page
from liaison_desktop.documents.surface import pdf_of
from liaison_desktop.documents.text import MM, runs, width
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.figures.chart import Chart
from liaison_desktop.domain.figures.chart_pieces import pieces

_SIDES = (180.0, 112.0)  # mm of one chart
_MARGIN = 7.0
_ALONE, _COLUMNS = 1, 2
_WHITE: Colour = (1.0, 1.0, 1.0)
LEAST_WIDE = 1600  # pixels


def charts_png(charts: Sequence[Chart], wide: int = LEAST_WIDE) -> bytes:
    """Return one PNG with all charts: one alone, several in two columns.

    Args:
        charts: At least one.
        wide: Width of the picture in pixels; of two columns, of each of them.

    Raises:
        RefusedError: When they are too many for one picture.
    """
    page = _sheet(charts)
    pixels = wide * round(page.width / (_SIDES[0] + 2 * _MARGIN))
    if pixels * page.height / page.width > LARGEST_SIDE:
        raise RefusedError("图表太多，一张图片放不下。请少选几张，或者改存为 PDF、PPTX 文件。")
    image = render_page(pdf_of((page,), charts[0].title), 0, pixels / page.width * 25.4)
    size = (image.width, image.height)
    picture = Image.frombuffer("RGB", size, image.data, "raw", "BGR", image.stride, 1)
    target = io.BytesIO()
    picture.save(target, "PNG", dpi=(300, 300))
    return target.getvalue()


def charts_svg(charts: Sequence[Chart]) -> bytes:
    """Return one SVG with all charts, arranged as in the PNG; sizes are true millimetres."""
    page = _sheet(charts)
    title = escape("；".join(chart.title for chart in charts))
    said = escape("；".join(chart.headline for chart in charts))
    wide, high = f"{page.width:g}", f"{page.height:g}"
    sizes = f'width="{wide}mm" height="{high}mm" viewBox="0 0 {wide} {high}"'
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {sizes}>',
        f"<title>{title}</title>",
        f"<desc>{said}</desc>",
        f'<rect width="{wide}" height="{high}" fill="#fff"/>',
    ]
    for part in page.parts:
        drawn.append(f'<g transform="translate({part.x:g} {part.y:g})">')
        drawn += filter(None, map(_element, part.marks))
        drawn.append("</g>")
    return "\n".join([*drawn, "</svg>", ""]).encode()


def _sheet(charts: Sequence[Chart]) -> Page:
    """Return a page of the size of its charts, none of which is drawn smaller."""
    charts = [piece for chart in charts for piece in pieces(chart)]
    across = _ALONE if len(charts) == 1 else _COLUMNS
    wide, high = _SIDES
    step_x, step_y = wide + 2 * _MARGIN, high + 2 * _MARGIN
    parts = tuple(
        Placed(
            (number % across) * step_x + _MARGIN,
            (number // across) * step_y + _MARGIN,
            draw_chart(chart, wide, high),
        )
        for number, chart in enumerate(charts)
    )
    return Page(step_x * across, step_y * -(-len(charts) // across), parts)


def _element(mark: Mark) -> str:
    match mark:
        case Text():
            return _text(mark)
        case Filled():
            return f'<path fill="{_code(mark.colour)}" d="{_chain(mark.points)}Z"/>'
        case Strokes():
            drawn = "".join(map(_chain, mark.paths))
            return _stroked(drawn, mark.colour, mark.thickness) if drawn else ""
        case Line():
            chain = _chain(((mark.x1, mark.y1), (mark.x2, mark.y2)))
            return _stroked(chain, mark.ink.value, mark.thickness)
        case Rect():
            right, low = mark.x + mark.width, mark.y + mark.height
            corners = ((mark.x, mark.y), (right, mark.y), (right, low), (mark.x, low))
            return _stroked(f"{_chain(corners)}Z", mark.ink.value, mark.thickness)
        case Code():
            raise TypeError("a chart has no codes")


def _stroked(path: str, colour: Colour, thickness: float) -> str:
    return f'<path fill="none" stroke="{_code(colour)}" stroke-width="{thickness:g}" d="{path}"/>'


def _chain(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.3f} {y:.3f}" for x, y in points)


def _code(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def _text(mark: Text) -> str:
    """Write a line of text as filled outlines, each letter moved to its place."""
    long = width(mark.text, mark.style, mark.size) * mark.stretch
    x = mark.x - {Align.LEFT: 0.0, Align.CENTRE: long / 2}.get(mark.align, long)
    drawn = []
    for run in runs(mark.text, mark.style):
        for letter in run.text:
            outline, units, advance = _outline(run.face, letter)
            across = mark.size / MM / units
            if outline:
                shape = (
                    f"matrix({across * mark.stretch:.5g} 0 0 {-across:.5g} {x:.3f} {mark.y:.3f})"
                )
                drawn.append(f'<path transform="{shape}" d="{outline}"/>')
            x += advance * across * mark.stretch
    return f'<g fill="{_code(mark.ink.value)}">{"".join(drawn)}</g>' if drawn else ""


@lru_cache(maxsize=4096)
def _outline(face: Face, letter: str) -> tuple[str, int, float]:
    """Return the outline of a letter in the units of its font, those units, and its advance."""
    font = _font(face)
    glyphs = font.getGlyphSet()
    name = font.getBestCmap()[ord(letter)]
    pen = SVGPathPen(glyphs)
    glyphs[name].draw(pen)
    return pen.getCommands(), int(font["head"].unitsPerEm), float(glyphs[name].width)


@cache
def _font(face: Face) -> FontFile:
    return FontFile(face.path, lazy=True, fontNumber=0)
