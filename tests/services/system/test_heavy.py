"""Work in child processes: its result, its refusals, and every way it can go wrong."""

import multiprocessing
import subprocess
import sys

import pytest

from liaison_desktop.domain.errors import AppError, InputRefusedError, RefusedError
from liaison_desktop.domain.progress import CancelledError
from liaison_desktop.services.system.heavy import (
    BROKEN,
    TOO_LARGE,
    TOO_LONG,
    ChildError,
    Limits,
    run_in_child,
)
from tests.services.system import heavy_jobs as jobs


@pytest.fixture(autouse=True)
def no_child_left():
    yield
    assert multiprocessing.active_children() == []


class Heard:
    """A progress that keeps what it was told, and stops when told to."""

    def __init__(self, stop_after: int = 10**9) -> None:
        self.told = []
        self._stop_after = stop_after

    def step(self, done, total, sentence):
        self.told.append((done, total, sentence))
        if len(self.told) >= self._stop_after:
            raise CancelledError


def test_result_comes_home():
    assert run_in_child(jobs.added, (2, 3)) == 5


def test_large_result_comes_home():
    assert run_in_child(jobs.many, (300_000,))[-1] == "第299999行"


def test_refusals_come_home_as_themselves():
    with pytest.raises(InputRefusedError) as refused:
        run_in_child(jobs.refused)
    assert (refused.value.message, refused.value.title) == ("这不是工作簿。", "打不开")
    with pytest.raises(RefusedError, match="不能这样做"):
        run_in_child(jobs.forbidden)
    with pytest.raises(AppError, match="已被修改"):
        run_in_child(jobs.in_conflict)


def test_a_defect_is_told_without_what_its_message_quotes():
    with pytest.raises(ChildError, match="ValueError") as defect:
        run_in_child(jobs.defective)
    assert "defective" in str(defect.value)
    assert "530324" not in str(defect.value)


@pytest.mark.parametrize("job", [jobs.vanishing, jobs.unpicklable])
def test_a_child_that_dies_is_one_sentence(job, capfd):
    with pytest.raises(InputRefusedError) as broken:
        run_in_child(job)
    assert broken.value.message == BROKEN
    capfd.readouterr()


def test_a_child_that_takes_too_long_is_stopped():
    with pytest.raises(InputRefusedError) as slow:
        run_in_child(jobs.endless, limits=Limits(seconds=1.0))
    assert slow.value.message == TOO_LONG


@pytest.mark.parametrize("job", [jobs.greedy, jobs.greedy_slowly])
def test_a_child_that_takes_too_much_memory_is_stopped(job):
    with pytest.raises(InputRefusedError) as large:
        run_in_child(job, limits=Limits(megabytes=512))
    assert large.value.message == TOO_LARGE


def test_limits_speak_their_own_sentences():
    with pytest.raises(InputRefusedError, match="画不完"):
        run_in_child(jobs.endless, limits=Limits(seconds=0.3, too_long="画不完。"))


def test_cancel_ends_the_child():
    with pytest.raises(CancelledError):
        run_in_child(jobs.endless, progress=Heard(stop_after=3))


def test_progress_of_the_child_is_passed_on():
    heard = Heard()
    assert run_in_child(jobs.reporting, (6,), progress=heard, reports=True) == 6
    assert {total for _, total, _ in heard.told} <= {0, 6}
    assert any(sentence.startswith("第") for _, _, sentence in heard.told)


def test_what_reads_workbooks_needs_neither_window_nor_database():
    code = (
        "import liaison_desktop.services.register.roster_parcel, sys;"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    found = answer.stdout.decode().split()
    assert "python_calamine" in found
    assert {"PySide6", "sqlalchemy", "reportlab"}.isdisjoint(found)
