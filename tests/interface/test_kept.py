import stat
from dataclasses import replace

import pytest

from chatbot.datatypes import Span
from chatbot.errors import IndexFault, UsageError
from chatbot.interface import kept as kept_module
from chatbot.interface.chat import ANYBODY, Chat, Visitor
from chatbot.interface.kept import KEY_NAME, Keeper, fingerprint, key_in
from chatbot.interface.loading import Loading
from chatbot.interface.session import MOST_REMEMBERED, Session

from .knowing import KnowingChatbot
from .papers import make_paper

NUMBER = "By how much did the depth at Hallin grow?"
KEY = b"k" * 32


def chat_with(chatbot=None, key=KEY):
    loading = Loading(lambda: chatbot or KnowingChatbot())
    loading.wait()
    return Chat(loading, keeper=Keeper(key))


def asked(chat, *questions, visitor=ANYBODY):
    page = None
    for question in questions:
        *_, page = chat.ask(question, page.session if page else Session(), visitor)
    return page


def test_a_conversation_comes_back_as_it_was_from_another_server_with_the_key():
    page = asked(chat_with(), NUMBER, "Why do harbours silt up?", "Who won the cup?", "cost")
    again = chat_with().restore(page.kept)
    assert again.session == page.session
    assert again.messages == page.messages and again.notice == ""
    assert again.kept == page.kept


def test_what_was_asked_as_typed_is_remembered_as_such():
    chat = chat_with()
    page = asked(chat, NUMBER, "what about ships")
    *_, page = chat.ask_as_typed(page.session.exchanges[1].id, "", page.session)
    restored = chat.restore(page.kept).session
    assert [exchange.context for exchange in restored.exchanges] == [True, True, False]


def test_a_failed_question_is_not_kept():
    page = asked(chat_with(), NUMBER, "break down")
    assert [e.question for e in chat_with().restore(page.kept).session.exchanges] == [NUMBER]


def forged(sealed):
    signature, _, text = sealed.partition(".")
    yield sealed[:-4]
    yield f"{signature}.{text[::-1]}"
    yield f"{'0' * 64}.{text}"
    yield text
    yield "x" * 1_000_000
    yield "\ud800é."


def test_what_was_damaged_or_made_elsewhere_is_dropped_with_one_line():
    chat, page = chat_with(), asked(chat_with(), NUMBER)
    foreign = asked(chat_with(key=b"o" * 32), NUMBER).kept
    for sealed in (*forged(page.kept), foreign):
        again = chat.restore(sealed)
        assert (again.messages, again.session, again.kept) == ([], Session(), "")
        assert again.notice == "The earlier conversation could not be read and was left out."
    assert "не восстановлена" in chat.restore(foreign, Visitor("ru")).notice


def test_who_signs_in_next_does_not_get_the_conversation():
    page = asked(chat_with(), NUMBER, visitor=Visitor(user="ada"))
    assert chat_with().restore(page.kept, Visitor(user="ada")).session.exchanges
    assert not chat_with().restore(page.kept, Visitor(user="bob")).session.exchanges


def test_another_version_of_the_program_drops_what_it_cannot_read(monkeypatch):
    keeper = Keeper(KEY)
    sealed = keeper.seal(asked(chat_with(), NUMBER).session, "papers")
    assert keeper.open(sealed).papers == "papers"
    monkeypatch.setattr(kept_module, "_FORMAT", b"2")
    with pytest.raises(UsageError):
        keeper.open(sealed)


def test_changed_papers_are_noticed_and_the_last_questions_asked_again():
    questions = [NUMBER, *(f"question {n}" for n in range(MOST_REMEMBERED)), "what about ships"]
    page = asked(chat_with(), *questions)
    longer = KnowingChatbot(documents={"harbours": make_paper()})
    paper = longer.documents["harbours"]
    longer.documents["harbours"] = replace(paper, text=paper.text + "More was found.\n")
    again = chat_with(longer).restore(page.kept)
    assert again.notice == "The papers have changed since: 10 questions were asked again."
    assert [question for question, _ in longer.asked] == questions[-MOST_REMEMBERED:]
    assert longer.asked[-1][1] == tuple(questions[-MOST_REMEMBERED:-1])


def test_a_fingerprint_names_the_papers_by_their_texts():
    paper = make_paper()
    same = fingerprint({"a": paper})
    assert fingerprint({"a": replace(paper, metadata={})}) == same
    assert fingerprint({"b": paper}) != same
    assert fingerprint({"a": replace(paper, text=paper.text[:-1])}) != same


def test_what_is_kept_is_bounded_and_the_oldest_goes(monkeypatch):
    chat = chat_with()
    full = asked(chat, *(f"{NUMBER} {n}" for n in range(6)))
    monkeypatch.setattr(kept_module, "LARGEST_KEPT", len(full.kept) * 4 // 5)
    page = asked(chat, *(f"{NUMBER} {n}" for n in range(6)))
    restored = chat.restore(page.kept).session.exchanges
    assert 1 <= len(restored) < 6
    assert restored[-1].question == f"{NUMBER} 5"
    monkeypatch.setattr(kept_module, "LARGEST_KEPT", 10)
    assert asked(chat, NUMBER).kept == ""


def test_while_the_papers_cannot_be_opened_nothing_is_dropped():
    def load():
        raise IndexFault("the index is gone")

    with pytest.raises(IndexFault):
        Chat(Loading(load)).restore("anything")


def test_clear_and_undo_change_what_is_kept():
    chat = chat_with()
    page = asked(chat, NUMBER, "hello")
    assert len(chat.restore(chat.undo(2, "", page.session).kept).session.exchanges) == 1
    assert chat.undo(0, "", page.session).kept == "" == chat.clear().kept


def test_a_quote_that_crosses_the_browser_is_still_the_papers():
    chatbot = KnowingChatbot()
    page = asked(chat_with(chatbot), NUMBER)
    (exchange,) = chat_with(chatbot).restore(page.kept).session.exchanges
    text = chatbot.documents["harbours"]
    for quoted in exchange.answer.extracts:
        assert text.slice(Span(quoted.start, quoted.end)) == quoted.quote


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    folder = tmp_path / "index"
    key = key_in(folder)
    assert len(key) == 32 and key_in(folder) == key
    assert stat.S_IMODE((folder / KEY_NAME).stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == [KEY_NAME]


def test_a_key_that_cannot_be_used_is_told_and_replaced_for_now(tmp_path, caplog):
    (tmp_path / KEY_NAME).write_bytes(b"short")
    assert key_in(tmp_path) != key_in(tmp_path)
    assert "is damaged: delete it" in caplog.text
    (tmp_path / "file").touch()
    assert len(key_in(tmp_path / "file")) == 32
    assert "conversations end with the server" in caplog.text
