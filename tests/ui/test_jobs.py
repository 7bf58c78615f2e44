import threading

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QLabel

from ui import jobs
from ui.jobs import Job


@pytest.fixture(autouse=True)
def _nothing_runs_on():
    yield
    jobs.stop_all()


class Listener(QObject):
    """Writes down what it hears, and on which thread."""

    def __init__(self):
        super().__init__()
        self.heard = []

    def listen(self, job):
        for name in ("progressed", "succeeded", "failed", "cancelled", "ended"):
            getattr(job, name).connect(lambda *what, name=name: self.note(name, *what))

    def note(self, name, *what):
        assert QThread.currentThread() is QApplication.instance().thread()
        self.heard.append((name, *what))


def test_the_result_arrives_on_the_interface_thread(qtbot):
    job, listener = Job(lambda _progress: 6 * 7), Listener()
    listener.listen(job)
    with qtbot.waitSignal(job.ended):
        job.start()
    assert listener.heard == [("succeeded", 42), ("ended",)]


def test_progress_is_told_in_its_order(qtbot):
    def work(progress):
        for done in range(3):
            progress(done, 3)

    job, listener = Job(work), Listener()
    listener.listen(job)
    with qtbot.waitSignal(job.ended):
        job.start()
    assert [what for what in listener.heard if what[0] == "progressed"] == [
        ("progressed", 0, 3),
        ("progressed", 1, 3),
        ("progressed", 2, 3),
    ]


def test_a_mistake_in_the_work_is_handed_over(qtbot):
    def work(progress):
        raise ValueError("no such card")

    job = Job(work)
    with qtbot.waitSignal(job.failed) as failed:
        job.start()
    assert isinstance(failed.args[0], ValueError)


def test_a_cancelled_job_stops_at_its_next_step_and_says_only_that(qtbot):
    begun, steps = threading.Event(), []

    def work(progress):
        while True:
            steps.append(len(steps))
            progress(len(steps), 1_000_000)
            begun.set()

    job, listener = Job(work), Listener()
    listener.listen(job)
    job.start()
    assert begun.wait(10)
    with qtbot.waitSignal(job.ended):
        job.cancel()
    assert listener.heard[-2:] == [("cancelled",), ("ended",)]
    assert not {"succeeded", "failed"} & {name for name, *_ in listener.heard}


def test_a_result_that_comes_after_the_cancel_is_not_heard(qtbot):
    go = threading.Event()
    job, listener = Job(lambda _progress: go.wait(10)), Listener()
    listener.listen(job)
    job.start()
    job.cancel()
    go.set()
    qtbot.waitUntil(lambda: bool(listener.heard))
    assert listener.heard == [("cancelled",), ("ended",)]


def test_a_widget_that_died_meanwhile_never_hears(qtbot):
    go = threading.Event()
    job, label = Job(lambda _progress: (go.wait(10), "done")[1]), QLabel("waiting")
    job.succeeded.connect(label.setText)
    job.start()
    label.deleteLater()
    del label
    with qtbot.waitSignal(job.ended):
        go.set()


def test_leaving_waits_for_what_runs():
    begun, left = threading.Event(), []

    def work(progress):
        begun.set()
        try:
            while True:
                progress(0, 1)
        finally:
            left.append(True)

    Job(work).start()
    assert begun.wait(10)
    jobs.stop_all()
    assert left == [True]
