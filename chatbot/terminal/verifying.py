"""``chatbot verify``."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from chatbot.errors import MissingInput
from chatbot.terminal.layout import print_block
from chatbot.terminal.opening import open_papers
from chatbot.terminal.progress import TerminalProgress
from chatbot.terminal.safe import visible
from chatbot.terminal.streams import result_console, say, write_json

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from chatbot.memo.matching import Diff
    from chatbot.memo.verdicts import Verdict, Verification

NOT_EXACT = 3
_LABELS = {
    "exact": "exact",
    "changed": "CHANGED",
    "wrong_locator": "WRONG PLACE",
    "not_found": "NOT FOUND",
    "source_changed": "SOURCE CHANGED",
}
_SHOWN = 120


def run_verify(options: Namespace) -> int:
    """Check the quotations of a document; 3 when one of them is not exact."""
    from chatbot.memo.verdicts import verification_to_json
    from chatbot.memo.verifying import verify_file

    if not options.file.is_file():
        raise MissingInput(f"file to verify not found: {options.file}")
    with TerminalProgress() as progress:
        index = open_papers(options, progress)
        progress("verifying", 0, 0)
        verification = verify_file(options.file, index.documents)
    for note in verification.notes:
        say(f"warning: {note}")
    if options.json:
        write_json(verification_to_json(verification), indent=2)
    else:
        _print(result_console(), verification)
    return 0 if verification.exact else NOT_EXACT


def _print(console: Console, verification: Verification) -> None:
    for number, verdict in enumerate(verification.verdicts, start=1):
        _print_verdict(console, number, verdict)
    total = len(verification.verdicts)
    counts = ", ".join(
        f"{count} {_LABELS[status].lower()}" for status, count in verification.counts.items()
    )
    said = f"{total} quotation{'' if total == 1 else 's'}: {counts}" if total else "no quotation"
    print_block(console, said, indent=0, style="bold")


def _print_verdict(console: Console, number: int, verdict: Verdict) -> None:
    """One line for an exact quotation; what is wrong with another below it."""
    text = " ".join(verdict.text.split())
    place = ", ".join(part for part in (verdict.document, verdict.expected) if part)
    head = f"{_LABELS[verdict.status]}  {place}".rstrip()
    style = "dim" if verdict.status == "exact" else "bold red"
    print_block(console, head, first=f"{number}.", style=style)
    if verdict.status == "exact":
        print_block(console, f"“{text[:_SHOWN]}{'…' if len(text) > _SHOWN else ''}”", style="dim")
        return
    print_block(console, _marked(verdict.diff) if verdict.diff else f"“{text}”")
    if verdict.status == "wrong_locator" and verdict.cited:
        print_block(console, f"cited as: {verdict.cited}")
    if verdict.message:
        print_block(console, verdict.message)


def _marked(diff: Diff) -> Text:
    """What differs, readable without colour too: [-in the paper-] {+in the file+}."""
    from rich.text import Text

    from chatbot.memo.verdicts import gap_before

    text, before = Text(), ""
    for change, words in diff:
        shown = visible(words)
        text.append(gap_before(words, before))
        before = words
        if change == "removed":
            text.append(f"[-{shown}-]", style="red")
        elif change == "added":
            text.append(f"{{+{shown}+}}", style="green")
        else:
            text.append(shown)
    return text
