"""The diary booklet (民情日记) of a cadre and a year, A5 (domain.md 4.4).

Cover (单位、姓名、年度), then every diary on pages of its own under its day's head line
``3月15日 星期三 天气 晴``, 仿宋 小四, with a box for the review; page numbers run on. Plain
pages, or imposed two on A4 lying so that the pile, printed on both sides and turned over
the short edge, is folded into a booklet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from liaison_desktop.documents.flow import Flow, Type, label
from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import A4, Align, Line, Page, Placed, Text
from liaison_desktop.documents.ruled import Frame, RowType, RuledCell
from liaison_desktop.documents.surface import pdf_of
from liaison_desktop.documents.text import clean, fit_line, missing_glyphs
from liaison_desktop.domain.date_words import day_words, month_day_words, weekday_words
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.diary import BookletContent, DiaryDetail
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.terms.visit import DIARY_FIELD_OF

FILE_TITLE = "民情日记"
_A5 = Frame(148, 210, left=18, top=17, right=15, bottom=19)
_SHEET = (A4[1], A4[0])  # A4 lying
_DAY, _HEADING = Type(Style.HEI, 12, 1.6), Type(Style.HEI, 12, 1.75)
_MORE = Type(Style.KAI, 10.5, 1.8)
_BODY, _FACTS = Type(Style.FANG, 12, 1.75), RowType(10.5, 1.3, least=7.2)
_NUMBER = 10.5  # points, 五号
_COVER, _COVER_LINE = 40.0, 16.0  # points
_REVIEW = RowType(10.5, 1.4, least=22.0)
_SECTIONS = (("background", "一"), ("content", "二"), ("reflection", "三"), ("plan", "四"))
_FACT_NAMES = (("time", "place"), ("visited", "people"))
_NAME = 20.0  # width of a label, mm


def diary_booklet_pdf(
    content: BookletContent, progress: Progress, *, imposed: bool = False
) -> bytes:
    """Return a booklet.

    Args:
        content: Cover and diaries in the order they are printed.
        progress: Told after every diary.
        imposed: Two pages on A4 lying, in the order of a folded booklet.

    Raises:
        RefusedError: When there is no diary.
        CancelledError: When the progress wants the work to stop.
    """
    if not content.diaries:
        raise RefusedError(f"{clean(content.cadre)} {content.year} 年还没有民情日记，请先填写。")
    pages = booklet_pages(content, progress)
    title = f"{FILE_TITLE} {clean(content.cadre)} {content.year}"
    return pdf_of(imposed_pages(pages) if imposed else pages, title)


def booklet_pages(content: BookletContent, progress: Progress) -> tuple[Page, ...]:
    """Return the A5 pages: cover, an empty back of it, then the diaries, numbered from 1."""
    pages = [_cover(content), Page(_A5.width, _A5.height, ())]
    number = 0
    for done, diary in enumerate(content.diaries, start=1):
        for page in _diary(diary):
            number += 1
            pages.append(_numbered(page, number))
        progress.step(done, len(content.diaries), "正在排版民情日记")
    return tuple(pages)


def imposed_pages(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Return sides of A4 lying: outer and inner side of every sheet, from the cover inwards."""
    count = -(-len(pages) // 4) * 4
    filled = [*pages, *[Page(_A5.width, _A5.height, ())] * (count - len(pages))]
    sides = []
    for sheet in range(count // 4):
        first, last = 2 * sheet, count - 1 - 2 * sheet
        sides += [(last, first), (first + 1, last - 1)]
    half = _SHEET[0] / 2
    return tuple(
        Page(*_SHEET, (*_moved(filled[left], 0.0), *_moved(filled[right], half)))
        for left, right in sides
    )


def undrawable(booklets: Iterable[BookletContent]) -> dict[str, frozenset[str]]:
    """Return what is printed in booklets but cannot be drawn: text to its characters."""
    texts: set[str] = set()
    for booklet in booklets:
        texts |= {booklet.unit, booklet.cadre}
        for diary in booklet.diaries:
            texts |= {value for value in diary.values.values() if isinstance(value, str)}
    return missing_glyphs(sorted(texts))


def _moved(page: Page, x: float) -> tuple[Placed, ...]:
    return tuple(replace(part, x=part.x + x) for part in page.parts)


def _cover(content: BookletContent) -> Page:
    """Return the cover: name of the booklet, then unit, name and year on lines."""
    middle = _A5.width / 2
    marks: list[Text | Line] = [
        Text(middle, 68, FILE_TITLE, Style.TITLE, _COVER, align=Align.CENTRE, spacing=8)
    ]
    for number, (name, value) in enumerate(
        (
            ("单　位", clean(content.unit)),
            ("姓　名", clean(content.cadre)),
            ("年　度", f"{content.year}年"),
        )
    ):
        y = 128 + number * 15.0
        shown = fit_line(value, Style.KAI, _COVER_LINE, 64, 9)
        marks += [
            Text(30, y, name, Style.HEI, _COVER_LINE),
            Text(88, y, shown.lines[0], Style.KAI, shown.size, align=Align.CENTRE,
                 stretch=shown.stretch),
            Line(54, y + 2, 122, y + 2, 0.2),
        ]  # fmt: skip
    return Page(_A5.width, _A5.height, (Placed(0, 0, tuple(marks)),))


def _numbered(page: Page, number: int) -> Page:
    text = Text(
        _A5.width / 2, _A5.end + 10, f"— {number} —", Style.SONG, _NUMBER, align=Align.CENTRE
    )
    return replace(page, parts=(*page.parts, Placed(0, 0, (text,))))


def _diary(diary: DiaryDetail) -> tuple[Page, ...]:
    flow = Flow(_A5)
    flow.line(_day_line(diary), _DAY, least=8)
    rule = flow.y + 0.6
    flow.marks.append(Line(_A5.left, rule, _A5.left + _A5.wide, rule, 0.25))
    flow.down(2.6)
    flow.under(lambda flow: flow.line(f"{_day_line(diary)}（续）", _MORE))
    _facts(flow, diary)
    for name, numeral in _SECTIONS:
        text = _text(diary, name)
        if text:
            flow.need(_HEADING.step + _BODY.step)
            flow.paragraphs(f"{numeral}、{DIARY_FIELD_OF[name].label}", _HEADING)
            flow.paragraphs(text, _BODY)
    _review(flow, diary)
    return flow.pages(lambda _number, _count: ())


def _day_line(diary: DiaryDetail) -> str:
    """Return ``3月15日 星期三 天气 晴``; the weekday is computed, the weather typed."""
    weather = clean(_text(diary, "weather"))
    on = diary.values.get("on")
    if not isinstance(on, date):
        return f"　　月　　日　　星期　　　天气　{weather}"
    return f"{month_day_words(on)}　{weekday_words(on)}　天气　{weather}".rstrip()


def _text(diary: DiaryDetail, name: str) -> str:
    value = diary.values.get(name)
    return value.strip() if isinstance(value, str) else ""


def _facts(flow: Flow, diary: DiaryDetail) -> None:
    """Set time, place, who was visited, who came along; who wrote it only when not the cadre."""
    half = flow.frame.wide / 2
    for names in _FACT_NAMES:
        cells = []
        for name in names:
            cells += [
                label(DIARY_FIELD_OF[name].label, _NAME),
                RuledCell(_text(diary, name), half - _NAME),
            ]
        flow.row(cells, _FACTS)
    recorder = _text(diary, "recorder")
    if recorder and recorder != diary.cadre:
        caption = label(DIARY_FIELD_OF["recorder"].label, _NAME)
        flow.row((caption, RuledCell(recorder, flow.frame.wide - _NAME)), _FACTS)
    flow.down(2)


def _review(flow: Flow, diary: DiaryDetail) -> None:
    """Set the box for the review (领导点评): what was said, grade, who and when."""
    on = diary.values.get("reviewed_on")
    day = day_words(on if isinstance(on, date) else None, "　　年　月　日")
    reviewer = _text(diary, "reviewer") or "＿＿＿＿＿"
    grade = _text(diary, "review_grade") or "＿＿＿"
    wide = flow.frame.wide
    flow.need(3 + _REVIEW.least + _FACTS.least)
    flow.down(3)
    said = RuledCell(_text(diary, "review"), wide - _NAME, style=Style.KAI)
    flow.row((label("领导点评", _NAME), said), _REVIEW)
    signed = f"评定等级：{grade}　　点评人：{reviewer}　　{day}"
    flow.row((RuledCell(signed, wide, Align.RIGHT),), _FACTS)
