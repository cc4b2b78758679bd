"""What verification says of each quotation, and as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from chatbot.memo.matching import Diff

VerifiedStatus = Literal["exact", "changed", "wrong_locator", "not_found", "source_changed"]

Json = dict[str, object]


_CLOSING, _OPENING = tuple(",.;:!?)]}%”’…"), tuple("([{“‘$€£₩₽")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One quotation with what was found.

    ``source`` is what the paper has at the place; ``cited`` the citation that was read beside
    the quotation and ``expected`` the right place, in its words.
    """

    text: str
    status: VerifiedStatus
    document: str | None = None
    start: int | None = None
    end: int | None = None
    source: str | None = None
    diff: Diff | None = None
    cited: str | None = None
    expected: str | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdicts on all quotations of one file, and what else there is to say of it."""

    file: str
    verdicts: tuple[Verdict, ...]
    notes: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether nothing is wrong with any quotation."""
        return all(verdict.status == "exact" for verdict in self.verdicts)

    @property
    def counts(self) -> dict[str, int]:
        """How many quotations have each status, the frequent ones first."""
        return dict(Counter(verdict.status for verdict in self.verdicts).most_common())


def verification_to_json(verification: Verification) -> Json:
    """The JSON object of ``chatbot verify --json``; every key is always present."""
    return {
        "file": verification.file,
        "exact": verification.exact,
        "counts": verification.counts,
        "quotations": [_verdict(verdict) for verdict in verification.verdicts],
        "notes": list(verification.notes),
    }


def _verdict(verdict: Verdict) -> Json:
    diff = verdict.diff
    return {
        "text": verdict.text,
        "status": verdict.status,
        "document": verdict.document,
        "start": verdict.start,
        "end": verdict.end,
        "source": verdict.source,
        "diff": None if diff is None else [{"change": kind, "text": words} for kind, words in diff],
        "cited": verdict.cited,
        "expected": verdict.expected,
        "message": verdict.message,
    }


def gap_before(words: str, before: str) -> str:
    """What stands between two runs of a difference: nothing at punctuation, else a space."""
    joined = not before or words[:1] in _CLOSING or before[-1:] in _OPENING
    return "" if joined else " "
