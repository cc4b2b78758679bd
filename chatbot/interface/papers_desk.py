"""What the Papers tab is told and what it may ask for, without any of the server's types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from chatbot.errors import ChatbotError, UsageError
from chatbot.interface.loading import Loading
from chatbot.interface.papers_forms import citation_form
from chatbot.interface.papers_view import (
    drop_zone,
    jobs_list,
    papers_rows,
    passed_over,
)
from chatbot.languages.phrases import spoken
from chatbot.shelf.describing import FIELDS, CitationForm
from chatbot.shelf.entries import PaperEntry, entry_of_document
from chatbot.shelf.recognising import installed
from chatbot.shelf.shelf import PaperShelf


class PapersDesk:
    """The list of papers as HTML, and the things that can be done to them."""

    def __init__(self, loading: Loading, shelf: PaperShelf | None) -> None:
        self._loading, self._shelf = loading, shelf
        self._acts: Mapping[str, Callable[[PaperShelf, Mapping[str, Any]], str]] = {
            "add": _add,
            "remove": lambda shelf, order: shelf.remove(_text(order, "document")),
            "unlock": lambda shelf, order: shelf.unlock(
                _text(order, "document"), _text(order, "password")
            ),
            "recognise": lambda shelf, order: shelf.recognise(_text(order, "document")),
            "describe": _describe,
            "refresh": lambda shelf, _: shelf.look_again(),
            "cancel": _cancel,
            "dismiss": _dismiss,
        }

    def changeable(self) -> PaperShelf:
        """The shelf, where papers may be added and removed.

        Raises:
            UsageError: they may not.
        """
        if self._shelf is None:
            raise UsageError("the papers of this page cannot be changed")
        self._shelf.check_open()
        return self._shelf

    def list(self, language: str, seen: str) -> dict[str, Any]:
        """The jobs, and the rows unless ``seen`` says that the page has them already.

        Until the papers are open there are no rows: the page is to ask again.
        """
        tongue = spoken(language)
        looks = self._shelf.jobs.looks() if self._shelf else ()
        ready = self._loading.ready
        version = f"{self._loading.version} {ready} {tongue}"
        told: dict[str, Any] = {
            "version": version,
            "papers": self._loading.version,
            "busy": any(not look.ended for look in looks),
            "opening": not ready,
            "jobs": jobs_list(looks, tongue),
        }
        if version != seen:
            entries = self._entries() if ready else ()
            limits = self._shelf.limits if self._shelf else None
            may_change = limits is not None and not limits.read_only
            told["adding"] = drop_zone(limits, tongue) if limits and may_change else ""
            passed = self._shelf.passed_over() if self._shelf and ready else ()
            rows = papers_rows(entries, tongue, may_change, installed())
            told["rows"] = passed_over(passed, tongue) + rows
        return told

    def form(self, document: str, language: str) -> dict[str, Any]:
        """The form for the citation of a paper.

        Raises:
            ChatbotError: the paper is not known, or must not be changed.
        """
        return {"html": citation_form(document, self.changeable().form(document), spoken(language))}

    def act(self, order: Mapping[str, Any]) -> dict[str, Any]:
        """Do, or begin to do, what an order says; gives the id of the job, if there is one.

        Raises:
            ChatbotError: it cannot be done, or must not.
        """
        act = self._acts.get(_text(order, "act"))
        if act is None:
            raise UsageError("the request is no order")
        return {"job": act(self.changeable(), order)}

    def _entries(self) -> tuple[PaperEntry, ...]:
        if self._shelf is not None:
            return self._shelf.entries()
        try:
            documents = self._loading.wait().documents
        except ChatbotError:
            return ()
        return tuple(entry_of_document(document) for document in documents.values())


def _add(shelf: PaperShelf, order: Mapping[str, Any]) -> str:
    files = order.get("files")
    if not isinstance(files, list):
        raise UsageError("no file has arrived: choose it again")
    return shelf.add([name for name in files if isinstance(name, str)])


def _describe(shelf: PaperShelf, order: Mapping[str, Any]) -> str:
    form = CitationForm(**{name: _text(order, name) for name in FIELDS})
    return shelf.describe(_text(order, "document"), form)


def _cancel(shelf: PaperShelf, order: Mapping[str, Any]) -> str:
    shelf.jobs.cancel(_text(order, "job"))
    return ""


def _dismiss(shelf: PaperShelf, order: Mapping[str, Any]) -> str:
    shelf.jobs.dismiss(_text(order, "job"))
    return ""


def _text(order: Mapping[str, Any], name: str) -> str:
    value = order.get(name)
    return value if isinstance(value, str) else ""
