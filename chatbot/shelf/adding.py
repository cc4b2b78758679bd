"""Putting files that have arrived among the papers, and taking them away again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot import documents
from chatbot.documents import CorpusFile
from chatbot.errors import EmptyCorpus
from chatbot.indexing.durable import sha256_of
from chatbot.shelf.incoming import Incoming
from chatbot.shelf.jobs import Outcome
from chatbot.shelf.moving import put_in

if TYPE_CHECKING:
    from chatbot.pipeline import Chatbot


class Adding:
    """One lot of files on the way into the folder of added papers."""

    def __init__(self, files: Sequence[Incoming], folder: Path, corpus: Path, most: int) -> None:
        self._files, self._folder, self._corpus, self._most = files, folder, corpus, most
        self._placed: dict[str, Path] = {}
        self._problems: dict[str, str] = {}

    def place(self) -> bool:
        """Move every file that is new into the folder; whether there is one.

        Raises:
            CorpusError: what there is already cannot be looked at.
            OSError: one cannot be moved.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        present = _present(self._corpus)
        taken = {file.id for file in present}
        contents = _contents(present, {file.path.stat().st_size for file in self._files})
        for file in self._files:
            twin = contents.get(file.sha256)
            if twin is not None:
                self._problems[file.id] = f"{file.name} is there already, as {twin}"
                continue
            if len(present) + len(self._placed) >= self._most:
                self._problems[file.id] = (
                    f"{file.name} is one too many: at most {self._most} papers (setting "
                    "server.max_papers); remove some first"
                )
                continue
            target = put_in(file.path, self._folder, file.name, taken)
            self._placed[file.id] = target
            taken.add(documents.document_id_of(target))
            contents[file.sha256] = target.name
        return bool(self._placed)

    def take_away(self) -> None:
        """Delete again what was placed."""
        for path in self._placed.values():
            path.unlink(missing_ok=True)

    def clean_up(self) -> None:
        """Delete what was not placed."""
        for file in self._files:
            file.path.unlink(missing_ok=True)

    def outcomes(self, chatbot: Chatbot | None) -> tuple[Outcome, ...]:
        """What came of each file."""
        return tuple(self._outcome(file, chatbot) for file in self._files)

    def _outcome(self, file: Incoming, chatbot: Chatbot | None) -> Outcome:
        target = self._placed.get(file.id)
        if target is None or chatbot is None:
            return Outcome(file.name, problem=self._problems.get(file.id, ""))
        document = documents.document_id_of(target)
        if document in chatbot.documents:
            return Outcome(target.name, document)
        failures = {each.document: each.failure for each in chatbot.index.manifest.failures}
        return Outcome(target.name, problem=failures.get(document) or "it was not read")


def _present(corpus: Path) -> tuple[CorpusFile, ...]:
    try:
        return documents.discover(corpus).files
    except EmptyCorpus:  # to which this adds the first papers
        return ()


def _contents(present: Sequence[CorpusFile], sizes: set[int]) -> dict[str, str]:
    """Names of present files by the hash of what is in them, as far as their sizes count."""
    found = {}
    for file in present:
        try:
            if file.path.stat().st_size in sizes:
                found[sha256_of(file.path)] = file.path.name
        except OSError:
            continue
    return found
