"""Replies to requests: about the answer last shown, about the papers as such, about the chat.

The words of a reply are fixed phrases; what it shows of a paper are verbatim extracts.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from chatbot.answering.paper_replies import PAPER_REPLIES, sample_questions
from chatbot.answering.shown_replies import SHOWN_REPLIES
from chatbot.datatypes import Answer, Document, Request, RequestKind
from chatbot.languages.phrases import phrase

WITHOUT_ARGUMENT: frozenset[RequestKind] = frozenset({"more", "figures", "outline", "about"})
FORMATS = ("", "md", "markdown", "json", ".md", ".json")
_BESIDE = 0.6
"""How alike a known command must be to be suggested."""


@dataclass(frozen=True, slots=True)
class Replier:
    """Answers requests; it never searches.

    ``commands`` are the commands that help lists: how each is written, by its name.
    """

    documents: Mapping[str, Document]
    commands: Mapping[str, str]

    def reply(
        self,
        request: Request,
        question: str,
        shown: Answer | None,
        documents: tuple[str, ...] = (),
    ) -> Answer | None:
        """The reply to a request, None where it is better searched as a question.

        ``shown`` is the latest answer that showed anything; ``documents`` are those asked
        about (none: all).
        """
        bare = Answer(
            question, question, "command", None, language=request.language, request=request.kind
        )
        if request.kind in WITHOUT_ARGUMENT and request.argument:
            usage = self.commands[request.kind]
            return _saying(bare, "takes_nothing", usage=usage)
        if request.kind in SHOWN_REPLIES or request.kind == "more":
            if shown is None:
                return _saying(bare, "nothing_before")
            if request.kind == "more":
                return _saying(bare, "list_complete")
            return SHOWN_REPLIES[request.kind](bare, request.argument, shown, self.documents)
        if request.kind in PAPER_REPLIES:
            typed = question.lstrip().startswith("/")
            papers = self._papers(documents, shown)
            return PAPER_REPLIES[request.kind](bare, request.argument, papers, typed)
        return self._of_the_chat(bare, request)

    def found(self, request: Request, answer: Answer, refused: bool = False) -> Answer:
        """The answer to a search that a request asked for, as the reply to that request.

        ``refused`` says that the question gone on from had no answer: what more there is
        are closest passages too.
        """
        known = replace(answer, language=request.language, request=request.kind)
        if request.kind != "more":
            return known
        key = "no_more" if not answer.extracts else "more_nearest" if refused else "more"
        nearest = answer.extracts if refused else ()
        bare = replace(
            known,
            status="command",
            extracts=() if refused else answer.extracts,
            figures=() if refused else answer.figures,
            nearest=nearest,
        )
        return _saying(bare, key, asked=answer.interpreted_question)

    def _papers(self, documents: tuple[str, ...], shown: Answer | None) -> tuple[Document, ...]:
        """The papers asked about, else the one shown last, else all."""
        pieces = (shown.extracts or shown.nearest) if shown else ()
        last = (pieces[0].document,) if pieces and pieces[0].document in self.documents else ()
        return tuple(self.documents[name] for name in documents or last or self.documents)

    def _of_the_chat(self, bare: Answer, request: Request) -> Answer:
        """Greetings, thanks, help, and what the page or the shell acts on."""
        language = request.language
        if request.kind == "unknown":
            return self._unknown(bare, request.argument)
        if request.kind == "define":
            return _saying(bare, "define_what", usage=self.commands["define"])
        if request.kind == "export" and request.argument.casefold() not in FORMATS:
            return _saying(bare, "export_as", wanted=request.argument)
        if request.kind not in ("help", "greeting", "incomplete"):
            return _saying(bare, request.kind)
        examples = sample_questions(tuple(self.documents.values()), language)
        told = "\n".join(f"“{example}”" for example in examples)
        lines = [phrase(f"replies.{request.kind}", language), told]
        if request.kind == "help":
            lines += [phrase("replies.commands", language), *self._listed(language)]
        return replace(bare, message="\n".join(lines))

    def _listed(self, language: str) -> list[str]:
        """A line for each command: how it is written and what it does."""
        return [
            f"{usage} – {phrase(f'replies.help_{name}', language)}"
            for name, usage in self.commands.items()
        ]

    def _unknown(self, bare: Answer, name: str) -> Answer:
        near = difflib.get_close_matches(name, self.commands, n=1, cutoff=_BESIDE)
        known = ", ".join(f"/{command}" for command in self.commands)
        if near:
            return _saying(bare, "unknown_near", name=name, near=f"/{near[0]}", known=known)
        return _saying(bare, "unknown", name=name, known=known)


def _saying(bare: Answer, key: str, **values: object) -> Answer:
    return replace(bare, message=phrase(f"replies.{key}", bare.language, **values))
