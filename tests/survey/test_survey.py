"""Questions × papers: who is asked what, and what becomes of it as CSV and JSON."""

import csv
import io
from dataclasses import replace

import pytest

from chatbot.answering.extracts import make_extract
from chatbot.datatypes import Answer, JudgedQuery
from chatbot.documents.text_reader import read_text_document
from chatbot.errors import RunError
from chatbot.survey import COLUMNS, Cell, as_csv, as_json, pairs_of, survey
from tests.cli.conftest import QUOTE, answer, extract, trade_document


class Asked:
    """Two papers; the second knows nothing, and breaks when asked to."""

    def __init__(self):
        first = trade_document()
        self.documents = {"trade-paper": first, "other": replace(first, id="other")}
        self.calls = []

    def ask(self, question, history=(), documents=()):
        self.calls.append((question, tuple(history), tuple(documents)))
        if documents == ["trade-paper"]:
            return answer(question)
        if question == "break":
            raise RunError("the index is gone")
        return Answer(question, question, "not_found", 0.1, "nothing fits")


def made(*queries):
    chatbot = Asked()
    cells = list(survey(chatbot, pairs_of(queries, ["trade-paper", "other"])))
    return chatbot, cells


def rows(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def test_each_question_is_asked_of_each_paper_alone():
    chatbot, cells = made(JudgedQuery("a", "How much?", history=("Before?",)))
    assert chatbot.calls == [
        ("How much?", ("Before?",), ("trade-paper",)),
        ("How much?", ("Before?",), ("other",)),
    ]
    assert [(cell.document.id, cell.status) for cell in cells] == [
        ("trade-paper", "answered"),
        ("other", "not_found"),
    ]
    assert cells[0].citation == "(Lee 2017, para. 1)"
    assert cells[0].extract.quote == QUOTE
    assert (cells[1].extract, cells[1].remark) == (None, "nothing fits")


def test_a_question_meant_for_a_paper_is_asked_of_it_alone():
    chatbot, _ = made(JudgedQuery("a", "Here?", documents=("other", "gone")))
    assert [call[2] for call in chatbot.calls] == [("other",)]


def test_a_fault_is_told_in_its_cell_and_the_others_go_on():
    chatbot, cells = made(JudgedQuery("a", "break"), JudgedQuery("b", "fine"))
    assert [cell.status for cell in cells] == ["answered", "error", "answered", "not_found"]
    assert as_json(cells, chatbot.documents)[1] | {"answer": None} == {
        "query_id": "a",
        "question": "break",
        "document": "other",
        "title": "Trade",
        "status": "error",
        "citation": None,
        "error": "the index is gone",
        "answer": None,
    }


def test_json_rows_tell_the_series_that_extracts_state(tmp_path):
    path = tmp_path / "ships.txt"
    path.write_text("There were 52 ships in 2007 and 62 ships in 2008.\n", encoding="utf-8")
    paper = read_text_document(path, "ships")
    shown = make_extract(paper, paper.paragraphs[0].sentences[0], 1)
    told = Answer("q", "q", "answered", 0.9, extracts=(shown,))
    cell = Cell(JudgedQuery("a", "q"), paper, told, "")
    [row] = as_json([cell], {"ships": paper})
    [series] = row["answer"]["series"]
    assert [point["number"] for point in series["points"]] == [52, 62]


def test_csv_has_one_row_a_pair():
    _, cells = made(JudgedQuery("a", "How much?"))
    data = as_csv(cells)
    assert data.count(b"\r\n") == 3 and data.replace(b"\r\n", b"").count(b"\n") == 0
    first, second = rows(data)
    assert tuple(first) == COLUMNS
    assert (first["quote"], first["short_answer"], first["paragraph"]) == (QUOTE, "58.9%", "1")
    assert first["section"] == "I. Trade"
    assert (second["quote"], second["status"], second["remark"]) == (
        "",
        "not_found",
        "nothing fits",
    )


def test_a_byte_order_mark_only_where_it_is_wanted():
    _, cells = made(JudgedQuery("a", "How much?"))
    assert as_csv(cells, mark=True) == b"\xef\xbb\xbf" + as_csv(cells)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_cell_is_a_formula(sign):
    hostile = f'{sign}cmd|"/c calc",\r\nA1'
    _, cells = made(JudgedQuery("a", hostile))
    quoted = replace(cells[0].answer, extracts=(extract(quote=hostile),))
    cells[0] = replace(cells[0], answer=quoted)
    (first, _) = rows(as_csv(cells))
    assert (first["question"], first["quote"]) == (f"'{hostile}", f"'{hostile}")
