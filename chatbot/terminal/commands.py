"""Which subcommands there are, with their summaries and examples."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass

from chatbot.terminal import memo_options, options


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand; ``run`` names its function as ``module:function``.

    One with ``subcommands`` only groups these, and has no options and no function.
    """

    name: str
    summary: str
    examples: str
    add_options: Callable[[ArgumentParser], None] = options.no_options
    run: str = ""
    subcommands: tuple[Command, ...] = ()


COMMANDS = (
    Command(
        "build",
        "build or update the index of the papers",
        "  chatbot build\n  chatbot build --corpus papers --index papers-index",
        options.no_options,
        "chatbot.terminal.library:run_build",
    ),
    Command(
        "ask",
        "answer a question with verbatim, cited extracts",
        '  chatbot ask "Why did the Eurasian Initiative stall?"\n'
        '  chatbot ask "Who wrote it?" --document valdai-paper-76 --json\n'
        '  chatbot ask "/section II"\n'
        '  chatbot ask "more" --history "Why did the Eurasian Initiative stall?" --export talk.md\n'
        "  chatbot ask --batch queries.jsonl --json > answers.jsonl",
        options.ask_options,
        "chatbot.terminal.asking:run_ask",
    ),
    Command(
        "search",
        "list the passages that fit a question best, and nothing made of them",
        '  chatbot search "free trade agreement" -k 5\n'
        "  chatbot search --batch queries.jsonl --json > passages.jsonl",
        options.search_options,
        "chatbot.terminal.asking:run_search",
    ),
    Command(
        "documents",
        "list the indexed documents",
        "  chatbot documents\n  chatbot documents --json",
        options.json_option,
        "chatbot.terminal.library:run_documents",
    ),
    Command(
        "text",
        "write the text of a document that all offsets count in, exactly",
        "  chatbot text valdai-paper-76 > valdai-paper-76.clean.txt",
        options.text_options,
        "chatbot.terminal.library:run_text",
    ),
    Command(
        "table",
        "ask each paper the same questions: the best extract of each, with its citation",
        '  chatbot table "What data set is used?"\n'
        '  chatbot table "Who funded it?" "How large is the sample?" --csv papers.csv\n'
        "  chatbot table --batch queries.jsonl --document lee-2017 --document kim-2019 --json",
        options.table_options,
        "chatbot.terminal.tabulating:run_table",
    ),
    Command(
        "evaluate",
        "measure answers and passages against judged questions",
        "  chatbot evaluate corpus/queries/valdai-paper-76.jsonl\n"
        "  chatbot evaluate queries.jsonl --configuration default --configuration sparse\n"
        "  chatbot evaluate queries.jsonl --where split=report --json measures.json",
        options.evaluate_options,
        "chatbot.terminal.evaluating:run_evaluate",
    ),
    Command(
        "queries",
        "check a file of test questions, convert it, or make one of marks in the web chat",
        "  chatbot queries check my-questions.jsonl\n"
        "  chatbot queries convert my-questions.jsonl my-beir --to beir\n"
        "  chatbot queries from-feedback my-questions.jsonl",
        subcommands=(
            Command(
                "check",
                "name every faulty line of a query file; exit status 1 when there is one",
                "  chatbot queries check my-questions.jsonl\n"
                "  chatbot queries check my-questions.jsonl --json",
                options.check_options,
                "chatbot.terminal.querying:run_check",
            ),
            Command(
                "convert",
                "write test questions in another form",
                "  chatbot queries convert my-questions.jsonl my-beir --to beir\n"
                "  chatbot queries convert scifact q.jsonl --to jsonl --unpack scifact-papers\n"
                "  chatbot queries convert topics.tsv q.jsonl --to jsonl --judgements qrels.txt",
                options.convert_options,
                "chatbot.terminal.querying:run_convert",
            ),
            Command(
                "from-feedback",
                "write the marks made in the web chat as test questions, to be reviewed",
                "  chatbot queries from-feedback my-questions.jsonl",
                options.from_feedback_options,
                "chatbot.terminal.marking:run_from_feedback",
            ),
        ),
    ),
    Command(
        "memo",
        "write a memo of the excerpts that answer a file of questions, with citations",
        "  chatbot memo questions.jsonl --out memo.docx\n"
        "  chatbot memo questions.jsonl --out memo.pdf --style apa --template excerpts\n"
        "  chatbot memo questions.jsonl --out references.bib",
        memo_options.memo_options,
        "chatbot.terminal.memos:run_memo",
    ),
    Command(
        "verify",
        "check every quotation of a finished document; exit status 3 when one is not exact",
        "  chatbot verify memo.docx\n  chatbot verify memo.docx --json",
        memo_options.verify_options,
        "chatbot.terminal.verifying:run_verify",
    ),
    Command(
        "serve",
        "open the web chat",
        "  chatbot serve\n  chatbot serve --host 0.0.0.0 --port 8000 --auth users.txt",
        options.serve_options,
        "chatbot.terminal.serving:run_serve",
    ),
)
