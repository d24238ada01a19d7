"""Scopes: limits as data and back, and further limits."""

import json

from hypothesis import given
from hypothesis import strategies as st

from liaison_desktop.domain.figures.scope import (
    DIMENSION_LABELS,
    EVERYWHERE,
    Dimension,
    Scope,
    ScopePart,
    scope_data,
    scope_of,
    within,
)

PARTS = st.builds(ScopePart, st.sampled_from(Dimension), st.text(max_size=4), st.text(max_size=6))


@given(st.lists(PARTS, max_size=4))
def test_a_scope_written_down_is_read_back(parts: list[ScopePart]) -> None:
    scope = Scope(tuple(parts))
    assert scope_of(json.loads(json.dumps(scope_data(scope)))) == scope


def test_a_limit_a_scope_has_is_not_repeated() -> None:
    village = ScopePart(Dimension.VILLAGE, "3", "中和村")
    kind = ScopePart(Dimension.CATEGORY, "邻里", "邻里")
    assert within(EVERYWHERE, village, kind).label == "中和村·邻里"
    assert within(within(EVERYWHERE, village), village, kind) == Scope((village, kind))


def test_every_dimension_has_its_word() -> None:
    assert set(DIMENSION_LABELS) == set(Dimension)
    assert len(set(DIMENSION_LABELS.values())) == len(Dimension)
