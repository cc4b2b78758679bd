"""A memo as the browser and the server pass it to and fro."""

import base64
import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatbot.datatypes import Span
from chatbot.interface import memo_files, memo_keeping
from chatbot.interface.chat import ANYBODY, Visitor
from chatbot.interface.kept import Keeper
from chatbot.interface.loading import Loading
from chatbot.interface.memo_desk import MemoDesk
from chatbot.interface.memo_view import held, memo_page
from chatbot.interface.places import Place, address, place_of
from chatbot.memo.saving import memo_to_json

from .answers import answer_to
from .knowing import KnowingChatbot
from .papers import HOSTILE, make_paper

PAPER = make_paper()
KEY = b"k" * 32
NUMBER = "By how much did the depth at Hallin grow?"
WORDS = "Nobody had expected it."


def span_of(words):
    at = PAPER.text.index(words)
    return Span(at, at + len(words))


def at(words):
    return address(Place(PAPER.id, span_of(words)))


class Guest:
    """A browser: it keeps what it is given, and sends it along."""

    def __init__(self, chatbot=None, key=KEY, visitor=ANYBODY, exchanges=()):
        loading = Loading(lambda: chatbot or KnowingChatbot())
        loading.wait()
        self.desk = MemoDesk(loading, Keeper(key))
        self.visitor, self.exchanges, self.kept = visitor, exchanges, ""

    def ask(self, op, **fields):
        self.reply = self.desk.answer({"op": op, **fields}, self.kept, self.exchanges, self.visitor)
        if self.reply.sealed is not None:
            self.kept = self.reply.sealed
        return self.reply

    @property
    def memo(self):
        return self.ask("show").history.memo

    @property
    def quotes(self):
        return [excerpt.quote for excerpt in self.memo.shown]

    def id(self, place=0):
        return self.memo.shown[place].id


@pytest.fixture
def guest():
    return Guest()


@pytest.fixture
def full(guest):
    for words in (WORDS, "The survey names three reasons.", "Ships of ten metres can enter again."):
        guest.ask("add", address=at(words))
    return guest


# --- adding


def test_an_extract_is_added_with_the_question_it_answered():
    answer = answer_to(NUMBER, PAPER)
    guest = Guest(exchanges=[(NUMBER, answer), ("who?", answer_to("cost", PAPER))])
    reply = guest.ask("add", address=address(place_of(answer.extracts[0])), at=0)
    (excerpt,) = reply.history.memo.shown
    assert excerpt.quote == answer.extracts[0].quote and excerpt.question == NUMBER
    assert len(excerpt.accessed) == 10 and excerpt.source_sha256 == PAPER.source.sha256
    assert reply.line == "Added to the memo. 1 excerpt"


def test_the_answer_in_which_it_was_pressed_tells_the_question():
    answer = answer_to(NUMBER, PAPER)
    guest = Guest(exchanges=[("first?", answer), ("second?", answer)])
    guest.ask("add", address=address(place_of(answer.extracts[0])), at=0)
    assert guest.memo.shown[0].question == "first?"
    other = Guest(exchanges=[("first?", answer), ("second?", answer)])
    other.ask("add", address=address(place_of(answer.extracts[0])), at=99)
    assert other.memo.shown[0].question == "second?"


def test_a_question_that_failed_keeps_its_place_among_the_others():
    answer = answer_to(NUMBER, PAPER)
    guest = Guest(exchanges=[("broken?", None), ("first?", answer), ("second?", answer)])
    guest.ask("add", address=address(place_of(answer.extracts[0])), at=1)
    assert guest.memo.shown[0].question == "first?"


def test_both_changes_are_told_of_changes_only(full):
    assert "both changes" in full.ask("note", excerpt=full.id(), text="x", other=True).line
    assert full.ask("show", other=True).line == "The memo was changed in another tab."
    refused = full.ask("note", excerpt="none", text="x", other=True)
    assert "both changes" not in refused.line and not refused.done


def test_words_that_are_not_the_papers_are_not_exported_as_quotations(full):
    values = memo_to_json(full.memo)
    values["excerpts"][0]["pieces"][0]["quote"] = "Everybody had expected it."
    sent = base64.b64encode(json.dumps(values).encode()).decode()
    other = Guest()
    other.ask("open", name="m.json", data=sent)
    reply = other.ask("export", form=".md", style="apa", template="excerpts")
    text = reply.file.data.decode()
    assert "Everybody" not in text and "three reasons" in text
    assert "1 excerpt is not in it" in reply.line


def test_a_duplicate_is_not_added_and_an_overlap_is_named(full):
    assert "in the memo already, at place 1" in full.ask("add", address=at(WORDS)).line
    assert "overlaps excerpt 1" in full.ask("add", address=at(f"a year. {WORDS}")).line
    assert len(full.quotes) == 4


def test_a_figure_is_added_with_its_words(guest):
    figure = PAPER.figures[0]
    guest.ask("figure", figure=f"{PAPER.id}/{figure.id}")
    (excerpt,) = guest.memo.shown
    assert excerpt.figure.id == figure.id and "DEPTH OF SIX HARBOURS" in excerpt.quote
    assert json.loads(held(guest.memo))["figures"] == [[PAPER.id, figure.id]]


def test_selected_words_are_snapped_to_the_text(guest):
    block = next(p.span for p in PAPER.paragraphs if WORDS in PAPER.slice(p.span)).start
    within = span_of(WORDS).start - block
    place = {"start_block": block, "start": within + 3, "end_block": block, "end": within + 13}
    guest.ask("words", document=PAPER.id, **place)
    assert guest.quotes == ["Nobody had expected"]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"op": "nothing"},
        {"op": "add"},
        {"op": "add", "address": "nowhere/1-2/quote/"},
        {"op": "add", "address": ["x"]},
        {"op": "figure", "figure": "harbours/none"},
        {"op": "words", "document": "harbours", "start_block": -5, "start": 0},
        {"op": "words", "document": "../x", "start_block": 0, "start": 0, "end_block": 1, "end": 1},
        {
            "op": "words",
            "document": "harbours",
            "start_block": 9,
            "start": 0,
            "end_block": 2,
            "end": 0,
        },
        {"op": "note", "excerpt": "none", "text": "x"},
        {"op": "note", "excerpt": {}, "text": "x"},
        {"op": "move", "excerpt": "none", "by": True},
        {"op": "head", "field": "excerpts", "text": "x"},
        {"op": "rename", "group": "x" * 600, "heading": ""},
        {"op": "complete", "document": "harbours", "date": "soon"},
        {"op": "export", "form": ".exe", "style": "apa", "template": "memo"},
        {"op": "export", "form": ".md", "style": "/etc/passwd", "template": "memo"},
        {"op": "export", "form": ".md", "style": "apa", "template": "../x.docx"},
        {"op": "open", "name": "a", "data": "%%%"},
        {"op": "open", "name": "a", "data": base64.b64encode(b"{}").decode()},
        None,
        "add",
    ],
)
def test_what_a_browser_may_send_changes_nothing_and_gives_one_line(full, fields):
    before = full.kept
    reply = full.desk.answer(fields, before, [], ANYBODY)
    assert reply.line and "\n" not in reply.line and reply.sealed is None
    assert len(reply.history.memo.shown) == 3 and reply.file is None


# --- keeping


def test_a_memo_survives_a_restart_and_is_the_same(full):
    again = Guest()
    again.kept = full.kept
    assert again.memo == full.memo and again.reply.line == ""
    assert again.ask("undo").history.memo.shown == full.memo.shown[:2]


def test_what_another_key_sealed_is_read_compared_and_told(full):
    again = Guest(key=b"o" * 32)
    again.kept = full.kept
    reply = again.ask("show")
    assert "another server" in reply.line and reply.history.memo == full.memo
    assert again.ask("show").line == ""


def test_another_users_memo_is_not_read():
    ada = Guest(visitor=Visitor(user="ada"))
    ada.ask("add", address=at(WORDS))
    bob = Guest(visitor=Visitor(user="bob"))
    bob.kept = ada.kept
    reply = bob.ask("show")
    assert not reply.history.memo.excerpts and reply.aside and "put aside" in reply.line


@pytest.mark.parametrize("kept", ["x", "a.b.c", "é\ud800.x.y", "0" * 100, 5])
def test_noise_is_put_aside_with_one_line(guest, kept):
    guest.kept = kept
    reply = guest.ask("add", address=at(WORDS))
    assert reply.aside and reply.sealed is None and "put aside" in reply.line


def test_a_memo_too_large_for_a_browser_is_refused_and_whole(full, monkeypatch):
    before = full.kept
    monkeypatch.setattr(memo_keeping, "LARGEST_MEMO", len(before) + 20)
    full.ask("note", excerpt=full.id(), text="".join(map(chr, range(300, 4000))))
    assert "Nothing was changed" in full.reply.line and full.kept == before
    monkeypatch.setattr(memo_keeping, "LARGEST_MEMO", len(before) + 4000)
    text = ["".join(map(chr, range(n, n + 900))) for n in (1000, 5000)]
    full.ask("note", excerpt=full.id(), text=text[0])
    full.ask("note", excerpt=full.id(), text=text[1])
    assert "can no longer be taken back" in full.reply.line
    assert full.memo.shown[0].note == text[1] and len(full.quotes) == 3


# --- the papers change


def test_an_excerpt_stays_when_its_paper_is_gone_or_changed(full):
    gone = Guest(KnowingChatbot(documents={}))
    gone.kept = full.kept
    page = memo_page(gone.ask("show").history, {}, "en")
    assert page.count("is not indexed any more") == 3 and "#src" not in page
    assert "not cut or extended" in gone.ask("extend", excerpt=full.id(), by=1).line
    gone.ask("note", excerpt=full.id(), text="still here")
    assert gone.memo.shown[0].note == "still here"
    other = replace(PAPER, source=replace(PAPER.source, sha256="1" * 64))
    page = memo_page(full.ask("show").history, {PAPER.id: other}, "en")
    assert page.count("file has changed since") == 3
    reply = gone.ask("export", form=".txt", style="apa", template="memo")
    assert reply.line.endswith(
        "3 excerpts could not be checked: their papers are gone or have changed."
    )


def test_words_changed_by_hand_in_a_memo_file_are_marked(full):
    values = memo_to_json(full.memo)
    values["excerpts"][0]["pieces"][0]["quote"] = "Somebody had expected it."
    data = base64.b64encode(json.dumps(values).encode()).decode()
    other = Guest()
    assert "was changed outside the program" in other.ask("open", name="m.json", data=data).line
    page = memo_page(other.ask("show").history, {PAPER.id: PAPER}, "en")
    assert page.count("These words are not the paper’s") == 1 and page.count("#src=") == 2
    assert "not cut or extended" in other.ask("extend", excerpt=other.id(), by=1).line


# --- files


def test_a_saved_memo_is_opened_and_merged_without_repeating(full):
    saved = full.ask("save").file
    assert saved.name == "memo.memo.json"
    data = base64.b64encode(saved.data).decode()
    other = Guest()
    other.ask("add", address=at(WORDS))
    reply = other.ask("open", name="memo.memo.json", data=data)
    assert "2 excerpts were read" in reply.line and "1 was in the memo already" in reply.line
    assert len(other.quotes) == 3
    fresh = Guest()
    fresh.ask("open", name="memo.memo.json", data=data)
    assert fresh.memo == full.memo


def test_a_damaged_file_is_read_as_far_as_possible(full):
    data = full.ask("save").file.data
    cut = base64.b64encode(data[: data.rindex(b"Ships")]).decode()
    other = Guest()
    reply = other.ask("open", name="cut.json", data=cut)
    assert len(other.quotes) == 2
    assert "cut.json is damaged: 2 excerpts could be read" in reply.line
    reply = other.ask("open", name="pier.json", data=base64.b64encode(b"[]").decode())
    assert reply.line.startswith("pier.json is not a memo of this program")


def test_a_file_of_too_many_excerpts_is_refused(full, monkeypatch):
    data = base64.b64encode(full.ask("save").file.data).decode()
    monkeypatch.setattr(memo_files, "MOST_EXCERPTS", 5)
    reply = full.ask("open", name="m.json", data=data)
    assert "more than 5 excerpts: nothing was read" in reply.line and len(full.quotes) == 3


def test_an_empty_memo_says_what_to_do(guest):
    reply = guest.ask("export", form=".docx", style="apa", template="memo")
    assert "The memo is empty: add extracts" in reply.line and reply.file is None


def test_an_export_quotes_exactly_and_marks_what_is_missing(full):
    reply = full.ask("export", form=".md", style="chicago-notes", template="memo")
    text = reply.file.data.decode()
    assert reply.file.name == "memo.md" and all(quote in text for quote in full.quotes)
    bare = replace(PAPER, metadata={})
    other = Guest(KnowingChatbot(documents={PAPER.id: bare}))
    other.ask("add", address=at(WORDS))
    page = memo_page(other.reply.history, {PAPER.id: bare}, "en")
    assert "Missing for the citation of" in page
    assert b"missing: title, date, author" in _markdown(other)
    other.ask("complete", document=PAPER.id, title="Harbours", author="Tern, Ada", date="2018")
    other.ask("add", address=at("The survey names three reasons."))
    made = _markdown(other)
    assert b"missing:" not in made and b"(Tern, 2018, para. 1)" in made


def _markdown(guest):
    return guest.ask("export", form=".md", style="apa", template="memo").file.data


# --- what is shown


def test_what_the_paper_and_the_person_write_is_never_markup(guest):
    guest.ask("add", address=at(HOSTILE))
    guest.ask("note", excerpt=guest.id(), text="</textarea><script>window.hacked=1</script>")
    guest.ask("heading", excerpt=guest.id(), heading='"><img src=x onerror=alert(1)>')
    guest.ask("head", field="title", text='"><script>')
    guest.ask("findings", text="</textarea><b>")
    page = memo_page(guest.ask("show").history, {PAPER.id: PAPER}, "en")
    for harm in ("<script", "<img", "</textarea><", "<b>"):
        assert harm not in page.replace("</textarea></label>", "").replace(
            "</textarea><details", ""
        )


def test_the_parts_of_an_excerpt_are_kept_left_out_and_extended(full):
    first = full.id()
    full.ask("extend", excerpt=first, by=-1)
    whole = full.quotes[0]
    assert whole.endswith(f"a year. {WORDS}")
    full.ask("leave_out", excerpt=first, first="worth", last="year.")
    assert full.quotes[0] == f"The mean loss was $4 million […] {WORDS}"
    full.ask("undo")
    full.ask("keep", excerpt=first, first="$4", last="million")
    assert full.quotes[0] == "$4 million"
    assert (
        "does not hold the words “billion”"
        in full.ask("keep", excerpt=first, first="billion", last="").line
    )


ACTIONS = st.tuples(
    st.sampled_from(
        ["move", "remove", "extend", "keep", "leave_out", "heading", "dissolve", "move_group",
         "under", "undo", "redo", "note", "restore", "clear", "add", "beside"]
    ),
    st.integers(0, 9),
    st.integers(0, 9),
    st.sampled_from([-1, 1]),
)  # fmt: skip


def _do(guest, memo, action):
    """One random action with fields that may or may not fit the memo."""
    name, one, two, by = action
    excerpts = memo.excerpts or (None,)
    excerpt, other = excerpts[one % len(excerpts)], excerpts[two % len(excerpts)]
    words = excerpt.quote.split() if excerpt else ["none"]
    sentences = [s for p in PAPER.paragraphs for s in p.sentences]
    return guest.ask(
        name,
        excerpt=excerpt.id if excerpt else "none",
        other=other.id if other else "none",
        by=by,
        after=by > 0,
        first=words[one % len(words)],
        last=words[two % len(words)] if two % 2 else "",
        heading=f"H{one % 3}" if one % 3 else " ",
        group=other.heading if other else "",
        text=f"note {two}",
        address=address(Place(PAPER.id, sentences[(one * 10 + two) % len(sentences)])),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ACTIONS, max_size=12))
def test_whatever_is_done_every_piece_is_verbatim_and_undo_returns_exactly(actions):
    guest = Guest()
    for words in (WORDS, "The survey names three reasons."):
        guest.ask("add", address=at(words))
    for action in actions:
        before = guest.memo
        reply = _do(guest, before, action)
        after = reply.history.memo
        for excerpt in after.excerpts:
            for piece in excerpt.pieces:
                assert PAPER.slice(Span(piece.start, piece.end)) == piece.quote
        assert len({excerpt.id for excerpt in after.excerpts}) == len(after.excerpts)
        if after != before and action[0] not in ("undo", "redo"):
            assert reply.history.undone().memo == before
            assert reply.history.undone().redone().memo == after
        assert guest.memo == after
