from chatbot.answering.transcript import as_json, as_markdown
from chatbot.datatypes import Conversation, Turn

from ..interface.papers import HOSTILE, answer_to, make_paper

PAPER = make_paper()
DOCUMENTS = {PAPER.id: PAPER}
QUESTIONS = ("hallin grow", "Who won *the* cup?", "hello", "clerk", "figure")
TALK = Conversation(tuple(Turn(question, answer_to(question, PAPER)) for question in QUESTIONS))


def test_every_quote_stands_in_the_file_with_its_citation():
    text = as_markdown(TALK, DOCUMENTS, "2026-11-24")
    assert "> The depth grew by 1.4 metres within two years" in text
    assert text.count("> — (Tern 2018, para. 6)") == 2
    assert "## Who won \\*the\\* cup?" in text and "DEPTH OF SIX HARBOURS" in text


def test_text_that_would_be_markup_is_escaped():
    text = as_markdown(TALK, DOCUMENTS, "2026-11-24")
    assert HOSTILE not in text
    assert "\\<script\\>" in text and "<script>" not in text.replace("\\<script", "")


def test_json_keeps_each_quote_letter_by_letter():
    turns = as_json(TALK, DOCUMENTS, "2026-11-24")["turns"]
    assert [turn["question"] for turn in turns] == list(QUESTIONS)
    assert HOSTILE in turns[3]["answer"]["extracts"][0]["quote"]
    assert turns[0]["citations"] == ["(Tern 2018, para. 6)"] * 2
