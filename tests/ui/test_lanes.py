"""The lanes with real threads: order, newest wins, cancel, late answers, shutdown."""

import sys
import threading

import pytest
from PySide6.QtCore import QObject, QThread, Signal, Slot
from PySide6.QtWidgets import QLabel

from liaison_desktop.domain.errors import RefusedError
from liaison_desktop.domain.progress import CancelledError
from liaison_desktop.ui.lanes import Job, ProgressReport, ReportThinner, ThreadLanes


@pytest.fixture
def unhandled():
    return []


@pytest.fixture
def lanes(qapp, unhandled):
    made = ThreadLanes(unhandled.append)
    yield made
    made.close()


class Watcher:
    def __init__(self):
        self.seen = []
        self.finished = 0

    def report(self, report):
        self.seen.append(report)

    def finish(self):
        self.finished += 1


def test_answers_come_on_the_windows_thread(lanes, qtbot):
    seen = []
    lanes.write(
        lambda progress: threading.current_thread().name,
        lambda name: seen.append((name, QThread.currentThread().isMainThread())),
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0].startswith("write-lane")
    assert seen[0][1]


def test_writes_run_one_after_the_other_in_their_order(lanes, qtbot):
    running, order, most = [], [], []

    def work(number):
        running.append(number)
        most.append(len(running))
        order.append(number)
        running.remove(number)
        return number

    answers = []
    for number in range(200):
        lanes.write(lambda progress, number=number: work(number), answers.append)
    qtbot.waitUntil(lambda: len(answers) == 200)
    assert order == answers == list(range(200))
    assert set(most) == {1}


def test_the_newest_request_of_a_channel_wins(lanes, qtbot):
    gate, ran, answers = threading.Event(), [], []

    def ask(text):
        gate.wait(30)
        ran.append(text)
        return text

    for text in ("z", "zh", "zha", "zhang"):
        lanes.read("search", lambda text=text: ask(text), answers.append)
    lanes.read("list", lambda: ask("other"), answers.append)
    gate.set()
    qtbot.waitUntil(lambda: "other" in answers)
    assert answers == ["zhang", "other"]
    assert set(ran) <= {"z", "zhang", "other"}


def test_reading_goes_on_while_a_long_write_runs(lanes, qtbot):
    gate, answers = threading.Event(), []
    lanes.write(lambda progress: gate.wait(30), lambda _: answers.append("written"))
    lanes.read("search", lambda: "read", answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["read"]
    gate.set()
    qtbot.waitUntil(lambda: len(answers) == 2)


def test_a_refusal_reaches_failed_and_nothing_else(lanes, qtbot, unhandled):
    errors, done = [], []

    def refuse(progress):
        raise RefusedError("已封账的期间不能再改。")

    lanes.write(refuse, done.append, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].message == "已封账的期间不能再改。"
    assert done == unhandled == []


def test_a_failure_nobody_waits_for_is_told_to_the_person(lanes, qtbot, unhandled):
    lanes.heavy(lambda progress: 1 / 0)
    lanes.read("x", lambda: {}["missing"], lambda _: None)
    qtbot.waitUntil(lambda: len(unhandled) == 2)
    assert {type(error) for error in unhandled} == {ZeroDivisionError, KeyError}


def test_cancel_stops_the_work_at_its_next_step(lanes, qtbot):
    started, errors, steps = threading.Event(), [], []
    job = None

    def work(progress):
        for step in range(1_000_000):
            progress.step(step, 1_000_000, "正在导入")
            steps.append(step)
            started.set()

    watcher = Watcher()
    job = lanes.write(work, None, errors.append)
    job.watch(watcher)
    assert started.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], CancelledError)
    assert len(steps) < 1_000_000
    assert watcher.finished == 1


def test_a_watcher_hears_reports_and_the_end_once(lanes, qtbot):
    watcher, done = Watcher(), []

    def work(progress):
        progress.step(1, 3, "一")
        progress.step(3, 3, "三")

    lanes.write(work, done.append).watch(watcher)
    qtbot.waitUntil(lambda: watcher.finished == 1)
    assert watcher.seen == [ProgressReport(1, 3, "一"), ProgressReport(3, 3, "三")]
    assert done == [None]


def test_the_answer_for_a_closed_page_is_dropped(lanes, qtbot):
    gate, answers = threading.Event(), []
    page = QLabel()
    lanes.write(lambda progress: gate.wait(30), answers.append, owner=page)
    lanes.read("rows", lambda: gate.wait(30), answers.append, owner=page)
    page.deleteLater()
    with qtbot.waitSignal(page.destroyed):
        pass
    del page
    gate.set()
    lanes.write(lambda progress: "after", answers.append)
    lanes.read("rows2", lambda: "after", answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers == ["after", "after"]


def test_closing_finishes_what_was_saved_and_stops_the_rest(qapp, unhandled):
    lanes = ThreadLanes(unhandled.append)
    gate, saved, stopped = threading.Event(), [], []

    def long_work(progress):
        gate.set()
        try:
            while True:
                progress.step(0, 0, "")
        except CancelledError:
            stopped.append(True)
            raise

    lanes.heavy(long_work)
    for number in range(20):
        lanes.write(lambda progress, number=number: saved.append(number))
    assert gate.wait(30)
    lanes.close()
    assert saved == list(range(20))
    assert stopped == [True]
    assert [t for t in threading.enumerate() if "lane" in t.name] == []


def test_nothing_runs_after_closing(qapp, unhandled):
    lanes = ThreadLanes(unhandled.append)
    lanes.close()
    ran = []
    lanes.write(lambda progress: ran.append(1))
    lanes.read("x", lambda: ran.append(2), ran.append)
    lanes.heavy(lambda progress: ran.append(3))
    lanes.close()
    assert ran == []


def test_reports_are_thinned_to_ten_a_second_but_the_last_arrives():
    sent, now = [], [0.0]

    def clock():
        now[0] += 0.001
        return now[0]

    thinner = ReportThinner(Job(), sent.append, clock)
    for done in range(1, 1001):
        thinner.step(done, 1000, "")
    assert 9 <= len(sent) <= 12
    assert sent[0].done == 1
    assert sent[-1].done == 1000


class Emitter(QObject):
    told = Signal(int)

    def __init__(self):
        super().__init__()
        self.heard = 0
        self.told.connect(self._hear)

    @Slot(int)
    def _hear(self, _number):
        self.heard += 1


def test_this_binding_neither_loses_references_nor_signals(qtbot):
    """PySide6 6.12.0 on Python 3.11 takes a reference of None or True with every call."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(1000):
        label.setText(str(number))
    assert sys.getrefcount(None) > before - 100
    emitter, truth = Emitter(), True
    before = sys.getrefcount(truth)
    for number in range(2000):
        emitter.told.emit(number)
    assert emitter.heard == 2000
    assert sys.getrefcount(truth) > before - 100
