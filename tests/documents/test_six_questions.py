import datetime
from dataclasses import replace

import pytest

from liaison_desktop.documents.six_questions import (
    six_questions_pages,
    six_questions_pdf,
    undrawable,
)
from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.matters.household_paper import SixQuestionsContent
from liaison_desktop.domain.progress import Silence
from liaison_desktop.domain.terms.visit import SIX_QUESTION_HINTS, SIX_QUESTIONS
from tests.documents import paper
from tests.documents.matter_paper import LONG, LOST, RARE, STATION, beyond, is_whole, text_of

BLANK = SixQuestionsContent(STATION)
FILLED = SixQuestionsContent(
    station=STATION,
    household="中和村 第3组 03-0017",
    head=RARE,
    phone="138****0001",
    visited_on=datetime.date(2023, 3, 15),
    place="家中",
    interviewee="妻子",
    cadres="岳青松、王小二",
    recorder="王小二",
    answers={question.name: f"回答：{question.label}" for question in SIX_QUESTIONS},
    next_on=datetime.date(2023, 6, 15),
)


def printed(*forms):
    return six_questions_pdf(forms, Silence())


def test_a_blank_form_has_the_six_questions_with_hints_on_one_page():
    pdf = printed(BLANK)
    assert paper.page_count(pdf) == 1
    text = text_of(pdf)
    places = [text.index(question.label) for question in SIX_QUESTIONS]
    assert places == sorted(places)
    assert len(places) == 6
    for hint in SIX_QUESTION_HINTS.values():
        assert f"（{hint}）" in text
    assert "受访人签字" in text


def test_a_filled_form_says_everything():
    text = text_of(printed(FILLED))
    for value in (
        "中和村第3组03-0017", RARE, "138****0001", "2023年3月15日", "家中", "妻子",
        "岳青松、王小二", "2023年6月15日", *FILLED.answers.values(),
    ):  # fmt: skip
        assert value in text


def test_lines_to_write_on_use_the_page_whatever_is_answered():
    some = dict(list(FILLED.answers.items())[:2])
    for form in (BLANK, replace(FILLED, answers=some)):
        (page,) = six_questions_pages(form)
        lowest = max(mark.y for part in page.parts for mark in part.marks if hasattr(mark, "y"))
        assert 250 < lowest < 292


def test_long_answers_flow_and_stay_on_the_paper():
    form = replace(FILLED, answers={SIX_QUESTIONS[1].name: LONG})
    text = text_of(printed(form))
    assert is_whole(text)
    for question in SIX_QUESTIONS:
        assert question.label in text
    assert not beyond(six_questions_pages(form))


def test_many_households_each_on_a_page_of_their_own():
    pdf = printed(FILLED, replace(FILLED, head="李四"), BLANK)
    assert paper.page_count(pdf) == 3
    assert "李四" in paper.page_text(pdf, 1)
    assert "第1页共1页" in "".join(paper.page_text(pdf, 2).split())


def test_none_is_refused_and_undrawable_names_are_listed():
    with pytest.raises(RefusedError, match="没有要打印的六问表"):
        printed()
    answers = {SIX_QUESTIONS[0].name: LOST}
    assert undrawable([FILLED, replace(FILLED, answers=answers)]) == {LOST: frozenset("\U0003134f")}
