"""Whatever fails, is cancelled or comes between: no paper and no note beside it is lost."""

import json
import os
import threading
import unicodedata

import pytest

from chatbot import documents
from chatbot.documents.passwords import keep_password, kept_passwords
from chatbot.errors import CorpusError, DocumentError, RunError, UsageError
from chatbot.shelf import reopening
from chatbot.shelf.describing import CitationForm
from chatbot.shelf.jobs import Job
from tests import pdfs

from .helpers import CANAL, Shelf
from .test_shelf import encrypted

NOTE = '{"type": "report", "title": "Ferries", "note": "lent by the museum"}'


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)


@pytest.fixture
def corpus(shelf):
    return shelf.folders.corpus


@pytest.fixture
def gate(shelf):
    """Opened, lets the jobs begin that wait behind the one that it holds."""
    opened = threading.Event()

    def work(_):
        opened.wait(10)
        return ()

    shelf.jobs.start(Job("refresh", [], work))
    yield opened
    opened.set()


def failing(monkeypatch, first=lambda: None):
    def reopened(*_):
        first()
        raise RunError("the disk is full")

    monkeypatch.setattr(reopening, "reopened", reopened)


# --- adding ------------------------------------------------------------------------------


def test_where_the_papers_cannot_be_looked_at_none_is_added_and_none_is_lost(
    shelf, corpus, monkeypatch
):
    shelf.put(canal_txt=CANAL)
    arrived = shelf.bring("canal.txt", "Another paper of this name. It is of this year.")

    def refuse(folder):
        raise CorpusError(f"{folder.resolve()}/hidden cannot be read (permission denied)")

    monkeypatch.setattr(documents, "discover", refuse)
    look = shelf.ended(shelf.add([arrived]))
    assert (look.state, look.error) == ("failed", "hidden cannot be read (permission denied)")
    assert (corpus / "added" / "canal.txt").read_text() == CANAL


def test_what_lies_under_a_name_unseen_is_not_overwritten(shelf, corpus):
    (corpus / "added").mkdir()
    unseen = corpus / "added" / "canal.txt"
    unseen.symlink_to(corpus / "not mounted.txt")
    look = shelf.put(canal_txt=CANAL)
    assert look.outcomes[0].document == "canal (2)" and unseen.is_symlink()
    (corpus / "not mounted.txt").write_text("It is mounted again.")
    assert unseen.read_text() == "It is mounted again."


def test_a_name_in_other_code_points_is_taken_too(shelf, corpus):
    (corpus / unicodedata.normalize("NFD", "étude.txt")).write_text("An étude stands here.")
    assert shelf.ended(shelf.look_again()).state == "done"
    look = shelf.ended(shelf.add([shelf.bring("étude.txt", CANAL)]))
    assert look.outcomes[0].document == "étude (2)"
    assert {"étude", "étude (2)"} <= set(shelf.chatbot.documents)


def test_files_cancelled_while_they_wait_do_not_stay(shelf, corpus, gate):
    job = shelf.add([shelf.bring("canal.txt", CANAL)])
    shelf.jobs.cancel(job)
    gate.set()
    assert shelf.ended(job).state == "cancelled"
    assert not list((corpus / "added" / ".incoming").iterdir())


# --- removing ----------------------------------------------------------------------------


def test_an_old_paper_comes_back_where_its_removal_fails(shelf, corpus, monkeypatch):
    shelf.put(canal_txt=CANAL)
    paper, note = corpus / "added" / "canal.txt", corpus / "added" / "canal.csl.json"
    note.write_text(NOTE)
    for path in (paper, note):
        os.utime(path, (1e9, 1e9))
    failing(monkeypatch, lambda: shelf.bring("other.txt", "Another file arrives meanwhile."))
    look = shelf.ended(shelf.remove("canal"))
    assert (look.state, look.error) == ("failed", "the disk is full")
    assert (paper.read_text(), note.read_text()) == (CANAL, NOTE)


def test_what_comes_between_is_not_overwritten_by_what_comes_back(shelf, corpus, monkeypatch):
    shelf.put(canal_txt=CANAL)
    paper = corpus / "added" / "canal.txt"
    failing(monkeypatch, lambda: paper.write_text("A later edition."))
    shelf.ended(shelf.remove("canal"))
    assert paper.read_text() == "A later edition."
    assert (corpus / "added" / "canal (2).txt").read_text() == CANAL


def test_of_a_paper_placed_by_hand_nothing_is_deleted(shelf, corpus, gate):
    paper, note = corpus / "ferry.txt", corpus / "ferry.csl.json"
    text = paper.read_text()
    note.write_text(NOTE)
    paper.unlink()
    job = shelf.remove("ferry")
    paper.write_text(text)
    gate.set()
    (outcome,) = shelf.ended(job).outcomes
    assert outcome.problem == "ferry.txt lies among the papers again: delete it there"
    assert (paper.read_text(), note.read_text()) == (text, NOTE)
    paper.unlink()
    assert not shelf.ended(shelf.remove("ferry")).troubled
    assert "ferry" not in shelf.chatbot.documents and note.read_text() == NOTE


def test_what_a_broken_off_removal_left_goes_with_the_next(shelf, corpus):
    shelf.put(canal_txt=CANAL)
    (corpus / "added" / ".removed").mkdir()
    (corpus / "added" / ".removed" / "left").write_text(CANAL)
    shelf.ended(shelf.remove("canal"))
    assert not list((corpus / "added" / ".removed").iterdir())


@pytest.mark.parametrize("change", ["edited", "gone", "removed while it was gone"])
def test_pictures_of_what_is_no_longer_there_are_deleted(shelf, corpus, change):
    shelf.put(canal_txt=CANAL)
    kept = shelf.folders.index / "pictures"
    pictures = {name: kept / paper.source.sha256 for name, paper in shelf.chatbot.documents.items()}
    for folder in pictures.values():
        folder.mkdir(parents=True)
        (folder / "1").write_bytes(b"a picture")
    paper = corpus / "added" / "canal.txt"
    if change == "edited":
        paper.write_text(CANAL.replace("1871", "1872"))
    else:
        paper.unlink()
    shelf.ended(shelf.remove("canal") if change.startswith("removed") else shelf.look_again())
    assert not pictures["canal"].exists() and pictures["ferry"].exists()


# --- describing --------------------------------------------------------------------------

FORM = CitationForm("report", "Canals", "Novak, Ana", "1999")


@pytest.mark.parametrize("before", [None, NOTE])
def test_a_citation_that_cannot_be_used_is_as_it_was(shelf, corpus, monkeypatch, before):
    note = corpus / "ferry.csl.json"
    if before:
        note.write_text(before)
    failing(monkeypatch)
    assert shelf.ended(shelf.describe("ferry", FORM)).state == "failed"
    assert (note.read_text() if note.exists() else None) == before


def test_a_citation_behind_a_removal_is_not_written(shelf, corpus, gate):
    gate.set()
    shelf.put(canal_txt=CANAL)
    held, wait = threading.Event(), lambda _: (held.wait(10), ())[1]
    shelf.jobs.start(Job("refresh", [], wait))
    removal, job = shelf.remove("canal"), shelf.describe("canal", FORM)
    held.set()
    assert shelf.ended(removal).state == "done"
    assert "no paper 'canal' is there" in shelf.ended(job).error
    assert shelf.added == []


def test_what_lies_beside_an_unreadable_paper_is_kept(shelf, corpus):
    (corpus / "blank.pdf").write_bytes(pdfs.pdf(pdfs.page()))
    note = corpus / "blank.csl.json"
    note.write_text(NOTE)
    shelf.ended(shelf.look_again())
    assert shelf.form("blank") == CitationForm("report", "Ferries")
    shelf.ended(shelf.describe("blank", FORM))
    assert json.loads(note.read_text()) == {
        "type": "report",
        "title": "Canals",
        "note": "lent by the museum",
        "author": [{"family": "Novak", "given": "Ana"}],
        "issued": {"date-parts": [[1999]]},
    }


def test_a_note_that_is_none_is_not_overwritten(shelf, corpus):
    note = corpus / "ferry.csl.json"
    note.write_text('{"title": "half a no')
    with pytest.raises(DocumentError, match=r"ferry\.csl\.json cannot be read as JSON"):
        shelf.describe("ferry", FORM)
    assert note.read_text() == '{"title": "half a no'


# --- passwords ---------------------------------------------------------------------------


def test_a_paper_that_is_readable_keeps_its_password(shelf, gate):
    gate.set()
    shelf.ended(shelf.add([shelf.bring("secret.pdf", encrypted("sesame"))]))
    held, wait = threading.Event(), lambda _: (held.wait(10), ())[1]
    shelf.jobs.start(Job("refresh", [], wait))
    right, wrong = shelf.unlock("secret", "sesame"), shelf.unlock("secret", "open")
    held.set()
    assert not shelf.ended(right).troubled
    assert "asks for no password" in shelf.ended(wrong).error
    with pytest.raises(UsageError, match="asks for no password"):
        shelf.unlock("secret", "open")
    assert kept_passwords(shelf.folders.index) == {"secret": "sesame"}


def test_a_wrong_password_leaves_the_one_before(shelf, monkeypatch):
    shelf.ended(shelf.add([shelf.bring("secret.pdf", encrypted("sesame"))]))
    keep_password(shelf.folders.index, "secret", "given earlier")
    assert shelf.ended(shelf.unlock("secret", "open")).troubled
    assert kept_passwords(shelf.folders.index) == {"secret": "given earlier"}
    failing(monkeypatch)
    assert shelf.ended(shelf.unlock("secret", "sesame")).state == "failed"
    assert kept_passwords(shelf.folders.index) == {"secret": "given earlier"}


# --- what visitors are told --------------------------------------------------------------


def test_messages_do_not_say_where_the_corpus_lies(shelf, corpus):
    told = []
    for change in (shelf.remove, shelf.recognise):
        with pytest.raises(UsageError, match=r"by hand: .*\bferry\.txt") as refused:
            change("ferry")
        told.append(str(refused.value))
    (corpus / "ferry.csl.json").mkdir()
    look = shelf.ended(shelf.describe("ferry", FORM))
    assert "ferry.csl.json cannot be written" in look.error
    assert not [line for line in (*told, look.error) if str(corpus.parent) in line]
