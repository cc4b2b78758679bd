"""Which folders and which documents a call means."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from chatbot.errors import IndexFault, UnknownDocument, UsageError

_SUGGESTED = 3
_LISTED = 10


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the papers are and where their index is."""

    corpus: Path
    index: Path


def locate(corpus: Path | str | None, index: Path | str | None) -> Folders:
    """The folders that a call means.

    Both default to ``corpus/`` and ``index/`` beside ``app.py``, else in the current
    folder. An index alone uses the corpus that its manifest records.

    Raises:
        UsageError: another corpus was named without a place for its index, or an index
            that does not exist without its corpus.
    """
    home = home_folder()
    if corpus is not None and index is None and Path(corpus).resolve() != home / "corpus":
        raise UsageError(
            f"--corpus {corpus} needs an index of its own: name its folder with --index DIR"
        )
    if index is not None and corpus is None:
        return Folders(_recorded_corpus(Path(index), home), Path(index))
    return Folders(Path(corpus or home / "corpus"), Path(index or home / "index"))


def home_folder() -> Path:
    """The checkout that this package stands in, else the current folder."""
    checkout = Path(__file__).resolve().parent.parent
    return checkout if (checkout / "app.py").is_file() else Path.cwd()


def feedback_file(named: Path | None) -> Path:
    """Where marks are kept: apart from the index, so that no rebuild touches them."""
    return named or home_folder() / "feedback" / "feedback.sqlite3"


def _recorded_corpus(index: Path, home: Path) -> Path:
    from chatbot.indexing.store import REMEDY, load_manifest

    if index.resolve() == home / "index":
        return home / "corpus"
    try:
        return Path(load_manifest(index).corpus)
    except IndexFault as fault:
        reason = str(fault).removesuffix(REMEDY)
        raise UsageError(f"{reason}; to build it, name its corpus with --corpus DIR") from fault


def indexed(wanted: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    """The wanted document ids, each of which is known.

    Raises:
        UnknownDocument: one is not; the message lists the ids nearest to it.
    """
    for document in wanted:
        if document in known:
            continue
        near = difflib.get_close_matches(document, known, n=_SUGGESTED, cutoff=0.4)
        if near:
            hint = f"nearest are {', '.join(near)}"
        else:
            more = ", …" if len(known) > _LISTED else ""
            hint = f"known are {', '.join(sorted(known)[:_LISTED])}{more}"
        raise UnknownDocument(f"no document {document!r} is indexed: {hint}")
    return tuple(wanted)
