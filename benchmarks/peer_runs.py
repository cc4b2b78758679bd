"""Each system in a process of its own: environments, requests, and what went wrong."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.adapters.exchange import Question, Request, Response, read_response, write
from benchmarks.peer_sets import ROOT, PeerSet
from chatbot.indexing.minilm import model_folder

_QUIET = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "TOKENIZERS_PARALLELISM": "false",
}
_REASON = 200
"""Characters kept of an error."""


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment beside the checkout's own, and what goes into it.

    ``complete`` says that the file lists every package, to be installed as it stands.
    """

    folder: str
    requirements: str
    complete: bool = False

    @property
    def python(self) -> Path:
        """Its interpreter, which may not exist yet."""
        inside = "Scripts/python.exe" if os.name == "nt" else "bin/python"
        return ROOT / self.folder / inside


PEERS = Environment(".venv-peers", "benchmarks/requirements-peers.txt")
VERBATIM = Environment(
    ".venv-peers-verbatim-rag", "benchmarks/requirements-peers-verbatim-rag.txt", complete=True
)


@dataclass(frozen=True, slots=True)
class System:
    """A system compared; without an environment it runs in this one."""

    name: str
    module: str
    chunks: str
    environment: Environment | None = None


SYSTEMS = (
    System("this program", "product", "its own passages and extracts"),
    System("chunk + FAISS", "plain_faiss", "1,000 characters, 200 overlap", PEERS),
    System("txtai", "txtai_hybrid", "paragraphs, hybrid index", PEERS),
    System("haystack", "haystack_hybrid", "200 words, BM25 + dense, rank fusion", PEERS),
    System("verbatim-rag", "verbatim_rag_dense", "512 characters, 50 overlap, dense", VERBATIM),
)


class PeerFailure(Exception):
    """A system that could not be measured, with the reason in one line."""


def install(environment: Environment) -> None:
    """Create an environment, or complete one that an earlier call left unfinished.

    Raises:
        PeerFailure: a package could not be installed.
    """
    folder = ROOT / environment.folder
    done = folder / ".complete"
    if done.exists():
        return
    _called([sys.executable, "-m", "venv", str(folder)], timeout=120)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    whole = ["--no-deps"] if environment.complete else []
    pip = [str(environment.python), "-m", "pip", "install", "--quiet", *whole]
    _called([*pip, "-r", str(ROOT / environment.requirements)], timeout=3600)
    done.touch()


def run(system: System, measured: PeerSet, *, threads: int, timeout: float) -> Response:
    """Run one system over one set.

    Raises:
        PeerFailure: its environment is missing, or it failed or took too long.
    """
    python = Path(sys.executable)
    if system.environment is not None:
        python = system.environment.python
        if not python.exists():
            raise PeerFailure("not installed: run again with --install")
    request = Request(
        corpus=str(measured.corpus.resolve()),
        model=str(model_folder()),
        documents=measured.documents,
        questions=tuple(Question(q.query_id, q.query, q.documents) for q in measured.queries),
    )
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder) / "request.json", Path(folder) / "response.json"
        write(request, asked)
        module = f"benchmarks.adapters.{system.module}"
        command = [str(python), "-m", module, str(asked), str(answered)]
        _called(command, timeout=timeout, threads=threads)
        return read_response(answered)


def _called(command: list[str], *, timeout: float, threads: int | None = None) -> None:
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=_environment(threads),
            capture_output=True,
            text=True,
            errors="replace",
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PeerFailure(f"took longer than {timeout:.0f} s") from None
    if done.returncode:
        raise PeerFailure(reason(done.stderr) or f"ended with status {done.returncode}")


def _environment(threads: int | None) -> Mapping[str, str]:
    limits = {} if threads is None else {"OMP_NUM_THREADS": str(threads)}
    return {**os.environ, **_QUIET, **limits}


def reason(errors: str) -> str:
    """The last line of what a process printed as errors, this checkout's path left out."""
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    last = lines[-1] if lines else ""
    return last.replace(f"{ROOT}{os.sep}", "").replace("|", "/")[:_REASON]
