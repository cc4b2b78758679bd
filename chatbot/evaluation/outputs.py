"""Run and qrels files, written while the questions are asked.

What has been asked when a run is stopped is in the files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from chatbot.errors import RunError
from chatbot.evaluation.runner import Observation
from chatbot.evaluation.trec import qrel_line, run_lines


def run_path(path: Path, name: str, names: Sequence[str]) -> Path:
    """The run file of a configuration: ``path``, with the name in it where several run."""
    if len(names) < 2:
        return path
    safe = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name)
    return path.with_name(f"{path.stem}.{safe}{path.suffix}")


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """A new UTF-8 text file with plain line ends.

    Raises:
        RunError: it cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            yield file
    except OSError as error:
        raise RunError(f"cannot write {path}: {error.strerror or error}") from error


class RunWriter:
    """Writes the ranking of one configuration as a TREC run."""

    def __init__(self, file: TextIO, configuration: str) -> None:
        self._file = file
        self._configuration = configuration

    def __call__(self, observation: Observation) -> None:
        """Write the results of one query."""
        if observation.configuration == self._configuration:
            self._file.writelines(run_lines(observation.judgement.entries, self._configuration))


class QrelsWriter:
    """Writes the judgements over the passages of one configuration as TREC qrels."""

    def __init__(self, file: TextIO, configuration: str) -> None:
        self._file = file
        self._configuration = configuration

    def __call__(self, observation: Observation) -> None:
        """Write the judgements of one query."""
        if observation.configuration == self._configuration:
            self._file.writelines(qrel_line(qrel) for qrel in observation.judgement.qrels)
