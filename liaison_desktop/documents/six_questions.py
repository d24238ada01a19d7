"""The form of the six questions (六问表, domain.md R53), blank or filled, a page a household.

Exactly six blocks, each under its question and hints; a block without an answer has lines to
write on, and all of them together use the page.
"""

from collections.abc import Iterable, Sequence

from liaison_desktop.documents.flow import (
    A4_UPRIGHT,
    Flow,
    Type,
    label,
    page_count_foot,
    row_height,
)
from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.page import NO_CORRECTION, Align, Correction, Page, Rect, Text
from liaison_desktop.documents.ruled import PAD, RULE, RowType, RuledCell
from liaison_desktop.documents.surface import Surface
from liaison_desktop.documents.text import clean, missing_glyphs, width
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.household_paper import SixQuestionsContent
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.terms.field import Field
from liaison_desktop.domain.terms.visit import SIX_QUESTION_HINTS, SIX_QUESTIONS

FILE_TITLE = "走访六问表"
_TITLE, _QUESTION, _HINT = Type(Style.TITLE, 22), Type(Style.HEI, 12), Type(Style.KAI, 10.5)
_ROW, _ANSWER, _SIGNED = RowType(11, least=8.5), RowType(11, 1.45), RowType(11, least=13.0)
_HEADING, _FEWEST = 8.0, 2  # height of a block's heading, mm; lines to write on in a block
_PITCHES = (10.5, 7.5)  # between lines to write on, wished most and least; mm


def six_questions_pdf(
    forms: Sequence[SixQuestionsContent],
    progress: Progress,
    correction: Correction = NO_CORRECTION,
) -> bytes:
    """Return six-question forms, each on pages of its own, in order.

    Raises:
        RefusedError: When there is no form.
        CancelledError: When the progress wants the work to stop.
    """
    if not forms:
        raise RefusedError("没有要打印的六问表，请先选择农户，或打印空白表。")
    surface = Surface(FILE_TITLE)
    for done, content in enumerate(forms, start=1):
        for page in six_questions_pages(content, correction):
            surface.add(page)
        progress.step(done, len(forms), "正在排版六问表")
    return surface.finish()


def six_questions_pages(
    content: SixQuestionsContent, correction: Correction = NO_CORRECTION
) -> tuple[Page, ...]:
    """Return the pages of one form."""
    flow = Flow(A4_UPRIGHT)
    flow.line(FILE_TITLE, _TITLE, Align.CENTRE)
    flow.down(2)
    _about(flow, content)
    writing = _writing(flow, content)
    for question in SIX_QUESTIONS:
        _block(flow, question, _answered(content, question), writing)
    _signatures(flow, content)
    foot = "　".join(filter(None, (clean(content.station), clean(content.household))))
    return flow.pages(page_count_foot(A4_UPRIGHT, foot), correction)


def undrawable(forms: Iterable[SixQuestionsContent]) -> dict[str, frozenset[str]]:
    """Return what is printed on the forms but cannot be drawn: text to its characters."""
    texts: set[str] = set()
    for form in forms:
        texts |= {form.station, form.household, form.head, form.phone, form.place}
        texts |= {form.interviewee, form.cadres, form.recorder, *form.answers.values()}
    return missing_glyphs(sorted(texts))


def _about(flow: Flow, content: SixQuestionsContent) -> None:
    name = 22.0
    value = flow.frame.wide / 2 - name
    for left, one, right, two in (
        ("农户", content.household, "户主", content.head),
        ("联系电话", content.phone, "受访人", content.interviewee),
        ("走访日期", day_words(content.visited_on), "走访地点", content.place),
        ("走访干部", content.cadres, "记录人", content.recorder),
    ):
        blank_day = content.visited_on is None and left == "走访日期"
        align = Align.CENTRE if blank_day else Align.LEFT
        flow.row(
            (
                label(left, name),
                RuledCell(clean(one), value, align),
                label(right, name),
                RuledCell(clean(two), value),
            ),
            _ROW,
        )


def _answered(content: SixQuestionsContent, question: Field) -> str:
    return content.answers.get(question.name, "").strip()


def _writing(flow: Flow, content: SixQuestionsContent) -> tuple[int, float]:
    """Return lines to write on and their distance for blocks without an answer.

    Together they use what the answers leave of the page.
    """
    answers = [_answered(content, question) for question in SIX_QUESTIONS]
    blank = answers.count("")
    if not blank:
        return _FEWEST, _PITCHES[1]
    taken = sum(row_height(each, flow.frame.wide, _ANSWER) for each in answers if each)
    room = flow.room - taken - len(answers) * _HEADING - _SIGNED.least
    each = room / blank - PAD
    lines = max(_FEWEST, round(each / 9.0 - 0.25))
    most, least = _PITCHES
    return lines, max(least, min(most, each / lines - 0.01))


def _block(flow: Flow, question: Field, answer: str, writing: tuple[int, float]) -> None:
    lines, pitch = writing
    flow.need(_HEADING + PAD + (3 * _ANSWER.step if answer else lines * pitch))
    _question(flow, question)
    if answer:
        flow.row((RuledCell(answer, flow.frame.wide),), _ANSWER)
    else:
        flow.blank(lines, pitch)


def _question(flow: Flow, question: Field) -> None:
    """Draw a question with its hints in a heading of its own."""
    frame, baseline = flow.frame, flow.y + 5.5
    hint = frame.left + PAD + width(question.label, _QUESTION.style, _QUESTION.size) + 2
    asked = f"（{SIX_QUESTION_HINTS[question.name]}）"
    flow.marks += (
        Rect(frame.left, flow.y, frame.wide, _HEADING, RULE),
        Text(frame.left + PAD, baseline, question.label, _QUESTION.style, _QUESTION.size),
        Text(hint, baseline, asked, _HINT.style, _HINT.size),
    )
    flow.down(_HEADING)


def _signatures(flow: Flow, content: SixQuestionsContent) -> None:
    cells = (("受访人签字", 26.0), ("", 38.0), ("走访干部签字", 30.0), ("", 38.0))
    next_on = day_words(content.next_on, "　　　月　　　日")
    rest = flow.frame.wide - sum(wide for _, wide in cells)
    flow.row(
        (*(label(text, wide) for text, wide in cells), label(f"下次走访\n{next_on}", rest)),
        _SIGNED,
    )
