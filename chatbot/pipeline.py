"""The whole program in two readable functions: ``build`` and ``Chatbot.ask``.

A question flows through six components: ``resolve`` (conversation) makes a ``Query`` of it,
the speller corrects it, the glosser puts it into the papers' language, the retriever finds
``Hits``, the closer looks again at the likeliest ones, the answerer makes an ``Answer`` of them.
A request about the answer or the conversation goes to the replier instead.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.answering.abstention import load_calibration
from chatbot.answering.answerer import NO_MODELS, Answerer, Thresholds
from chatbot.answering.replies import Replier
from chatbot.answering.selection import Budget
from chatbot.conversation.commands import COMMANDS
from chatbot.conversation.gloss import Glosser
from chatbot.conversation.own_language import in_own_language, surer
from chatbot.conversation.paper_names import PaperNames
from chatbot.conversation.requests import recognise
from chatbot.conversation.resolve import resolve, searchable, usual_language
from chatbot.conversation.searched import goes_on, last_shown, refused, searched_turns
from chatbot.datatypes import (
    Answer,
    Conversation,
    Document,
    Hits,
    Query,
    Request,
    ScoredPassage,
    Turn,
)
from chatbot.indexing.optional import OptionalModels
from chatbot.languages.detection import question_language
from chatbot.loading import encoder_names, load_models, prepared_index
from chatbot.locations import indexed, locate
from chatbot.retrieval.reranking import reranked_passages
from chatbot.settings import Settings, load_settings

if TYPE_CHECKING:
    from chatbot.indexing.encoders import Encoder
    from chatbot.indexing.index import Index
    from chatbot.indexing.progress import Progress
    from chatbot.retrieval.closer import CloseReader
    from chatbot.retrieval.retriever import HybridRetriever
    from chatbot.retrieval.spelling import Speller

MOST_REMEMBERED = 10
"""Turns that a question may lean on."""
NO_HITS = Hits((), (), ())


@dataclass(frozen=True, slots=True)
class Chatbot:
    """Answers questions about the papers of one index.

    It keeps no state between questions: a conversation is passed in and handed back.
    """

    documents: Mapping[str, Document]
    index: Index
    speller: Speller
    glosser: Glosser
    retriever: HybridRetriever
    closer: CloseReader
    answerer: Answerer
    replier: Replier
    candidates: int
    models: OptionalModels = NO_MODELS

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        documents: Sequence[str] = (),
        *,
        context: bool = True,
    ) -> Answer:
        """The answer to a question asked after the earlier questions in ``history``.

        Without ``context`` it is searched exactly as typed.

        Raises:
            BlankQuestion: nothing was asked.
            UnknownDocument: ``documents`` names one that is not indexed.
        """
        conversation = self.replay(history, documents)
        return self.reply(question, conversation, documents, context=context)[0]

    def search(
        self, question: str, k: int = 10, history: Sequence[str] = (), documents: Sequence[str] = ()
    ) -> tuple[ScoredPassage, ...]:
        """The ``k`` best passages, best first, and nothing made of them."""
        query = self._query(question, self.replay(history, documents), documents)
        hits = self.retriever.search(query, max(k, self.candidates))
        return reranked_passages(self.documents, query, hits, self.models).passages[:k]

    def trace(
        self, question: str, history: Sequence[str] = (), documents: Sequence[str] = ()
    ) -> tuple[Answer, Hits]:
        """The answer with the hits that it was made from, for evaluation."""
        answer, query, hits = self._turn(question, self.replay(history, documents), documents)
        return answer, reranked_passages(self.documents, query, hits, self.models)

    def reply(
        self,
        question: str,
        conversation: Conversation,
        documents: Sequence[str] = (),
        *,
        context: bool = True,
    ) -> tuple[Answer, Conversation]:
        """The answer to the next question of a conversation, and the conversation after it.

        Without ``context`` the question is searched exactly as typed.
        """
        answer, _, _ = self._turn(question, conversation, documents, context)
        return answer, conversation.after(Turn(question, answer))

    def replay(self, history: Sequence[str], documents: Sequence[str] = ()) -> Conversation:
        """The conversation in which each earlier question was asked in turn."""
        conversation = Conversation()
        for question in history:
            _, conversation = self.reply(question, conversation, documents)
        return conversation

    def _query(
        self,
        question: str,
        conversation: Conversation,
        documents: Sequence[str],
        context: bool = True,
    ) -> Query:
        """The question with what it leaves to the conversation, and as it was meant."""
        chosen = indexed(documents, self.documents)
        papers = self._language(chosen)
        frequency = partial(self.index.sentence_frequency, documents=chosen)
        earlier = self.glosser.told(searched_turns(conversation)[-MOST_REMEMBERED:])
        asked = resolve(question, earlier, chosen, papers, context=context, frequency=frequency)
        return self.glosser.glossed(self.speller.correct(asked))

    def _turn(
        self,
        question: str,
        conversation: Conversation,
        documents: Sequence[str],
        context: bool = True,
    ) -> tuple[Answer, Query, Hits]:
        started = time.perf_counter()
        request = self._request(question, conversation, documents) if context else None
        turn = request and self._requested(request, question, conversation, documents)
        found = turn or self._found(self._query(question, conversation, documents, context))
        answer, query, hits = found
        searched = len(documents) or len(self.documents)
        timings = {"total": round((time.perf_counter() - started) * 1000, 2)}
        return replace(answer, searched=searched, timings_ms=timings), query, hits

    def _language(self, chosen: Sequence[str]) -> str:
        return self.documents[min(chosen or self.documents)].language if self.documents else "en"

    def _found(self, query: Query) -> tuple[Answer, Query, Hits]:
        """What the papers say to a query; those in its own language alone, where they do."""
        best, own = self._searched(query), in_own_language(query, self.documents)
        alone = self._searched(own) if own else best
        return alone if surer(alone[0], best[0]) else best

    def _searched(self, query: Query) -> tuple[Answer, Query, Hits]:
        hits = self.closer.read(query, self.retriever.search(query, self.candidates))
        return self.answerer.answer(query, hits, self.models), query, hits

    def _request(
        self, question: str, conversation: Conversation, documents: Sequence[str]
    ) -> Request | None:
        """The request that a question is, None for a question to the papers."""
        text = searchable(question)
        usual = usual_language(conversation, self._language(indexed(documents, self.documents)))
        return recognise(text, conversation, question_language(text, usual))

    def _requested(
        self, request: Request, question: str, conversation: Conversation, documents: Sequence[str]
    ) -> tuple[Answer, Query, Hits] | None:
        """The reply to a request; None where the papers are rather searched for it."""
        again = goes_on(request, question, conversation)
        if again is not None:
            query = self._query(again.question, again.before, documents)
            query = replace(query, text=question, skipped=again.skipped)
            answer, query, hits = self._found(query)
            return self.replier.found(request, answer, refused(conversation)), query, hits
        wanted = indexed(documents, self.documents)
        reply = self.replier.reply(request, question, last_shown(conversation), wanted)
        if reply is None:
            return None
        return reply, Query(question, question, documents=wanted), NO_HITS


def build(
    corpus: Path | None = None,
    index: Path | None = None,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Index:
    """Build or update the index of a corpus; ``report`` of the result says what was done.

    Raises:
        UsageError: the folders do not go together, or the corpus does not exist.
        RunError: nothing could be read, a model or the index could not be used.
    """
    from chatbot.indexing.build import build_index
    from chatbot.indexing.encoders import remembering

    chosen = settings or load_settings()
    return prepared_index(build_index, locate(corpus, index), chosen, remembering(), progress)


def open_index(
    corpus: Path | str | None = None,
    index: Path | str | None = None,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Chatbot:
    """Open the index of a corpus for questions, building or updating it first if needed.

    Raises what ``build`` raises.
    """
    from chatbot.indexing.build import open_or_build
    from chatbot.indexing.encoders import remembering

    chosen = settings or load_settings()
    folders, optional = locate(corpus, index), load_models(chosen.models)
    models = remembering()
    opened = prepared_index(open_or_build, folders, chosen, models, progress)
    return assemble(opened, [models(n).load() for n in encoder_names(chosen)], chosen, optional)


def open_papers(
    corpus: Path | str | None = None,
    index: Path | str | None = None,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Index:
    """The index alone, up to date, for what needs no model: its documents.

    Raises what ``build`` raises.
    """
    from chatbot.indexing.build import open_or_build
    from chatbot.indexing.encoders import remembering

    chosen = settings or load_settings()
    return prepared_index(open_or_build, locate(corpus, index), chosen, remembering(), progress)


def assemble(
    index: Index,
    encoders: Sequence[Encoder],
    settings: Settings,
    models: OptionalModels = NO_MODELS,
) -> Chatbot:
    """The chatbot over an index, its parts set up by plain values of the settings."""
    from chatbot.retrieval.closer import CloseReader
    from chatbot.retrieval.retriever import HybridRetriever
    from chatbot.retrieval.spelling import Speller
    from chatbot.retrieval.variants import Variants
    from chatbot.retrieval.vocabulary import Vocabularies

    answers = settings.answers
    vocabularies = Vocabularies(index.documents)
    return Chatbot(
        documents=index.documents,
        index=index,
        speller=Speller(index, vocabularies),
        glosser=Glosser(index.documents, PaperNames(index.documents)),
        retriever=HybridRetriever(
            index,
            encoders,
            dense_weight=settings.retrieval.dense_weight,
            late_weight=settings.retrieval.late_weight,
            variants=Variants(index, vocabularies),
        ),
        closer=CloseReader(index.documents, encoders[0]),
        answerer=Answerer(
            index.documents,
            load_calibration(len(encoders)),
            load_calibration(len(encoders), close=True),
            budget=Budget(answers.extract_words, answers.total_words),
            thresholds=Thresholds(answers.answered_from, answers.uncertain_from),
        ),
        replier=Replier(index.documents, {command.name: command.usage for command in COMMANDS}),
        candidates=settings.retrieval.candidates,
        models=models,
    )
