"""What happens on the Verify page, without any of Gradio's types."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from chatbot.datatypes import Document
from chatbot.errors import ChatbotError
from chatbot.interface.evaluation_view import status_line
from chatbot.interface.loading import Loading
from chatbot.interface.verify_view import done_line, verification_page
from chatbot.languages.phrases import DEFAULT, phrase
from chatbot.memo.reading import READABLE
from chatbot.memo.verdicts import Verification
from chatbot.memo.verifying import verify_file

_log = logging.getLogger(__name__)
KINDS = (*READABLE, ".json")
"""The endings of the files that the page takes."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the page shows: a line, and the table where there is one."""

    line: str
    results: str = ""


class Verifying:
    """Checks uploaded documents against the papers; nothing of them is kept."""

    def __init__(self, loading: Loading) -> None:
        self._loading = loading

    def check(self, path: str | None, language: str = DEFAULT) -> Checked:
        """The verdicts on an uploaded file, which is deleted, or one line why there are none."""
        if not path:
            return Checked("")
        uploaded = Path(path)
        try:
            if uploaded.suffix.lower() not in KINDS:
                line = phrase("verify.wrong_kind", language, known=", ".join(READABLE))
                return Checked(status_line(line, "error"))
            documents = self._loading.wait().documents
            verification = _verified(uploaded, documents, language)
        except ChatbotError as error:
            reason = str(error).replace(f"{uploaded.parent}/", "").rstrip(".")
            line = f"{phrase('verify.not_checked', language)}: {reason}."
            return Checked(status_line(line, "error"))
        except Exception as error:  # the page's boundary: one line instead of none
            # The error's own text may hold the document's, so only at debug.
            _log.error("checking a document failed with %s", type(error).__name__)
            _log.debug("checking a document failed", exc_info=error)
            line = f"{phrase('verify.not_checked', language)} ({type(error).__name__})."
            return Checked(status_line(line, "error"))
        finally:
            _forget(uploaded)
        line = status_line(done_line(verification, language))
        return Checked(line, verification_page(verification, documents, language))


def _verified(path: Path, documents: Mapping[str, Document], language: str) -> Verification:
    """Checked in a folder of its own: a damaged memo file leaves a copy beside it."""
    with TemporaryDirectory(prefix="verify-") as folder:
        own = Path(folder) / path.name
        shutil.copyfile(path, own)
        try:
            found = verify_file(own, documents, language)
        except ChatbotError as error:
            raise type(error)(str(error).replace(f"{folder}/", "")) from error
    notes = tuple(note.replace(f"{folder}/", "") for note in found.notes)
    return replace(found, file=path.name, notes=notes)


def _forget(path: Path) -> None:
    """Delete an uploaded file, and the folder that was made for it."""
    try:
        path.unlink(missing_ok=True)
        path.parent.rmdir()
    except OSError:  # other files may lie there
        return
