"""The command line: how a call is read and how it ends.

Exit status: 0 success, 1 a failure while running, 2 a wrong call, 3 a quotation that
``verify`` found not to be exact, 130 interrupted.
Only what a call needs is imported, so that ``--help`` is there at once.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from chatbot.errors import ChatbotError, UsageError
from chatbot.terminal.commands import COMMANDS, Command
from chatbot.terminal.options import add_common_options
from chatbot.terminal.streams import abandon_output, say, use_logging, use_utf8

_INTERRUPTED = 130
_READER_GONE = 141  # as a process that SIGPIPE ended

_EXAMPLES = """\
examples:
  chatbot ask "Why did the Eurasian Initiative stall?"
  chatbot ask "And in 2016?" --history "How much did trade grow in 2015?" --json
  chatbot documents
  chatbot serve

`chatbot COMMAND --help` explains each command. Results go to standard output, everything
else to standard error. Exit status: 0 success (also when the papers do not say), 1 a failure
while running, 2 a wrong call, 3 `verify` found a quotation that is not exact."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; an error is one line on standard error."""
    use_utf8()
    given = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in given
    try:
        return _run(given, debug)
    except ChatbotError as error:
        return _fail(str(error), error.exit_status, debug)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        abandon_output()
        return _READER_GONE
    except OSError as error:
        what = error.filename or "standard output"
        return _fail(f"{what}: {error.strerror or error}", ChatbotError.exit_status, debug)
    except Exception as error:  # the outermost boundary: a fault that nobody foresaw
        hint = "" if debug else ": run again with --debug to see where"
        return _fail(f"{type(error).__name__}: {error}{hint}", ChatbotError.exit_status, debug)


def _run(arguments: Sequence[str], debug: bool) -> int:
    options = _parser().parse_args(arguments)
    use_logging(debug)
    module, _, function = options.run.partition(":")
    command: Callable[[argparse.Namespace], int] = getattr(import_module(module), function)
    status = command(options)
    sys.stdout.flush()
    return status


def _fail(message: str, status: int, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    say(f"error: {message}")
    return status


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, as all others of this program."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message} (see {self.prog} --help)")


def _parser() -> argparse.ArgumentParser:
    from chatbot import __version__

    as_module = Path(sys.argv[0]).name == "__main__.py"
    parser = _Parser(
        prog="python -m chatbot" if as_module else "chatbot",
        description="Ask papers a question and get their own words back, verbatim and cited.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"chatbot {__version__}")
    _add_all(parser, COMMANDS)
    return parser


def _add_all(parser: _Parser, commands: Sequence[Command]) -> None:
    group = parser.add_subparsers(metavar="COMMAND", title="commands", required=True)
    for command in commands:
        _add(group, command)


def _add(commands: argparse._SubParsersAction[_Parser], command: Command) -> None:
    parser = commands.add_parser(
        command.name,
        help=command.summary,
        description=f"{command.summary[0].upper()}{command.summary[1:]}.",
        epilog=f"examples:\n{command.examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    if command.subcommands:
        _add_all(parser, command.subcommands)
        return
    command.add_options(parser)
    add_common_options(parser)
    parser.set_defaults(run=command.run)
