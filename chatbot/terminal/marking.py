"""``chatbot queries from-feedback``."""

from __future__ import annotations

from argparse import Namespace

from chatbot.errors import RunError, UsageError
from chatbot.terminal.streams import write_line


def run_from_feedback(options: Namespace) -> int:
    """Write the marks made in the web chat as a query file, to be reviewed."""
    from chatbot.evaluation.queries import query_line
    from chatbot.feedback import FeedbackStore, make_queries
    from chatbot.locations import feedback_file
    from chatbot.settings import load_settings

    path = feedback_file(load_settings(options.settings).feedback.file)
    queries = tuple(make_queries(FeedbackStore(path)))
    if not queries:
        raise RunError(f"nothing is marked in {path}: press a thumb in the web chat first")
    try:
        with options.output.open("x", encoding="utf-8", newline="\n") as file:
            file.writelines(map(query_line, queries))
    except FileExistsError as error:
        raise UsageError(f"{options.output} exists already: name a new file") from error
    except OSError as error:
        raise RunError(f"cannot write {options.output}: {error.strerror or error}") from error
    review = sum("needs_review" in query.labels for query in queries)
    noun = "query" if len(queries) == 1 else "queries"
    write_line(f"{len(queries):,} {noun}, {review:,} to be reviewed")
    write_line(f"written: {options.output}")
    return 0
