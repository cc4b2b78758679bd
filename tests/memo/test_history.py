import json
import random
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.datatypes import Memo
from chatbot.errors import UsageError
from chatbot.memo import history as history_module
from chatbot.memo import packing
from chatbot.memo.history import MOST_STEPS, History
from chatbot.memo.packing import packed, unpacked

from .papers import excerpt, ferry, memo_of

FERRY = ferry(pages=True)
FULL = memo_of(
    FERRY,
    excerpt(FERRY, "It cost 40 euros.", question="What did it cost?", accessed="2024-05-01"),
    excerpt(FERRY, "the pier was sold to a museum", note="Ask Berg.", heading="Pier"),
    title="Ferries",
)


def titled(history, *titles):
    for title in titles:
        history = history.after(replace(history.memo, title=title))
    return history


def test_steps_are_taken_back_and_made_again_until_another_is_made():
    history = titled(History(), "a", "b")
    back = history.undone()
    assert back.memo.title == "a" and back.redone().memo.title == "b"
    other = back.after(replace(back.memo, title="c"))
    assert not other.can_redo and other.undone().memo.title == "a"
    assert History().undone() == History() and not History().can_undo


def test_a_change_that_changes_nothing_is_no_step():
    history = titled(History(), "a")
    assert history.after(replace(history.memo)) is history


def test_the_oldest_steps_are_forgotten_and_never_the_memo():
    history = titled(History(), *map(str, range(MOST_STEPS + 5)))
    assert len(history.steps) == MOST_STEPS + 1
    while len(history.steps) > 1:
        history = history.shortened()
        assert history.memo.title == str(MOST_STEPS + 4)
    assert history.shortened() == history


@given(st.lists(st.one_of(st.integers(0, 9).map(str), st.sampled_from(["<", ">"])), max_size=50))
def test_taking_back_returns_exactly_what_was(actions):
    history, model, at = History(), [Memo()], 0
    for action in actions:
        if action in "<>":
            at = min(max(at + (1 if action == ">" else -1), 0), len(model) - 1)
            history = history.undone() if action == "<" else history.redone()
        elif action != history.memo.title:
            model = [*model[: at + 1], replace(history.memo, title=action)][-MOST_STEPS - 1 :]
            at = len(model) - 1
            history = titled(history, action)
        assert (history.memo, history.at, len(history.steps)) == (model[at], at, len(model))
    assert unpacked(packed(history)).history == history


def test_steps_that_hold_too_many_excerpts_are_forgotten(monkeypatch):
    monkeypatch.setattr(history_module, "MOST_HELD", 5)
    history = History().after(FULL)
    for note in "abc":
        changed = tuple(replace(each, note=note) for each in history.memo.excerpts)
        history = history.after(replace(history.memo, excerpts=changed))
    assert [memo.excerpts[0].note for memo in history.steps] == ["b", "c"]


def test_what_is_packed_comes_back_with_every_step():
    history = titled(History().after(FULL), "b", "c").undone()
    read = unpacked(packed(history))
    assert read.history == history and (read.lost, read.altered) == (0, 0)
    assert packed(read.history) == packed(history)


def test_steps_share_their_excerpts():
    one = History().after(FULL)
    many = titled(one, *map(str, range(25)))
    assert len(packed(many)) < len(packed(one)) + 900


def test_of_a_damaged_one_is_kept_what_can_be_read():
    values = json.loads(zlib.decompress(packed(History().after(FULL))))
    values["excerpts"][0]["pieces"] = "none"
    values["excerpts"][1]["pieces"][0]["quote"] = "the pier was given to a museum"
    read = unpacked(zlib.compress(json.dumps(values).encode()))
    assert (read.lost, read.altered) == (1, 1)
    assert [each.note for each in read.history.memo.excerpts] == ["Ask Berg."]


@pytest.mark.parametrize(
    "change",
    [{"version": 9}, {"at": 7}, {"at": -1}, {"steps": []}, {"excerpts": None}, {"steps": [1]}],
)
def test_what_is_no_history_is_refused(change):
    values = json.loads(zlib.decompress(packed(History().after(FULL)))) | change
    with pytest.raises(UsageError):
        unpacked(zlib.compress(json.dumps(values).encode()))


@pytest.mark.parametrize("places", [[0, 0], [-1], [0.5], ["0"], [1, 0, 1] * 1_000_000, "01"])
def test_a_step_names_each_excerpt_once(places):
    values = json.loads(zlib.decompress(packed(History().after(FULL))))
    values["steps"][-1]["excerpts"] = places
    with pytest.raises(UsageError):
        unpacked(zlib.compress(json.dumps(values).encode()))


def test_a_step_of_more_excerpts_than_a_memo_takes_is_refused(monkeypatch):
    data = packed(History().after(FULL))
    monkeypatch.setattr(packing, "MOST_EXCERPTS", 1)
    with pytest.raises(UsageError):
        unpacked(data)


@pytest.mark.parametrize("number", ["Infinity", "1e999", "NaN", "9" * 5000])
@pytest.mark.parametrize("key", ["at", "changes"])
def test_numbers_that_are_none_are_refused(key, number):
    values = json.loads(zlib.decompress(packed(History().after(FULL)))) | {key: "HERE"}
    with pytest.raises(UsageError):
        unpacked(zlib.compress(json.dumps(values).replace('"HERE"', number).encode()))


def test_an_excerpt_at_an_infinite_place_is_lost_and_the_rest_kept():
    values = json.loads(zlib.decompress(packed(History().after(FULL))))
    values["excerpts"][0]["pieces"][0]["start"] = float("inf")
    read = unpacked(zlib.compress(json.dumps(values).encode()))
    assert (read.lost, [each.note for each in read.history.memo.excerpts]) == (1, ["Ask Berg."])


def test_noise_is_refused():
    noise = random.Random(5).randbytes(400)
    for data in (b"", noise, zlib.compress(noise), packed(History())[:-7], zlib.compress(b"[]")):
        with pytest.raises(UsageError):
            unpacked(data)
