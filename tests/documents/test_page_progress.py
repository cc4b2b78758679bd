"""How far the reading of a long PDF is, told over the process's pipe."""

from __future__ import annotations

import io
import json
import sys

import pytest

from chatbot.documents import PaperReader, reading_process, reading_worker
from chatbot.indexing.library import read_library
from chatbot.indexing.sources import CorpusFiles
from tests.pdfs import page, pdf

THREE = pdf(*(page().text(72, 100, f"Port {number} lies in the east.") for number in "123"))
TELLING = (
    "import json, sys\n"
    "for line in sys.stdin:\n"
    "    for done in (1, 2):\n"
    "        print(json.dumps({'page': done, 'pages': 3, 'record': 0, 'boxes': 0}), flush=True)\n"
    "    print(json.dumps({'error': 'told', 'record': 0, 'boxes': 0}), flush=True)\n"
)


@pytest.fixture
def three(tmp_path):
    file = tmp_path / "three.pdf"
    file.write_bytes(THREE)
    return file


@pytest.fixture
def telling(monkeypatch):
    """A process that tells of two pages and then fails; how many were started."""
    start, started = reading_process.subprocess.Popen, []

    def other(command, **options):
        started.append(command)
        return start([sys.executable, "-c", TELLING], **options)

    monkeypatch.setattr(reading_process.subprocess, "Popen", other)
    return started


def replies_about(file):
    request = {"path": str(file), "id": "three", "password": None, "max_pages": 10}
    replies = io.BytesIO()
    reading_worker.serve(io.BytesIO(json.dumps(request).encode() + b"\n"), replies)
    replies.seek(0)
    heads = []
    while line := replies.readline():
        heads.append(json.loads(line))
        replies.read(heads[-1]["record"] + heads[-1]["boxes"])
    return heads


def test_the_worker_tells_the_pages_of_a_long_reading_before_it_replies(three, monkeypatch):
    monkeypatch.setattr(reading_worker, "_SILENT_S", 0.0)
    monkeypatch.setattr(reading_worker, "_EVERY_S", 0.0)
    *told, reply = replies_about(three)
    assert [(head["page"], head["pages"]) for head in told] == [(1, 3), (2, 3), (3, 3)]
    assert reply["record"] > 0 and "page" not in reply


def test_a_short_reading_tells_nothing(three, monkeypatch):
    monkeypatch.setattr(reading_worker, "_SILENT_S", 60.0)
    assert ["page" in head for head in replies_about(three)] == [False]


def test_the_pages_go_to_the_progress_of_the_work(three, telling):
    del telling
    seen = []
    files = CorpusFiles(three.parent, {"three": three}, ())
    with pytest.raises(Exception, match="told"):
        read_library(
            files,
            None,
            lambda stage, done, total: seen.append((stage, done, total)),
            reading_process.ReadingLimits(),
        )
    assert seen[:3] == [
        ("reading documents", 0, 1),
        ("reading pages", 1, 3),
        ("reading pages", 2, 3),
    ]


def test_work_that_is_ended_on_a_page_leaves_no_reply_for_the_next_file(three, telling):
    def stop(done, total):
        raise KeyError(done, total)

    with PaperReader() as reader:
        for _ in range(2):
            with pytest.raises(KeyError, match=r"1, 3"):
                reader.read(three, "three", stop)
    assert len(telling) == 2
