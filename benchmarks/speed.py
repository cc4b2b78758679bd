"""Speed as ratios in one run: what the program adds to the cost of the bare model.

    python -m benchmarks.speed [--corpus DIR] [--questions FILE] [--json FILE]

Each figure is measured beside its yardstick in the same process or in processes started
one after the other, so that a slow or busy machine changes both alike. The bare encode
is sentence-transformers in fp32, of the first model alone where a question is asked, of all
where passages are.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from chatbot.pipeline import Chatbot

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: seconds measured, seconds allowed, and how it was allowed."""

    name: str
    measured: float
    allowed: float
    unit: str
    target: str

    @property
    def share(self) -> float:
        """Measured over allowed: at most 1 where the target is reached."""
        return self.measured / self.allowed


def main() -> int:
    """Measure everything and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    parser.add_argument(
        "--questions", type=Path, default=ROOT / "corpus/queries/valdai-paper-76.jsonl"
    )
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        figures = [*_build_and_ask(options.corpus, index, options.questions)]
        figures += _serve(options.corpus, index)
    for figure in figures:
        print(
            f"{figure.name:32} {figure.measured:9.3f} {figure.unit:3} "
            f"allowed {figure.allowed:9.3f}  ratio {figure.share:5.2f}  ({figure.target})"
        )
    if options.json:
        options.json.write_text(json.dumps([asdict(figure) for figure in figures], indent=1))
    return 0


def _build_and_ask(corpus: Path, index: Path, questions: Path) -> list[Figure]:
    import sentence_transformers

    from chatbot.indexing.minilm import model_folder
    from chatbot.pipeline import open_index

    model = sentence_transformers.SentenceTransformer(str(model_folder()), device="cpu")
    model.encode("warm up")
    open_index(corpus, index.with_name("warm-up"))
    seconds, papers = _timed(lambda: open_index(corpus, index))
    load, papers = _timed(lambda: open_index(corpus, index))
    texts = [papers.documents[p.document].slice(p.span) for p in papers.index.passages]
    bare = min(_timed(lambda: model.encode(texts))[0] for _ in range(3))
    whole = [[(0, len(text))] for text in texts]
    for encoder in papers.retriever.encoders[1:]:
        bare += min(
            _timed(lambda e=encoder: e.encode_passages(texts, whole, lambda _: None))[0]
            for _ in range(3)
        )
    lines = questions.read_text(encoding="utf-8").splitlines()
    english = [record for record in map(json.loads, lines) if record.get("language", "en") == "en"]
    asked = [record["query"] for record in english if not record.get("history")][:150]
    for question in asked[:10]:
        papers.ask(question)
    encodes = [_timed(lambda q=question: model.encode(q))[0] for question in asked]
    asks = [_timed(lambda q=question: papers.ask(q))[0] for question in asked]
    encode, ask = statistics.median(encodes) * 1000, statistics.median(asks) * 1000
    return [
        Figure("build of the paper", seconds - load, 1.3 * bare, "s", "1.3 x bare encodes"),
        Figure("one question, p50", ask, 2 * encode + 25, "ms", "2 x bare encode + 25 ms"),
        _follow_up(papers, english),
    ]


def _follow_up(papers: Chatbot, records: Sequence[Mapping[str, Any]]) -> Figure:
    """A question asked after others beside the same one spelled out, asked first."""
    asked: list[float] = []
    plain: list[float] = []
    for record in (record for record in records if record.get("history")):
        before = papers.replay(record["history"])
        seconds, (answer, _) = _timed(lambda r=record, b=before: papers.reply(r["query"], b))
        spelled = answer.interpreted_question
        asked.append(seconds)
        plain.append(_timed(lambda q=spelled: papers.ask(q))[0])
    measured, alone = statistics.median(asked) * 1000, statistics.median(plain) * 1000
    return Figure("one follow-up, p50", measured, 1.5 * alone, "ms", "1.5 x the same spelled out")


def _serve(corpus: Path, index: Path) -> list[Figure]:
    started = [_import_gradio() for _ in range(2)]
    bare = min(started)
    seconds, memory = _serve_once(corpus, index)
    return [
        Figure("process start to page served", seconds, 1.3 * bare + 0.5, "s",
               "1.3 x import gradio + 0.5 s"),
        Figure("resident memory while serving", memory, 900, "MB", "900 MB"),
    ]  # fmt: skip


def _import_gradio() -> float:
    environment = {**os.environ, "GRADIO_ANALYTICS_ENABLED": "False"}
    command = [sys.executable, "-c", "import gradio"]
    return _timed(lambda: subprocess.run(command, check=True, env=environment))[0]


def _serve_once(corpus: Path, index: Path) -> tuple[float, float]:
    """Seconds until the page answers, and the resident megabytes once a question was asked."""
    from urllib.error import URLError
    from urllib.request import urlopen

    command = [sys.executable, "app.py", "--corpus", str(corpus), "--index", str(index)]
    environment = {**os.environ, "GRADIO_SERVER_PORT": "7999"}
    began = time.perf_counter()
    with subprocess.Popen(
        [*command, "--port", "7999"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL
    ) as process:
        try:
            while True:
                try:
                    with urlopen("http://127.0.0.1:7999/", timeout=5) as page:
                        page.read()
                    break
                except (URLError, ConnectionError):
                    if process.poll() is not None or time.perf_counter() - began > 120:
                        raise
                    time.sleep(0.02)
            seconds = time.perf_counter() - began
            time.sleep(30)  # the model loads in the background
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
            found = re.search(r"VmRSS:\s+(\d+) kB", status)
            return seconds, int(found.group(1)) / 1024 if found else float("nan")
        finally:
            process.terminate()


def _timed(call: Callable[[], T]) -> tuple[float, T]:
    began = time.perf_counter()
    result = call()
    return time.perf_counter() - began, result


if __name__ == "__main__":
    raise SystemExit(main())
