"""The registration form (民情登记卡) of households, on A4 upright paper (domain.md 4.1).

A ruled form: who and where, blocks of facts, the family as a table that runs on to
further pages under a repeated head, the six questions with lines to write on, signatures.
"""

from collections.abc import Iterable, Sequence

from liaison_desktop.documents.fonts import Style
from liaison_desktop.documents.form_table import ROW, WRITING, Cell, Column, Form
from liaison_desktop.documents.page import NO_CORRECTION, Correction, Page
from liaison_desktop.documents.surface import Surface
from liaison_desktop.documents.text import clean, missing_glyphs
from liaison_desktop.domain.date_words import day_words
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.progress import Progress
from liaison_desktop.domain.register.registration_form import (
    FormBlock,
    FormMember,
    RegistrationContent,
)

FILE_TITLE = "民情登记卡"
_SIGNATURES = 10.0  # height of the row, mm
_TAIL = _SIGNATURES + 14.0  # with the notice of up to three lines
_MEMBER_COLUMNS = (
    Column("序", 7), Column("姓名", 19), Column("与户主\n关系", 14), Column("性别", 8),
    Column("出生\n年月", 16), Column("民族", 12), Column("公民身份号码", 33),
    Column("文化\n程度", 13), Column("政治\n面貌", 13), Column("健康\n状况", 13),
    Column("从业情况", 18), Column("去向", 14),
)  # fmt: skip


def registration_forms_pdf(
    forms: Sequence[RegistrationContent],
    progress: Progress,
    correction: Correction = NO_CORRECTION,
) -> bytes:
    """Return the forms of households, each on pages of its own, in order.

    Args:
        forms: What is printed; identity numbers come masked from the caller.
        progress: Told after every household.
        correction: What makes up for the printer's misfeed.

    Raises:
        RefusedError: When there is no household.
        CancelledError: When the progress wants the work to stop.
    """
    if not forms:
        raise RefusedError("没有可打印的农户，请调整筛选条件。")
    surface = Surface(FILE_TITLE)
    for done, content in enumerate(forms, start=1):
        for page in form_pages(content, correction):
            surface.add(page)
        progress.step(done, len(forms), "正在排版民情登记卡")
    return surface.finish()


def form_pages(
    content: RegistrationContent, correction: Correction = NO_CORRECTION
) -> tuple[Page, ...]:
    """Return the pages of one household's form."""
    form = Form(foot=f"{clean(content.station)}　户编号：{clean(content.number)}")
    form.title(clean(content.title), _made_on(content))
    _place(form, content)
    _members(form, content.members)
    for block in content.blocks:
        _block(form, block)
    _questions(form, content)
    _signatures(form, content)
    return form.pages(correction)


def undrawable(forms: Iterable[RegistrationContent]) -> dict[str, frozenset[str]]:
    """Return what is printed on the forms but cannot be drawn: text to its characters."""
    texts: set[str] = set()
    for form in forms:
        texts |= {form.title, form.station, form.number, form.village, form.group, form.door}
        texts |= {form.head, form.cadre, form.way, form.grid, *form.six_questions}
        texts |= {text for block in form.blocks for pair in block.pairs for text in pair}
        texts |= {text for member in form.members for text in _values(member)}
    return missing_glyphs(sorted(texts))


def _made_on(content: RegistrationContent) -> str:
    made = content.made_on
    if made is None:
        return "建卡日期：　　　　年　　月　　日"
    return f"建卡日期：{day_words(made)}"


def _place(form: Form, content: RegistrationContent) -> None:
    place = f"{clean(content.village)} {clean(content.group)}".strip()
    form.pairs(
        (
            ("户编号", content.number),
            ("村组", place),
            ("户主", content.head),
            ("联系电话", content.phone),
            ("门牌", content.door),
            ("网格", content.grid),
            ("联系干部", content.cadre),
            ("干部电话", content.cadre_phone),
            ("联户方式", content.way),
        ),
        columns=3,
    )


def _values(member: FormMember) -> tuple[str, ...]:
    return (
        member.name, member.relation, member.sex, member.birth, member.ethnicity,
        member.id_number, member.education, member.political, member.health,
        member.occupation, member.whereabouts,
    )  # fmt: skip


def _members(form: Form, members: Sequence[FormMember]) -> None:
    form.heading(f"家庭成员（{len(members)} 人）")
    rows = [(str(number), *_values(member)) for number, member in enumerate(members, start=1)]
    form.table(_MEMBER_COLUMNS, rows)
    phones = [f"{clean(m.name)} {clean(m.phone)}" for m in members if clean(m.phone)]
    if phones:
        form.row((Cell("成员电话", 20, label=True), Cell("　".join(phones), 160)))


def _block(form: Form, block: FormBlock) -> None:
    if block.pairs:
        form.heading(clean(block.title))
        form.pairs(block.pairs, columns=3)


def _questions(form: Form, content: RegistrationContent) -> None:
    if not content.six_questions:
        return
    lines = content.lines_per_question
    if form.room < _needed(content, lines):
        # The questions go together on a page of their own and use all of it.
        form.turn()
        while form.room >= _needed(content, lines + 1):
            lines += 1
    form.heading("走访六问")
    for question in content.six_questions:
        form.writing(clean(question), lines)


def _needed(content: RegistrationContent, lines: int) -> float:
    """Return the height of heading, questions, signatures and notice, mm."""
    return ROW + len(content.six_questions) * (ROW + lines * WRITING) + _TAIL


def _signatures(form: Form, content: RegistrationContent) -> None:
    form.row(
        tuple(
            Cell(text, width, label=label)
            for text, width, label in (
                ("户主签字", 20, True),
                ("", 40, False),
                ("登记人", 20, True),
                ("", 40, False),
                ("日期", 20, True),
                ("", 40, False),
            )
        ),
        height=_SIGNATURES,
    )
    if notice := clean(content.notice):
        form.note(notice, Style.KAI)
