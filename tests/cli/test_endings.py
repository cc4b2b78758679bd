"""How a call ends: exit status, one line for an error, quiet interruptions, exact output."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from chatbot.errors import IndexFault
from tests.cli.conftest import fake_index

ROOT = Path(__file__).parents[2]


def test_documents_as_json_and_for_people(call):
    [document] = call("documents", "--json").json
    assert [document[key] for key in ("id", "title", "pages", "figures", "language")] == [
        "trade-paper",
        "Trade",
        None,
        [],
        "en",
    ]
    assert [section["path"] for section in document["sections"]] == [["I. Trade"]]
    assert call("documents").out.splitlines() == [
        "trade-paper",
        "    Trade",
        "    1 section, language en",
    ]


def test_text_of_an_unknown_document(call):
    done = call("text", "trade")
    assert (done.status, done.out) == (2, "")
    assert "nearest are trade-paper" in done.err


def test_build_says_what_was_done(call, opened, monkeypatch):
    index = fake_index(failures=(SimpleNamespace(file=SimpleNamespace(path="b.pdf"), failure="x"),))
    index.report = SimpleNamespace(read=("trade-paper",), removed=("old",))
    monkeypatch.setattr("chatbot.pipeline.build", lambda *_, **__: index)
    done = call("build")
    assert (done.status, done.err) == (0, "warning: b.pdf: x\n")
    assert done.out == "1 document, 2 passages indexed\nread: trade-paper\nremoved: old\n"


@pytest.mark.parametrize(
    ("path", "reason", "line"),
    [
        ("b.txt", "b.txt cannot be read", "b.txt cannot be read"),
        ("old/b.txt", "b.txt cannot be read", "old/b.txt cannot be read"),
        ("old/b.txt", "b.csl.json: no title", "old/b.txt: b.csl.json: no title"),
    ],
)
def test_a_file_left_out_is_named_once(call, opened, path, reason, line):
    failed = SimpleNamespace(file=SimpleNamespace(path=path), failure=reason)
    opened.chatbot.index = fake_index(failures=(failed,))
    assert call("ask", "How much?", "--json").err == f"warning: {line}\n"


def test_files_left_out_are_warned_of(call, opened):
    opened.chatbot.index = fake_index(skipped=("a/x.txt: its id is taken by x.md",))
    done = call("ask", "How much?", "--json")
    assert done.err == "warning: a/x.txt: its id is taken by x.md\n"
    assert done.json["status"] == "answered"


def test_options_reach_the_pipeline(call, opened, tmp_path):
    settings = tmp_path / "own.toml"
    settings.write_text("[retrieval]\ncandidates = 7\n")
    call("ask", "x", "--corpus", "c", "--index", "i", "--settings", str(settings))
    [(corpus, index, read)] = opened.calls
    assert (corpus, index, read.retrieval.candidates) == (Path("c"), Path("i"), 7)


def test_a_missing_settings_file_is_a_wrong_call(call):
    done = call("ask", "x", "--settings", "none.toml")
    assert (done.status, done.err) == (2, "error: settings file not found: none.toml\n")


def test_a_failure_while_running_is_status_1(call, opened):
    opened.raises = IndexFault("index i is locked: wait for the other build")
    done = call("ask", "x")
    assert (done.status, done.err) == (1, "error: index i is locked: wait for the other build\n")


def test_an_unforeseen_fault_is_one_line_that_names_its_type(call):
    done = call("ask", "crash")
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        "error: ZeroDivisionError: division by zero: run again with --debug to see where\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_output_that_cannot_be_written_is_one_line():
    program = FAKE_CALL % ("words", "pass")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", program, "text", "trade-paper"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            timeout=60,
            check=False,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr == "error: standard output: No space left on device\n"


def test_debug_shows_the_traceback(call):
    done = call("ask", "crash", "--debug")
    assert done.status == 1
    assert "Traceback" in done.err
    assert done.err.endswith("error: ZeroDivisionError: division by zero\n")


def test_interruption_is_quiet(call, opened):
    opened.raises = KeyboardInterrupt()
    done = call("ask", "x")
    assert (done.status, done.out, done.err) == (130, "", "")


def run(*arguments, **options):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        timeout=60,
        cwd=options.pop("cwd", ROOT),
        env=environment,
        check=False,
        **options,
    )


FAKE_CALL = """
import pathlib, sys, time
from types import SimpleNamespace
from chatbot import pipeline
from chatbot.cli import main
from tests.cli.conftest import FakeChatbot, trade_document
chatbot = FakeChatbot({"trade-paper": trade_document(%r)})
def open_index(*_, **__):
    %s
    return chatbot
def open_papers(*_, **__):
    papers = open_index()
    return SimpleNamespace(documents=papers.documents, manifest=papers.index.manifest)
pipeline.open_index = open_index
pipeline.open_papers = open_papers
sys.exit(main())
"""


def test_output_is_utf8_and_exact_whatever_the_locale():
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    text = "Ünïcode 한국\r\nno newline at the end"
    program = ascii(FAKE_CALL % (text, "pass"))
    done = run("-c", f"exec({program})", "text", "trade-paper", env=locale)
    assert done.stdout == text.encode()
    done = run("-c", f"exec({program})", "documents", env=locale)
    assert done.returncode == 0, done.stderr


def test_a_reader_that_goes_away_is_no_error():
    program = FAKE_CALL % ("words", "pass")
    program = program.replace("trade_document('words')", "trade_document('words ' * 100_000)")
    with started(program, "text", "trade-paper") as process:
        process.stdout.close()
        assert process.wait(timeout=60) == 141
        assert process.stderr.read() == b""


def test_ctrl_c_ends_a_call_quietly(tmp_path):
    on = tmp_path / "on"
    program = FAKE_CALL % ("words", f"pathlib.Path({str(on)!r}).touch(); time.sleep(50)")
    with started(program, "documents") as process:
        deadline = time.monotonic() + 20
        while not on.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130
        assert process.stderr.read() == b""


def started(program, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def test_help_is_quick_and_loads_no_model():
    program = (
        "import sys; from chatbot.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'numpy', 'pydantic', 'rich', 'faiss', 'gradio'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    done = run("-c", program)
    assert done.returncode == 0, done.stderr
    assert b"ask" in done.stdout


@pytest.mark.parametrize(
    "command",
    [
        "build",
        "ask",
        "search",
        "documents",
        "text",
        "evaluate",
        "queries check",
        "queries convert",
        "serve",
    ],
)
def test_every_command_has_help_with_examples(command):
    done = run("-m", "chatbot", *command.split(), "--help")
    assert done.returncode == 0
    assert b"examples:" in done.stdout
    assert b"--corpus" in done.stdout
