"""What a person can do about a file that could not be read, told from its line."""

from __future__ import annotations

from typing import Literal

ENCRYPTED = "is encrypted; give its password"
WRONG_PASSWORD = "is encrypted and the password given for it is wrong"
NO_TEXT_LAYER = "has no text layer"

Remedy = Literal["password", "wrong_password", "recognise", ""]

_REMEDIES: tuple[tuple[str, Remedy], ...] = (
    (ENCRYPTED, "password"),
    (WRONG_PASSWORD, "wrong_password"),
    (NO_TEXT_LAYER, "recognise"),
)


def remedy_of(failure: str) -> Remedy:
    """What would mend a failure: a password, recognising the text, or nothing known."""
    return next((remedy for words, remedy in _REMEDIES if words in failure), "")
