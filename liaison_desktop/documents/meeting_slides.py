"""The meeting pack as 16:9 slides with native charts that can be edited in WPS and PowerPoint.

A title slide, then a slide a chart: the headline as title, what and when below it, the
chart, the note. Nothing of it is a picture, and there are no speaker's notes.
"""

import io
from dataclasses import dataclass
from datetime import UTC, datetime, time

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.presentation import Presentation as Deck
from pptx.shapes.placeholder import SlidePlaceholder
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Cm, Length, Pt

from liaison_desktop.documents.native_chart import Place, add_chart, drawable
from liaison_desktop.documents.native_face import FACE, name_face, rgb
from liaison_desktop.documents.native_matrix import add_matrix
from liaison_desktop.documents.text import clean
from liaison_desktop.documents.timeless_zip import timeless_zip
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.figures.chart import Chart, ChartKind
from liaison_desktop.domain.figures.chart_pieces import pieces
from liaison_desktop.domain.figures.chart_tone import DEEP
from liaison_desktop.domain.figures.chart_words import nothing_words
from liaison_desktop.domain.figures.meeting_pack import MeetingPack

_WIDE, _HIGH = Cm(33.867), Cm(19.05)
_LEFT, _INNER = Cm(1.7), Cm(30.467)
_HEADLINE_TOP, _HEADLINE_HIGH = Cm(0.8), Cm(2.0)
_SUBTITLE_TOP, _SUBTITLE_HIGH = Cm(2.75), Cm(0.9)
_CHART_TOP, _CHART_HIGH = Cm(3.75), Cm(12.9)
_NOTE_TOP, _NOTE_HIGH = Cm(16.75), Cm(1.6)
_DEEP = rgb(DEEP.colour)
_INK, _SOFT = RGBColor(0x1E, 0x28, 0x2C), RGBColor(0x5A, 0x64, 0x69)
_TITLE_LAYOUT, _CHART_LAYOUT = 0, 5
_MOST = {ChartKind.BULLETS: 12, ChartKind.BARS: 18, ChartKind.MATRIX: 14}  # two bars a cadre
_SIZE, _MANY_SIZE, _MANY = 14.0, 11.0, 10
_HEADLINE_SIZES = ((30, 26.0), (44, 22.0), (10_000, 18.0))  # up to so many characters, points


def meeting_slides(pack: MeetingPack) -> bytes:
    """Return the pack as a .pptx file; the same pack gives the same bytes."""
    deck = Presentation()
    _widen(deck)
    _name_theme_faces(deck)
    _title_slide(deck, pack)
    for chart in pack.charts:
        for piece in pieces(chart, _MOST.get(chart.kind, 0)):
            _chart_slide(deck, piece)
    _set_properties(deck, pack)
    target = io.BytesIO()
    deck.save(target)
    return timeless_zip(target.getvalue())


def _widen(deck: Deck) -> None:
    """Make the shipped 4:3 template 16:9, its placeholders with it."""
    before, high = deck.slide_width or _WIDE, deck.slide_height or _HIGH
    deck.slide_width, deck.slide_height = _WIDE, _HIGH
    for layout in (deck.slide_master, *deck.slide_layouts):
        for shape in layout.shapes:
            shape.left = Length(round(shape.left * _WIDE / before))
            shape.width = Length(round(shape.width * _WIDE / before))
            shape.top = Length(round(shape.top * _HIGH / high))
            shape.height = Length(round(shape.height * _HIGH / high))


def _name_theme_faces(deck: Deck) -> None:
    """Name the typeface of what is typed on these slides later, for Han letters too."""
    for relation in deck.slide_master.part.rels.values():
        if relation.reltype == RT.THEME:
            theme = relation.target_part
            named = theme.blob.replace(b'typeface="Calibri"', f'typeface="{FACE}"'.encode())
            theme.blob = named.replace(b'<a:ea typeface=""', f'<a:ea typeface="{FACE}"'.encode())


def _title_slide(deck: Deck, pack: MeetingPack) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_LAYOUT])
    band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Length(0), Length(0), Cm(0.9), _HIGH)
    band.fill.solid()
    band.fill.fore_color.rgb = _DEEP
    band.line.fill.background()
    title, below = slide.placeholders[0], slide.placeholders[1]
    _place(title, (Cm(3), Cm(5.2), Cm(28), Cm(4.4)))
    _place(below, (Cm(3), Cm(10.0), Cm(28), Cm(3)))
    _write(title.text_frame, clean(pack.title), _Words(40, bold=True))
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    period = f"统计时段：{day_words(pack.period.first)}至{day_words(pack.period.last)}"
    spoken = (clean(pack.station), period, f"制图日期：{day_words(pack.dated)}")
    for number, line in enumerate(filter(None, spoken)):
        if number:
            below.text_frame.add_paragraph()
        _write(below.text_frame, line, _Words(18, soft=True))


def _chart_slide(deck: Deck, chart: Chart) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[_CHART_LAYOUT])
    headline = clean(chart.headline)
    title = slide.placeholders[0]
    _place(title, (_LEFT, _HEADLINE_TOP, _INNER, _HEADLINE_HIGH))
    size = next(size for most, size in _HEADLINE_SIZES if len(headline) <= most)
    _write(title.text_frame, headline, _Words(size, bold=True))
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _say(slide, chart.title, (_SUBTITLE_TOP, _SUBTITLE_HIGH), _Words(14, soft=True))
    if drawable(chart):
        size = _MANY_SIZE if len(chart.categories) > _MANY else _SIZE
        add_chart(slide.shapes, chart, Place(_LEFT, _CHART_TOP, _INNER, _CHART_HIGH, size))
    elif chart.kind is ChartKind.MATRIX and not chart.empty:
        add_matrix(slide.shapes, chart, Place(_LEFT, _CHART_TOP, _INNER, _CHART_HIGH, 13.0))
    else:
        words = _Words(20, soft=True, align=PP_ALIGN.CENTER)
        _say(slide, nothing_words(chart), (_CHART_TOP, _CHART_HIGH), words)
    _say(slide, chart.note, (_NOTE_TOP, _NOTE_HIGH), _Words(10.5, soft=True))


@dataclass(frozen=True, slots=True)
class _Words:
    """How text on a slide is set; size in points."""

    size: float
    bold: bool = False
    soft: bool = False
    align: PP_ALIGN = PP_ALIGN.LEFT


def _say(slide: Slide, text: str, upright: tuple[Length, Length], words: _Words) -> None:
    """Put a text over the inner width; ``upright`` is where it begins and how high it is."""
    top, high = upright
    frame = slide.shapes.add_textbox(_LEFT, top, _INNER, high).text_frame
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _write(frame, clean(text), words)


def _write(frame: TextFrame, text: str, words: _Words) -> None:
    """Set the last paragraph of a frame."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = Length(0)
    paragraph = frame.paragraphs[-1]
    paragraph.alignment = words.align
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(words.size), words.bold
    run.font.color.rgb = _SOFT if words.soft else _INK
    name_face(run.font)


def _place(shape: SlidePlaceholder, box: tuple[Length, Length, Length, Length]) -> None:
    shape.left, shape.top, shape.width, shape.height = box


def _set_properties(deck: Deck, pack: MeetingPack) -> None:
    about = deck.core_properties
    day = datetime.combine(pack.dated, time(8), UTC)
    station = clean(pack.station)
    about.title, about.author, about.last_modified_by = clean(pack.title), station, station
    about.created = about.modified = day
    about.language, about.subject, about.revision = "zh-CN", pack.period.label, 1
