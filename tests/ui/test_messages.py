"""Failures, progress and notices as a person sees them."""

import logging
import sys
import threading

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from liaison_desktop.domain.errors import ConflictError, StoreError
from liaison_desktop.domain.progress import CancelledError
from liaison_desktop.ui.error_reporter import ErrorReporter
from liaison_desktop.ui.errors import ConflictDialog, ReportDialog, masked
from liaison_desktop.ui.lanes import Job, ProgressReport, ThreadLanes
from liaison_desktop.ui.notice import Notice
from liaison_desktop.ui.progress_dialog import show_progress


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    return made


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def press(qtbot, widget, caption):
    found = [one for one in widget.findChildren(QPushButton) if one.text() == caption]
    assert len(found) == 1, [one.text() for one in widget.findChildren(QPushButton)]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_a_situation_of_the_users_world_is_a_calm_message(window, qtbot):
    reporter = ErrorReporter(lambda: window)
    dialog = reporter.show_error(StoreError("数据库正被另一个程序使用。请关掉它再试。"))
    assert texts(dialog) == ["数据库无法使用", "数据库正被另一个程序使用。请关掉它再试。"]
    assert dialog.isVisible()
    press(qtbot, dialog, "知道了")
    assert window.findChildren(type(dialog)) == [] or not dialog.isVisible()


def test_the_same_failure_opens_one_dialog_at_a_time(window, qtbot):
    reporter = ErrorReporter(lambda: window)
    first = reporter.show_error(StoreError("磁盘已满。"))
    assert reporter.show_error(StoreError("磁盘已满。")) is first
    press(qtbot, first, "知道了")
    again = reporter.show_error(StoreError("磁盘已满。"))
    assert again is not first
    again.close()


def test_markup_in_a_message_is_shown_as_written(window, qtbot):
    dialog = ErrorReporter(lambda: window).show_error(StoreError("<b>张三</b>"))
    label = next(one for one in dialog.findChildren(QLabel) if "张三" in one.text())
    assert label.textFormat() == Qt.TextFormat.PlainText
    dialog.close()


def test_cancelled_work_needs_no_message(window):
    assert ErrorReporter(lambda: window).show_error(CancelledError()) is None


def test_a_defect_gives_a_report_without_personal_numbers(window, qtbot, caplog):
    caplog.set_level(logging.CRITICAL)
    error = ValueError("13912345678 530324198001010011 [parameters: ('张三', 'x')]\nmore")
    dialog = ErrorReporter(lambda: window).show_error(error)
    assert isinstance(dialog, ReportDialog)
    press(qtbot, dialog, "复制报告")
    report = QGuiApplication.clipboard().text()
    assert "ValueError" in report
    assert "Python" in report
    assert "more" in report
    for private in ("13912345678", "5303241980", "张三"):
        assert private not in report
    press(qtbot, dialog, "关闭")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("第 12345 行", "第 12345 行"),
        ("138001380001", "******"),
        ("a53032419800101001Xb", "a******b"),
        ("[parameters: {'name': '李四'}]", "[parameters: ***]"),
    ],
)
def test_masking(text, kept):
    assert masked(text) == kept


def test_a_conflict_shows_both_values_and_asks_which_to_keep(window, qtbot):
    error = ConflictError("这一户刚被他人保存。", {"联系电话": ("138****1", "139****2")})
    dialog = ErrorReporter(lambda: window).show_error(error)
    assert isinstance(dialog, ConflictDialog)
    assert {"联系电话", "138****1", "139****2"} <= set(texts(dialog))
    with qtbot.waitSignal(dialog.keep_mine):
        press(qtbot, dialog, "留我填的")
    other = ConflictDialog(window, error)
    other.open()
    with qtbot.waitSignal(other.take_theirs):
        press(qtbot, other, "取对方的")


def test_an_exception_nobody_caught_becomes_a_report(window, qtbot, caplog, monkeypatch):
    caplog.set_level(logging.CRITICAL)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    reporter = ErrorReporter(lambda: window)
    reporter.install()
    error = RuntimeError("broken")
    worker = threading.Thread(target=lambda: sys.excepthook(RuntimeError, error, None))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: bool(window.findChildren(ReportDialog)))
    dialog = window.findChildren(ReportDialog)[0]
    assert "broken" in dialog._report
    dialog.close()


def test_progress_shows_only_when_the_work_takes_a_while(window, qtbot):
    quick, slow = Job(), Job()
    first = show_progress(window, "正在保存", quick)
    second = show_progress(window, "正在导入", slow)
    quick.settle()
    slow.report(ProgressReport(3, 12, "第 3 户"))
    qtbot.waitUntil(second.isVisible)
    assert not any(one.isVisible() for one in [first] if one in window.children())
    assert {"正在导入", "第 3 户", "3 / 12"} <= set(texts(second))
    slow.settle()
    qtbot.waitUntil(lambda: second not in window.children())


@pytest.mark.parametrize("how", ["button", "escape", "close"])
def test_cancel_asks_the_work_to_stop_and_waits_for_it(window, qtbot, how):
    job = Job()
    dialog = show_progress(window, "正在导入", job)
    dialog.show()
    if how == "button":
        press(qtbot, dialog, "取消")
    elif how == "escape":
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        dialog.close()
    assert job.cancelled
    assert dialog.isVisible()
    assert "正在取消…" in [one.text() for one in dialog.findChildren(QPushButton)]
    job.settle()
    assert not dialog.isVisible()


def test_progress_with_real_work(window, qtbot):
    lanes, answers, gate = ThreadLanes(answers_never), [], threading.Event()

    def work(progress):
        progress.step(1, 2, "一半")
        gate.wait(30)
        return "done"

    dialog = show_progress(window, "正在打印", lanes.heavy(work, answers.append))
    qtbot.waitUntil(lambda: "一半" in texts(dialog))
    gate.set()
    qtbot.waitUntil(lambda: answers == ["done"])
    assert not [one for one in window.children() if one is dialog and one.isVisible()]
    lanes.close()


def answers_never(error):
    raise error


def test_a_notice_offers_its_action_once_and_goes(window, qtbot):
    notice, undone = Notice(window), []
    notice.show_message("已保存", "撤销", lambda: undone.append(1))
    assert notice.isVisible()
    assert window.rect().contains(notice.geometry())
    assert abs(notice.geometry().center().x() - window.rect().center().x()) <= 1
    press(qtbot, notice, "撤销")
    assert undone == [1]
    assert not notice.isVisible()


def test_a_newer_notice_replaces_the_older_and_forgets_its_action(window, qtbot):
    notice, undone = Notice(window), []
    notice.show_message("已保存", "撤销", lambda: undone.append(1))
    notice.show_message("已复制 3 行")
    assert texts(notice)[-1] == "已复制 3 行"
    assert not any(one.isVisible() for one in notice.findChildren(QPushButton))
    assert undone == []


def test_a_notice_follows_the_window_and_hides_by_itself(window, qtbot):
    notice = Notice(window)
    notice.show_message("已保存")
    window.resize(500, 300)
    assert window.rect().contains(notice.geometry())
    notice._timer.setInterval(1)
    notice._timer.start()
    qtbot.waitUntil(lambda: not notice.isVisible())


def test_a_long_notice_stays_inside(window):
    notice = Notice(window)
    notice.show_message("已导入" + "很长的名字" * 40, "撤销", QObject)
    assert window.rect().contains(notice.geometry())
