"""What is being typed is kept, and what was stored does not come back as unfinished."""

import pytest
from PySide6.QtCore import QObject

from liaison_desktop.ui.draft_keeper import DraftKeeper
from tests.fakes import InlineLanes


class SlowWrites(InlineLanes):
    """Lanes whose writes wait until they are let go, as behind a long import."""

    def __init__(self):
        super().__init__()
        self.waiting = []

    def write(self, work, done=None, failed=None, *, owner=None):
        self.waiting.append(lambda: InlineLanes.write(self, work, done, failed))

    def let_go(self):
        while self.waiting:
            self.waiting.pop(0)()


@pytest.fixture
def keeper(desk, qtbot):
    desk.lanes = SlowWrites()
    parent = QObject()
    keeper = DraftKeeper(desk, "concern", lambda: {"title": "水管破裂"}, parent)
    keeper.parent_kept = parent
    keeper.drafts = []
    keeper.found.connect(keeper.drafts.append)
    keeper.follow(7)
    keeper.keep_now()
    desk.lanes.let_go()
    return keeper


def test_draft_just_thrown_away_is_not_found_before_it_is_gone(keeper, desk):
    keeper.discard()
    keeper.follow(7)  # the record just stored is shown again
    assert keeper.drafts == []
    desk.lanes.let_go()
    assert desk.office.drafts.all() == ()


def test_draft_kept_after_one_was_thrown_away_is_found(keeper, desk):
    keeper.discard()
    keeper.keep_now()
    desk.lanes.let_go()
    keeper.follow(7)
    assert [draft.values["title"] for draft in keeper.drafts] == ["水管破裂"]
