"""The text of a summary goes to JSON and comes back the same."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_desktop.domain.errors import StoreError
from liaison_desktop.domain.figures.comparison import Against
from liaison_desktop.domain.figures.scope import Dimension, Scope, ScopePart
from liaison_desktop.domain.figures.summary import Block, BlockKind
from liaison_desktop.domain.figures.summary_json import (
    SCHEMA,
    blocks_from_json,
    blocks_to_json,
)
from liaison_desktop.domain.figures.token import Aspect, Style, Token, TokenKind, TokenSource

SCOPES = st.lists(
    st.builds(ScopePart, st.sampled_from(Dimension), st.text(max_size=5), st.text(max_size=5)),
    max_size=3,
).map(lambda parts: Scope(tuple(parts)))
SOURCES = st.builds(
    TokenSource,
    kind=st.sampled_from(TokenKind),
    key=st.text(max_size=10),
    period=st.sampled_from(["", "2023H1", "2023-W07"]),
    scope=SCOPES,
    against=st.none() | st.sampled_from(Against),
    aspect=st.sampled_from(Aspect),
    style=st.sampled_from(Style),
    by=st.none() | st.sampled_from(Dimension),
    measure=st.sampled_from(["", "件"]),
)
RUNS = st.lists(st.text(max_size=20) | st.builds(Token, st.text(max_size=10), SOURCES), max_size=5)
BLOCKS = st.lists(
    st.builds(
        Block,
        kind=st.sampled_from(BlockKind),
        runs=RUNS.map(tuple),
        hint=st.text(max_size=10),
        slot=st.text(max_size=10),
    ),
    max_size=5,
).map(tuple)


@given(BLOCKS)
def test_what_is_written_comes_back(blocks: tuple[Block, ...]) -> None:
    assert blocks_from_json(blocks_to_json(blocks)) == blocks


def test_the_schema_stands_inside_and_a_newer_one_is_refused_in_words() -> None:
    values = json.loads(blocks_to_json(()))
    assert values["schema"] == SCHEMA
    newer = json.dumps({**values, "schema": SCHEMA + 1})
    with pytest.raises(StoreError, match="更新版本"):
        blocks_from_json(newer)
