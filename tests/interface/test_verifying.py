import base64
import csv
import html
import io
import json
import re

from chatbot.errors import RunError
from chatbot.interface.loading import Loading
from chatbot.interface.places import place_at
from chatbot.interface.verify_view import csv_of
from chatbot.interface.verifying import Verifying
from chatbot.memo.saving import save_memo
from chatbot.memo.verdicts import Verdict, Verification
from tests.memo.papers import excerpt, ferry, memo_of

from .knowing import KnowingChatbot

FERRY = ferry()
DOCUMENTS = {"ferry": FERRY}


def verifying():
    return Verifying(Loading(lambda: KnowingChatbot(documents=DOCUMENTS)))


def uploaded(tmp_path, name, text):
    """A file as Gradio keeps it, in a folder of its own."""
    folder = tmp_path / "upload"
    folder.mkdir()
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def words_of(page):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_what_differs_is_marked_and_said_and_the_place_can_be_opened(tmp_path):
    text = "> It did stop in winter.\n\n“It cost 40 euros” (Berg 2019, para. 1)"
    path = uploaded(tmp_path, "mine.md", text)
    made = verifying().check(str(path))
    assert "2 quotations in mine.md were checked." in words_of(made.line)
    shown = words_of(made.results)
    assert "✓ 1 exact" in shown
    assert "≠ 1 changed" in shown
    assert "It did [only in the paper: not ] stop in winter" in shown
    assert "<del>" in made.results
    places = re.findall(r'href="([^"]*)" target', made.results)
    first = html.unescape(places[0]).removeprefix("./#src=")
    assert FERRY.slice(place_at(first, DOCUMENTS).span) == "It did not stop in winter."


def test_nothing_of_an_upload_is_kept(tmp_path):
    path = uploaded(tmp_path, "mine.md", "> It cost 40 euros.")
    verifying().check(str(path))
    assert not path.parent.exists()
    broken = uploaded(tmp_path, "memo.json", '{"format": "chatbot-memo", "excerpts": [')
    verifying().check(str(broken))
    assert list(tmp_path.iterdir()) == []


def test_a_fault_is_one_line_and_no_word_of_the_document_is_logged(tmp_path, monkeypatch, caplog):
    def fail(*_):
        raise ValueError("secret words")

    monkeypatch.setattr("chatbot.interface.verifying.verify_file", fail)
    path = uploaded(tmp_path, "mine.md", "> secret words")
    made = verifying().check(str(path))
    assert words_of(made.line) == "Not checked (ValueError)."
    assert "secret" not in caplog.text and "ValueError" in caplog.text
    assert not path.parent.exists()


def test_a_kind_of_file_that_is_not_checked_is_told_in_the_readers_language(tmp_path):
    made = verifying().check(str(uploaded(tmp_path, "mine.xyz", "x")), "ru")
    assert words_of(made.line).startswith("Такой файл проверить нельзя: подойдут .docx")


def test_a_wrong_place_and_words_of_nobody_say_what_is_wrong_in_the_readers_language(tmp_path):
    text = "“It cost 40 euros” (Berg, para. 3). “Wolves danced upon every lantern” (Berg)."
    made = verifying().check(str(uploaded(tmp_path, "mine.md", text)), "ru")
    shown = words_of(made.results)
    assert "⚑ не то место" in shown
    assert "Верно: para. 1" in shown
    assert "Ни в одной из проиндексированных работ" in shown


def test_errors_are_one_line_without_the_servers_folders(tmp_path):
    made = verifying().check(str(uploaded(tmp_path, "mine.xyz", "x")))
    assert words_of(made.line).startswith("That kind of file cannot be checked: use .docx")
    assert str(tmp_path) not in made.line
    assert made.results == ""

    def fail():
        raise RunError("the index is gone")

    path = uploaded(tmp_path, "mine.md", "> It cost 40 euros.")
    assert "the index is gone" in words_of(Verifying(Loading(fail)).check(str(path)).line)
    assert not path.exists()


def test_a_memo_file_is_checked_too(tmp_path):
    memo = memo_of(FERRY, excerpt(FERRY, "It cost 40 euros."))
    path = tmp_path / "memo.json"
    save_memo(memo, path)
    assert "1 quotation in memo.json was checked." in words_of(verifying().check(str(path)).line)


def test_the_files_to_save_hold_every_verdict(tmp_path):
    path = uploaded(tmp_path, "my memo.md", "> It did stop in winter.")
    made = verifying().check(str(path))
    links = re.findall(r'download="([^"]*)" href="([^"]*)"', made.results)
    files = {
        html.unescape(name): base64.b64decode(html.unescape(data).partition("base64,")[2])
        for name, data in links
    }
    values = json.loads(files["my memo-verified.json"])
    assert values["file"] == "my memo.md"
    assert values["quotations"][0]["status"] == "changed"
    rows = list(csv.DictReader(io.StringIO(files["my memo-verified.csv"].decode("utf-8-sig"))))
    assert [(row["text"], row["status"], row["document"]) for row in rows] == [
        ("It did stop in winter.", "changed", "ferry")
    ]


def test_a_spreadsheet_gets_no_formula():
    verdict = Verdict("=HYPERLINK(1)", "not_found")
    text = csv_of(Verification("f", (verdict,)))
    assert "'=HYPERLINK(1)" in text
