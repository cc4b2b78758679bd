"""Verifying a text written by hand."""

from chatbot.memo.verifying import verify_file
from tests.memo.papers import ferry

FERRY = ferry()


def verdicts(tmp_path, text, document=FERRY, name="memo.md"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return verify_file(path, {document.id: document}).verdicts


def statuses(tmp_path, text, document=FERRY, name="memo.md"):
    return [verdict.status for verdict in verdicts(tmp_path, text, document, name)]
