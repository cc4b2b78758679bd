"""How a call ends: exit status, one line for an error, quiet interruptions, exact output."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chatbot.errors import IndexFault

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
import sys
from chatbot import pipeline
from tests.cli.conftest import FakeChatbot, trade_document
documents = {"trade-paper": trade_document(sys.argv.pop(1).replace("|", "\\r\\n"))}
pipeline.open_index = lambda *_, **__: FakeChatbot(documents)
from chatbot.cli import main
sys.exit(main())
"""


def test_output_is_utf8_and_exact_whatever_the_locale():
    locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    text = "Ünïcode 한국|no newline at the end"
    done = run("-c", FAKE_CALL, text, "text", "trade-paper", env=locale)
    assert done.stdout == "Ünïcode 한국\r\nno newline at the end".encode()
    done = run("-c", FAKE_CALL, text, "ask", "왜?", "--json", env=locale)
    assert done.returncode == 0
    assert "왜?".encode() in done.stdout


def test_a_reader_that_goes_away_is_no_error():
    call = [sys.executable, "-c", FAKE_CALL, "words " * 200_000, "text", "trade-paper"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        call[:3] + ["words|" * 10_000] + call[4:],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment,
    ) as process:
        process.stdout.close()
        assert process.wait(timeout=60) == 141
        assert process.stderr.read() == b""


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
    "command", ["build", "ask", "search", "documents", "text", "evaluate", "serve"]
)
def test_every_command_has_help_with_examples(command):
    done = run("-m", "chatbot", command, "--help")
    assert done.returncode == 0
    assert b"examples:" in done.stdout
    assert b"--corpus" in done.stdout


def test_ctrl_c_ends_a_call_quietly(tmp_path):
    program = FAKE_CALL.replace(
        "pipeline.open_index = ",
        "import pathlib, time\n"
        f"def open_index(*_, **__): pathlib.Path({str(tmp_path / 'on')!r}).touch(); time.sleep(50)\n"
        "pipeline.open_index = open_index or ",
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, "words", "documents"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        while not (tmp_path / "on").exists():
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130
        assert process.stderr.read() == b""
