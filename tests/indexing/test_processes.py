import signal
import subprocess
import sys
from pathlib import Path

import pytest

from chatbot.indexing import load_index
from tests.indexing.helpers import TRADE, build, generations, same_index, texts

ROOT = Path(__file__).parents[2]


def start_builder(corpus, folder, pause_s):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.indexing.builder", str(corpus), str(folder), str(pause_s)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def wait_for(process, stage):
    for line in process.stdout:
        if line.startswith(stage):
            return
    raise AssertionError(f"the builder ended before {stage!r}")


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["reading documents", "encoding", "saving the index 0"])
def test_a_killed_build_leaves_the_index(corpus, folder, stage):
    built = build(corpus, folder)
    (corpus / "trade.txt").write_text(TRADE.replace("Ports", "Harbours"))
    with start_builder(corpus, folder, 0.2) as process:
        wait_for(process, stage)
        process.send_signal(signal.SIGKILL)
    same_index(built, load_index(folder))
    (folder / "generations" / "0123456789abcdef").mkdir()
    index = build(corpus, folder)
    assert "Harbours were built." in texts(index)
    assert len(generations(folder)) == 1


@pytest.mark.slow
def test_two_builders_at_once(corpus, folder):
    with start_builder(corpus, folder, 0.5) as first:
        wait_for(first, "encoding")
        with start_builder(corpus, folder, 0) as second:
            wait_for(second, "waiting for another process")
            said = second.stdout.read()
        assert "built 3 of 3" in first.stdout.read()
    assert "built 0 of 3" in said
    assert first.returncode == second.returncode == 0
    same_index(load_index(folder), build(corpus, folder.with_name("fresh")))
