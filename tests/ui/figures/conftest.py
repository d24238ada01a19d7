"""What the tests of 统计图表 stand on: the page, and what it says and asks."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.ui.figures_desk import SLOWEST, opened


@pytest.fixture
def page(desk, qtbot):
    return opened(desk, qtbot)


@pytest.fixture
def told(desk):
    heard = []
    desk.noticed.connect(lambda text, action, then: heard.append(text))
    return heard


@pytest.fixture
def went(desk):
    heard = []
    desk.went.connect(heard.append)
    return heard


@pytest.fixture
def target(monkeypatch, tmp_path):
    """Answers every question where to save with a file of the kind asked for."""

    def answer(_parent, _title, proposed, _filter):
        return str(tmp_path / f"out{Path(proposed).suffix}"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return lambda suffix: tmp_path / f"out{suffix}"


@pytest.fixture
def drawn(page, qtbot):
    """Waits until every chart is drawn."""
    return lambda: qtbot.waitUntil(lambda: page.charts.settled, timeout=SLOWEST)
