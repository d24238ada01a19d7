"""Drafts: what was typed comes back as it was, to the person who typed it."""

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from liaison_desktop.services.office import open_office

TYPED = {
    "number": "ZH0001",
    "land": 4.7,
    "since": date(2023, 1, 5),
    "members": [{"name": "孔正涛", "birth": date(1976, 8, 9)}, {"name": "", "birth": None}],
}


def test_a_draft_survives_closing_and_is_this_persons_only(tmp_path: Path) -> None:
    with open_office(tmp_path, create=True, actor="甲") as office:
        office.drafts.keep("household", "7", TYPED)
    with open_office(tmp_path, actor="甲") as office:
        draft = office.drafts.find("household", "7")
        assert draft is not None
        assert draft.values == TYPED
        assert office.drafts.find("household", "") is None
        assert office.history.operations() == ()
    with open_office(tmp_path, actor="乙") as office:
        assert office.drafts.all() == ()


def test_a_later_draft_replaces_the_earlier_and_a_discarded_one_is_gone(tmp_path: Path) -> None:
    with open_office(tmp_path, create=True) as office:
        office.drafts.keep("household", "", {"number": "1"})
        office.drafts.keep("household", "", {"number": "12"})
        office.drafts.keep("cadre", "", {"name": "苏磊"})
        assert {(one.form, *one.values.values()) for one in office.drafts.all()} == {
            ("household", "12"),
            ("cadre", "苏磊"),
        }
        office.drafts.discard("household", "")
        assert [one.form for one in office.drafts.all()] == ["cadre"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**31), 2**31) | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def test_any_values_come_back(tmp_path: Path) -> None:
    with open_office(tmp_path, create=True) as office:

        @settings(max_examples=60, deadline=None)
        @given(values=st.dictionaries(st.text(min_size=1), VALUES, max_size=4))
        def kept_and_found(values: dict[str, Any]) -> None:
            office.drafts.keep("form", "", values)
            draft = office.drafts.find("form", "")
            assert draft is not None
            assert draft.values == values

        kept_and_found()
