"""Jobs one after the other: stopping them, cleaning up, and which are told of."""

import dataclasses
import threading
import time

import pytest

from chatbot.shelf import jobs
from chatbot.shelf.jobs import Cancelled, Job, Jobs, Outcome


def until(holds):
    end = time.monotonic() + 10
    while not holds() and time.monotonic() < end:
        time.sleep(0.005)
    assert holds()


class Held:
    """Jobs of which the first is at work until it is let go."""

    def __init__(self):
        self.jobs, self._gate = Jobs(), threading.Event()
        self.first = Job("refresh", [], self._work)
        self.jobs.start(self.first)
        until(lambda: self.first.look.state == "running")

    def _work(self, _):
        self._gate.wait(10)
        return ()

    def let_go(self):
        self._gate.set()
        until(lambda: all(look.ended for look in self.jobs.looks()))


@pytest.fixture
def held():
    started = Held()
    yield started
    started.let_go()


def test_every_job_that_has_not_ended_is_told_of(held):
    waiting = [Job("refresh", [], lambda _: ()) for _ in range(25)]
    started = [held.first.look.id, *(held.jobs.start(job) for job in waiting)]
    assert [look.id for look in held.jobs.looks()] == started
    held.jobs.cancel(waiting[0].look.id)
    held.let_go()
    assert [job.look.state for job in waiting[:2]] == ["cancelled", "done"]


def test_of_those_that_ended_in_trouble_the_last_twenty_stay_and_of_others_none():
    done = Jobs()
    for number in range(23):
        failing = Outcome(str(number), problem="it was not read")
        job = Job("add", [str(number)], lambda _, failing=failing: (failing,))
        done.start(job)
        until(lambda job=job: job.look.ended)
    good = Job("refresh", [], lambda _: ())
    done.start(good)
    until(lambda: good.look.ended)
    done.start(Job("remove", ["last"], lambda _: ()))
    names = [look.names[0] for look in done.looks()]
    assert names == [*(str(number) for number in range(3, 23)), "last"]


def test_what_is_tried_again_takes_the_place_of_what_failed():
    jobs = Jobs()
    for name, problem in (("a", "wrong"), ("b", "wrong"), ("a", "")):
        outcome = Outcome(name, problem=problem)
        job = Job("password", [name], lambda _, outcome=outcome: (outcome,))
        jobs.start(job)
        until(lambda job=job: job.look.ended)
    assert [(look.names, look.troubled) for look in jobs.looks()] == [
        (("b",), True),
        (("a",), False),
    ]


def test_a_job_that_ends_while_it_is_stopped_has_ended(monkeypatch):
    gate = threading.Event()

    def work(_):
        gate.wait(10)
        return ()

    job = Job("refresh", [], work)
    thread = threading.Thread(target=job.run)
    thread.start()
    until(lambda: job.look.state == "running")

    def slowly(look, **changes):
        if changes["state"] == "stopping":
            gate.set()
            thread.join(0.3)
        return dataclasses.replace(look, **changes)

    monkeypatch.setattr(jobs, "replace", slowly)
    job.stop()
    thread.join(10)
    assert job.look.state == "done"


@pytest.mark.parametrize("state", ["done", "failed", "cancelled"])
def test_a_job_cleans_up_before_it_has_ended(state):
    def work(_):
        if state != "done":
            raise {"failed": ValueError, "cancelled": Cancelled}[state]
        return ()

    seen = []
    job = Job("add", [], work, lambda: seen.append(job.look.state))
    job.run()
    assert (seen, job.look.state) == (["running"], state)


def test_a_job_cancelled_while_it_waits_does_nothing_but_clean_up(held):
    did = []
    job = Job("add", [], lambda _: did.append("work"), lambda: did.append("clean up"))
    held.jobs.start(job)
    held.jobs.cancel(job.look.id)
    assert job.look.state == "stopping"
    held.let_go()
    assert (did, job.look.state) == (["clean up"], "cancelled")
