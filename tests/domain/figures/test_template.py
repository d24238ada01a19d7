"""Sentence templates: words in braces, clauses that may be left out, marks put right."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_desktop.domain.errors import InputRefusedError
from liaison_desktop.domain.figures.template import (
    Clause,
    Placeholder,
    parse_template,
    prose_runs,
    tidied,
)
from liaison_desktop.domain.figures.token import Run, Token, TokenKind, TokenSource

FIGURE = Token("36", TokenSource(TokenKind.FIGURE, key="disputes_found"))


def text_of(runs: tuple[Run, ...]) -> str:
    return "".join(run.shown if isinstance(run, Token) else run for run in runs)


def test_a_template_is_prose_words_and_clauses() -> None:
    parsed = parse_template("共{排查矛盾纠纷}〔，涉及{涉及金额· 万元 }〕。")
    assert parsed == (
        "共",
        Placeholder("排查矛盾纠纷"),
        Clause(("，涉及", Placeholder("涉及金额", ("万元",)))),
        "。",
    )


def test_six_cornered_brackets_of_a_document_number_are_what_they_are() -> None:
    assert parse_template("罗发〔2023〕5号") == ("罗发", "〔", "2023", "〕", "5号")


@pytest.mark.parametrize(
    "text",
    ["{排查", "排查}", "〔排查", "排查〕", "〔{甲}〔{乙}〕〕", "{{甲}}", "{}", "{甲·}", "{ · 乙}"],
)
def test_what_does_not_pair_or_is_empty_is_refused_in_words(text: str) -> None:
    with pytest.raises(InputRefusedError, match="句式里的"):
        parse_template(text)


@given(st.text(alphabet="甲乙{}〔〕·，。1", max_size=30))
def test_any_text_is_read_or_refused_and_nothing_is_lost(text: str) -> None:
    try:
        parsed = parse_template(text)
    except InputRefusedError:
        return
    back = "".join(
        "〔" + "".join(map(_back, piece.pieces)) + "〕"
        if isinstance(piece, Clause)
        else _back(piece)
        for piece in parsed
    )
    assert back == re.sub(r"\s*·\s*", "·", text)


def _back(piece: str | Placeholder) -> str:
    return piece.written if isinstance(piece, Placeholder) else piece


@given(st.text(max_size=60))
def test_every_digit_a_person_typed_is_a_token(text: str) -> None:
    runs = prose_runs(text)
    assert text_of(runs) == text
    assert not any(re.search(r"\d", run) for run in runs if isinstance(run, str))
    assert all(run.source.kind is TokenKind.TYPED for run in runs if isinstance(run, Token))


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (("，共", FIGURE, "起。"), "共36起。"),
        (("共", FIGURE, "起；", "；另有", "。"), "共36起；另有。"),
        (("共", FIGURE, "起，", "。"), "共36起。"),
        (("如下：", "，甲"), "如下：甲"),
        (("。", "半年来"), "半年来"),
        ((FIGURE, "，", FIGURE), "36，36"),
        (("甲。", "。乙"), "甲。乙"),
    ],
)
def test_marks_left_behind_by_a_clause_are_put_right(runs: tuple[Run, ...], text: str) -> None:
    assert text_of(tidied(runs)) == text
