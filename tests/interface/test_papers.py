"""The Papers tab: which papers are asked, the list, and the requests that change papers."""

import threading
from dataclasses import replace

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from chatbot.datatypes import Document
from chatbot.interface.chat import Chat
from chatbot.interface.kept import Keeper
from chatbot.interface.loading import Loading
from chatbot.interface.papers_desk import PapersDesk
from chatbot.interface.papers_routes import papers_routes
from chatbot.interface.papers_view import asked_papers, jobs_list, papers_rows, passed_over
from chatbot.interface.session import Session
from chatbot.shelf.entries import PaperEntry
from chatbot.shelf.jobs import Look, Outcome
from chatbot.shelf.shelf import ShelfLimits

from ..shelf.helpers import CANAL, Shelf
from .knowing import KnowingChatbot
from .papers import make_paper

PAPERS = {name: make_paper(name, f"Paper {name.upper()}") for name in ("a", "b", "c")}


class Recording(KnowingChatbot):
    """Also records which papers were asked."""

    def reply(self, question, conversation, documents=(), *, context=True):
        self.chosen = tuple(documents)
        return super().reply(question, conversation, documents, context=context)


def chat_over(papers=PAPERS):
    chatbot = Recording(documents=dict(papers))
    loading = Loading(lambda: chatbot)
    loading.wait()
    return Chat(loading, keeper=Keeper(b"k" * 32)), loading, chatbot


def test_chosen_papers_are_asked_in_every_question_until_all_are_again():
    chat, _, chatbot = chat_over()
    session = chat.choose(["c", "a", "zebra", 7], Session(), "").session
    assert session.documents == ("a", "c")
    *_, page = chat.ask("Why do harbours silt up?", session)
    assert chatbot.chosen == ("a", "c")
    *_, page = chat.retry((0, 0), "", page.session)
    assert chatbot.chosen == ("a", "c")
    assert chat.clear(session=page.session).session == Session(documents=("a", "c"))
    again = chat.choose(["a", "b", "c"], page.session, "").session
    assert again.documents == () and again.exchanges == page.session.exchanges
    assert chat.choose("a", page.session, "").session.documents == ()


def test_the_choice_is_kept_with_or_without_a_conversation():
    chat, *_ = chat_over()
    page = chat.choose(["b"], Session(), "")
    assert chat.restore(page.kept).session == Session(documents=("b",))
    *_, page = chat.ask("Why do harbours silt up?", page.session)
    assert chat_over()[0].restore(page.kept).session == page.session
    assert chat.choose([], Session(), "").kept == ""


def test_a_paper_that_is_gone_is_asked_no_more_and_the_last_ones_place_takes_all():
    chat, loading, _ = chat_over()
    session = chat.choose(["a", "b"], Session(), "").session
    without = Recording(documents={"b": PAPERS["b"], "c": PAPERS["c"]})
    loading.replace(without)
    assert loading.wait() is without and loading.version == 1
    *_, page = chat.ask("Why do harbours silt up?", session)
    assert without.chosen == ("b",) and page.session.documents == ("b",)
    loading.replace(Recording(documents={"c": PAPERS["c"]}))
    *_, page = chat.ask("Why do harbours silt up?", page.session)
    assert page.session.documents == ()


def test_after_papers_are_replaced_a_kept_conversation_is_asked_again():
    chat, loading, _ = chat_over()
    *_, page = chat.ask("Why do harbours silt up?", Session())
    assert chat.restore(page.kept).notice == ""
    loading.replace(Recording(documents={"a": PAPERS["a"]}))
    assert "asked again" in chat.restore(page.kept).notice


def test_which_papers_are_asked_is_told_in_one_attribute():
    assert asked_papers(['a"><b>']).count("<") == 2


ROW = PaperEntry("a", "<b>Title", "added/a.pdf", added=True, pages=2, year="2019", unchecked=True)


def test_a_row_says_what_a_paper_is_and_what_can_be_done():
    html = papers_rows([ROW], "en", changing=True)
    assert "&#60;b&#62;Title" in html and "PDF · 2 pages · 2019 · a.pdf" in decoded(html)
    assert "Check this citation" in html and 'data-papers="ask-remove"' in html
    assert "data-papers" not in papers_rows([ROW], "en")
    own = replace(ROW, added=False)
    assert "remove" not in papers_rows([own], "en", changing=True)
    assert 'data-papers="remove"' in papers_rows([replace(own, gone=True)], "en", changing=True)


@pytest.mark.parametrize(
    ("remedy", "recognising", "shown"),
    [
        ("password", False, 'type="password"'),
        ("wrong_password", False, "The password was wrong"),
        ("recognise", True, 'data-papers="recognise"'),
        ("recognise", False, "install ocrmypdf"),
        ("", True, "a.pdf is damaged."),
    ],
)
def test_a_paper_that_could_not_be_read_says_why_and_offers_what_may_help(
    remedy, recognising, shown
):
    failed = PaperEntry(
        "a", "a.pdf", "added/a.pdf", added=True, failure="a.pdf is damaged", remedy=remedy
    )
    html = papers_rows([failed], "en", True, recognising)
    assert shown in decoded(html) and "checkbox" not in html


def decoded(html):
    import html as entities

    return entities.unescape(html)


def test_a_job_tells_how_far_it_is_and_can_be_cancelled_until_it_is_saved():
    look = Look("1", "add", ("a.txt", "b.txt"), "running", "encoding with minilm", 3, 40)
    html = jobs_list([look])
    assert "Adding 2 papers" in html and "&#40;3 of 40&#41;" in html
    assert 'value="3" max="40"' in html and 'data-papers="cancel"' in html
    saving = Look("1", "add", ("a.txt",), "running", "saving the index", 0, 1)
    assert 'data-papers="cancel"' not in jobs_list([saving])


def test_a_second_model_goes_on_where_the_first_one_ended():
    first = Look("1", "add", ("a.txt",), "running", "encoding with minilm (1 of 2)", 30, 40)
    second = Look("1", "add", ("a.txt",), "running", "encoding with e5 (2 of 2)", 10, 50)
    assert 'value="30" max="80"' in jobs_list([first])
    html = decoded(jobs_list([second]))
    assert "learning its passages, part 2 of 2 (10 of 50)" in html
    assert 'value="60" max="100"' in html


def test_files_that_are_passed_over_are_told():
    lines = ["a.txt: a.txt has the same id “a” as a.pdf; rename one of them", "b.jpg: no paper"]
    html = decoded(passed_over([*lines, *(f"{n}.jpg: no paper" for n in range(11))]))
    assert ">a.txt has the same id “a” as a.pdf; rename one of them.<" in html
    assert ">b.jpg: no paper.<" in html and html.count('class="warn"') == 10
    assert "3 more files are not read." in html
    assert passed_over([]) == ""


def test_an_ended_job_names_each_file_that_was_not_added():
    outcomes = (Outcome("a.txt", "a"), Outcome("b.pdf", problem="b.pdf is damaged"))
    html = decoded(jobs_list([Look("1", "add", ("a.txt", "b.pdf"), "done", outcomes=outcomes)]))
    assert "1 paper can be asked now" in html and "<li" in html and "b.pdf is damaged." in html


# --- requests ------------------------------------------------------------------------------


def client_of(desk, users=None):
    app = Starlette(routes=papers_routes(desk))
    app.auth, app.auth_dependency = users, None
    app.cookie_id, app.tokens = "1", {"token": "ada"}
    return TestClient(app)


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path, limits=ShelfLimits(largest=5000))


@pytest.fixture
def client(shelf):
    loading = Loading(lambda: shelf.chatbot)
    loading.wait()
    return client_of(PapersDesk(loading, shelf))


GUARD = {"X-Papers": "1"}


def test_a_file_is_sent_added_and_listed(client, shelf):
    sent = client.post(
        "/papers/upload", params={"name": "Канал “1”.txt"}, content=CANAL.encode(), headers=GUARD
    ).json()
    done = client.post("/papers/act", json={"act": "add", **files(sent)}, headers=GUARD).json()
    assert shelf.ended(done["job"]).outcomes[0].document == "Канал “1”"
    told = client.get("/papers/list?language=en").json()
    assert 'data-document="Канал “1”"' in decoded(told["rows"]) and not told["busy"]
    assert "rows" not in client.get("/papers/list", params={"seen": told["version"]}).json()
    form = client.get("/papers/citation", params={"document": "Канал “1”", "language": "ru"})
    assert 'name="authors"' in form.json()["html"]


def files(*sent):
    return {"files": [each["file"] for each in sent]}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.exe", b"MZ", "not supported"),
        ("a.txt", b"", "empty"),
        ("a.txt", b"x" * 5001, "larger than"),
        ("", b"x", "without a"),
    ],
)
def test_a_file_that_is_refused_gets_its_line(client, name, content, told):
    reply = client.post("/papers/upload", params={"name": name}, content=content, headers=GUARD)
    assert reply.status_code == 400 and told in reply.json()["problem"]


@pytest.mark.parametrize(
    "order", ["", "[]", "{", '{"act": "format"}', '{"act": "add", "files": "x"}', "[" * 100_000]
)
def test_an_order_that_is_none_is_refused(client, order):
    reply = client.post("/papers/act", content=order, headers=GUARD)
    assert reply.status_code == 400 and reply.json()["problem"]


def test_another_site_cannot_change_papers(client, shelf):
    reply = client.post("/papers/act", json={"act": "refresh"})
    assert reply.status_code == 403 and shelf.jobs.looks() == ()


def test_until_the_papers_are_open_the_page_is_to_ask_again(shelf):
    gate = threading.Event()
    loading = Loading(lambda: gate.wait(20) and shelf.chatbot)
    desk = PapersDesk(loading, shelf)
    first = desk.list("en", "")
    assert (first["rows"], first["opening"]) == ("", True)
    assert desk.list("en", first["version"])["opening"]
    gate.set()
    loading.wait()
    then = desk.list("en", first["version"])
    assert 'data-document="ferry"' in then["rows"] and not then["opening"]


def test_who_has_not_signed_in_sees_and_changes_nothing(shelf):
    loading = Loading(lambda: shelf.chatbot)
    client = client_of(PapersDesk(loading, shelf), users={"ada": "x"})
    for path in ("list", "citation"):
        assert client.get(f"/papers/{path}").status_code == 401
    for path in ("upload", "act"):
        assert client.post(f"/papers/{path}", headers=GUARD).status_code == 401
    client.cookies.set("access-token-1", "token")
    assert client.get("/papers/list").status_code == 200


def test_a_read_only_page_lists_papers_and_offers_nothing_else(tmp_path):
    shelf = Shelf(tmp_path, limits=ShelfLimits(read_only=True))
    loading = Loading(lambda: shelf.chatbot)
    loading.wait()
    client = client_of(PapersDesk(loading, shelf))
    told = client.get("/papers/list").json()
    assert 'data-document="ferry"' in told["rows"] and "data-papers" not in told["rows"]
    assert told["adding"] == ""
    for path in ("upload?name=a.txt", "act"):
        reply = client.post(f"/papers/{path}", json={"act": "refresh"}, headers=GUARD)
        assert reply.status_code == 400 and "read-only" in reply.json()["problem"]


def test_papers_that_are_no_files_are_listed_too():
    _, loading, _ = chat_over()
    client = client_of(PapersDesk(loading, None))
    rows = client.get("/papers/list").json()["rows"]
    assert rows.count("checkbox") == 3 and "ask-remove" not in rows
    assert isinstance(loading.wait().documents["a"], Document)
    assert client.post("/papers/act", json={"act": "refresh"}, headers=GUARD).status_code == 400
