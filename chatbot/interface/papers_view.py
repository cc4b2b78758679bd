"""The Papers tab as HTML: where files are dropped, what is being done, a row a paper."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from chatbot.documents import SUPPORTED_SUFFIXES
from chatbot.documents.failures import remedy_of
from chatbot.interface.escaping import escape
from chatbot.interface.papers_forms import papers_button
from chatbot.languages.counting import counted, number
from chatbot.languages.phrases import DEFAULT, phrase
from chatbot.shelf.entries import ADDED, PaperEntry
from chatbot.shelf.jobs import LAST_STAGE, Look, Outcome
from chatbot.shelf.shelf import ShelfLimits

_SCRIPT_WORDS = (
    "uploading",
    "not_sent",
    "no_reply",
    "too_many",
    "too_large",
    "found",
    "empty_folder",
)
_STAGES = {
    "reading documents": "reading",
    "reading pages": "pages",
    "indexing words": "words",
    LAST_STAGE: "saving",
    "recognising the text": "recognising",
}
_MOST_OUTCOMES = 60
_MOST_PASSED = 10
_PART = re.compile(r"encoding with .* \((\d+) of (\d+)\)")


def papers_shell(language: str = DEFAULT) -> str:
    """The tab without what the page's script fetches when it is opened."""
    words = {name: phrase(f"papers.{name}", language) for name in _SCRIPT_WORDS}
    told = f'data-words="{escape(json.dumps(words, ensure_ascii=False))}"'
    find = escape(phrase("papers.find", language))
    return (
        f'<div class="papers" lang="{language}" {told}>'
        '<div class="papers-adding"></div><p class="papers-line" role="status"></p>'
        '<div class="papers-jobs"></div>'
        f'<div class="papers-bar"><input type="search" class="papers-find" '
        f'aria-label="{find}" placeholder="{find}">'
        f"{papers_button('all', 'papers.choose_all', language)}"
        f"{papers_button('none', 'papers.choose_none', language)}</div>"
        f'<p class="aside">{escape(phrase("papers.hint", language))}</p>'
        '<ul class="papers-list"></ul></div>'
    )


def drop_zone(limits: ShelfLimits, language: str) -> str:
    """Where files are chosen or dropped."""
    kinds = ", ".join(SUPPORTED_SUFFIXES)
    largest = f"{limits.largest / 2**20:g}"
    limit = phrase("papers.limits", language, kinds=kinds, largest=largest, most=limits.at_once)
    return (
        f'<div class="drop" data-largest="{limits.largest}" data-most="{limits.at_once}">'
        f'<label><input type="file" multiple accept="{",".join(SUPPORTED_SUFFIXES)}" '
        f'class="papers-files unseen"><span class="as-button">'
        f"{escape(phrase('papers.choose_files', language))}</span></label> "
        f"<span>{escape(phrase('papers.drop', language))}</span>"
        f"{papers_button('refresh', 'papers.refresh', language)}"
        f'<p class="aside">{escape(limit)}</p></div>'
    )


def asked_papers(documents: Sequence[str]) -> str:
    """Which papers are asked, for the page's script: it ticks them and writes the line."""
    return f'<i data-asked="{escape(json.dumps(list(documents)))}"></i>'


# --- jobs --------------------------------------------------------------------------------


def jobs_list(looks: Iterable[Look], language: str = DEFAULT) -> str:
    """What is being done, with a button to end it, and what came of what was done."""
    return "".join(_job(look, language) for look in looks)


def _job(look: Look, language: str) -> str:
    name = escape(_what(look, language))
    if look.ended:
        close = _job_button(look, "dismiss", "papers.dismiss", language)
        ended = escape(_ended(look, language))
        lines = "".join(_outcome(each, language) for each in look.outcomes[:_MOST_OUTCOMES])
        error = f'<p class="warn" lang="en">{escape(_sentence(look.error))}</p>'
        problem = error if look.error else ""
        listed = f"<ul>{lines}</ul>" if lines else ""
        return (
            f'<div class="job {look.state}"><p><b>{name}</b> {ended}{close}</p>'
            f"{problem}{listed}</div>"
        )
    cancel = ""
    if look.state != "stopping" and look.stage != LAST_STAGE:
        cancel = _job_button(look, "cancel", "papers.cancel", language)
    stage = escape(_stage(look, language))
    part, parts = _part(look)
    done, total = (part - 1) * look.total + look.done, parts * look.total
    ratio = f' value="{done}" max="{total}"' if total else ""
    bar = f'<progress{ratio} aria-label="{stage}"></progress>'
    return f'<div class="job {look.state}"><p><b>{name}</b> {stage}{cancel}</p>{bar}</div>'


def _what(look: Look, language: str) -> str:
    if look.kind == "add":
        return counted("papers.adding", len(look.names), language)
    return phrase(f"papers.job_{look.kind}", language, name=", ".join(look.names))


def _stage(look: Look, language: str) -> str:
    if look.state in ("waiting", "stopping"):
        return phrase(f"papers.{look.state}", language)
    key = _STAGES.get(look.stage, "encoding" if look.stage.startswith("encoding") else "preparing")
    part, parts = _part(look)
    words = phrase(f"papers.stage_{key}", language)
    if parts > 1:
        words = phrase("papers.stage_encoding_part", language, part=part, parts=parts)
    if look.total < 2:
        return words
    done, total = number(look.done, language), number(look.total, language)
    return f"{words} {phrase('papers.of', language, done=done, total=total)}"


def _part(look: Look) -> tuple[int, int]:
    """Which of how many times the passages are gone through: once for each model."""
    found = _PART.fullmatch(look.stage)
    return (int(found[1]), int(found[2])) if found else (1, 1)


def _ended(look: Look, language: str) -> str:
    if look.state == "done" and look.kind == "add":
        added = sum(not each.problem for each in look.outcomes)
        return counted("papers.added", added, language)
    failed = look.state == "done" and any(each.problem for each in look.outcomes)
    return phrase("papers.failed" if failed else f"papers.{look.state}", language)


def _outcome(outcome: Outcome, language: str) -> str:
    if not outcome.problem:
        return ""
    remedy = remedy_of(outcome.problem)
    if remedy in ("password", "wrong_password"):
        told = phrase(f"papers.{remedy}", language)
        return f'<li class="warn">{escape(f"{outcome.name}: {told}")}</li>'
    line = outcome.problem
    if not line.startswith(outcome.name):
        line = f"{outcome.name}: {line}"
    return f'<li class="warn" lang="en">{escape(_sentence(line))}</li>'


def _job_button(look: Look, act: str, key: str, language: str) -> str:
    words = escape(phrase(key, language))
    return f' <button type="button" data-papers="{act}" data-job="{look.id}">{words}</button>'


def _sentence(line: str) -> str:
    return f"{line.rstrip('.')}."


# --- rows --------------------------------------------------------------------------------


def papers_rows(
    entries: Sequence[PaperEntry],
    language: str = DEFAULT,
    changing: bool = False,
    recognising: bool = False,
) -> str:
    """A row a paper; ``changing``: they may be removed; ``recognising``: text can be."""
    return "".join(_row(entry, language, changing, recognising) for entry in entries)


def passed_over(lines: Sequence[str], language: str = DEFAULT) -> str:
    """The files of the folder that are no papers here, each with the reason."""
    rows = "".join(
        f'<li class="passed"><p class="warn" lang="en">{escape(_sentence(_named(line)))}</p></li>'
        for line in lines[:_MOST_PASSED]
    )
    if len(lines) > _MOST_PASSED:
        more = counted("papers.more_passed", len(lines) - _MOST_PASSED, language)
        rows += f'<li class="passed"><p class="aside">{escape(more)}</p></li>'
    return rows


def _named(line: str) -> str:
    """The line with the file's name once: “a.txt: a.txt has the same id …”."""
    name, _, reason = line.partition(": ")
    return reason if reason.startswith((f"{name} ", f"{ADDED}/{name} ")) else line


def _row(entry: PaperEntry, language: str, changing: bool, recognising: bool) -> str:
    own = f' lang="{escape(entry.language)}"' if entry.language else ""
    title = f'<span class="title"{own}>{escape(entry.title)}</span>'
    if entry.failure:
        head = f'<p class="name">{title}</p>{_failure(entry, language, changing, recognising)}'
    else:
        head = f'<label class="name"><input type="checkbox" checked> {title}</label>'
    about = f'<p class="aside">{escape(_about(entry, language))}</p>'
    acts = _acts(entry, language) if changing else ""
    return f'<li data-document="{escape(entry.document)}">{head}{about}{acts}</li>'


def _about(entry: PaperEntry, language: str) -> str:
    parts = [entry.kind.upper()]
    if entry.pages:
        parts.append(counted("papers.pages", entry.pages, language))
    parts += [entry.year] if entry.year else []
    if entry.ocr:
        parts.append(phrase("papers.recognised", language))
    if entry.gone:
        parts.append(phrase("papers.gone", language))
    elif entry.path.rpartition("/")[2].rpartition(".")[0] != entry.title:
        parts.append(entry.path.rpartition("/")[2])
    return " · ".join(parts)


def _failure(entry: PaperEntry, language: str, changing: bool, recognising: bool) -> str:
    if entry.remedy in ("password", "wrong_password"):
        line = f'<p class="warn">{escape(phrase(f"papers.{entry.remedy}", language))}</p>'
        return line + (_password_form(entry, language) if changing else "")
    line = f'<p class="warn" lang="en">{escape(_sentence(entry.failure))}</p>'
    if entry.remedy != "recognise" or not changing or not entry.added:
        return line
    if recognising:
        return f"{line}<p>{papers_button('recognise', 'papers.recognise', language)}</p>"
    return f'{line}<p class="aside">{escape(phrase("papers.get_ocr", language))}</p>'


def _password_form(entry: PaperEntry, language: str) -> str:
    name = escape(phrase("papers.password_of", language, name=entry.title))
    words = escape(phrase("papers.unlock", language))
    return (
        f'<form class="unlock" data-papers-form="unlock">'
        f'<input type="password" name="password" autocomplete="off" required aria-label="{name}" '
        f'placeholder="{escape(phrase("papers.password_field", language))}">'
        f'<button type="submit">{words}</button></form>'
    )


def _acts(entry: PaperEntry, language: str) -> str:
    cite = ""
    if not entry.failure and not entry.gone:
        key = "papers.check_citation" if entry.unchecked else "papers.edit_citation"
        cite = papers_button("cite", key, language, "check" if entry.unchecked else "")
    if not (entry.added or entry.gone):  # a file of the folder is its owner's to remove
        return f'<p class="acts">{cite}</p>' if cite else ""
    asked = escape(phrase("papers.really", language, name=entry.title))
    return (
        f'<p class="acts">{cite}{papers_button("ask-remove", "papers.remove", language)}</p>'
        f'<p class="really" hidden><span>{asked}</span> '
        f"{papers_button('remove', 'papers.remove_yes', language)}"
        f"{papers_button('keep', 'papers.remove_no', language)}</p>"
    )
