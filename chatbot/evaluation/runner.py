"""Ask every query of every configuration, once, and keep what was measured.

Each query is a fresh conversation: its history is answered silently, then the query. One
retrieval serves the answer and the ranking. The queries are a stream; what stays of each
is a row of numbers, so a file of any length fits. Ctrl-C ends the run and leaves what was
asked so far.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from chatbot.datatypes import Answer, Document, Hits, JudgedQuery, Passage
from chatbot.errors import ChatbotError
from chatbot.evaluation.gold import Gold, GoldFinder
from chatbot.evaluation.judging import Judgement, failed, is_answerable, judge
from chatbot.evaluation.passage_measures import PassageJudge
from chatbot.evaluation.scores import ScoreTable
from chatbot.indexing.progress import Progress, silent

log = logging.getLogger(__name__)

WITHOUT_KIND = "(none)"
"""The group of queries that do not carry the label grouped by."""


class Tracer(Protocol):
    """Anything that answers questions and shows the ranking behind (``Chatbot`` does)."""

    def trace(
        self, question: str, history: Sequence[str] = (), documents: Sequence[str] = ()
    ) -> tuple[Answer, Hits]:
        """The answer with the hits that it was made from."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """A named way to answer, with the passages that it ranks."""

    name: str
    tracer: Tracer
    passages: Sequence[Passage]


@dataclass(frozen=True, slots=True)
class Observation:
    """A question as one configuration answered it; ``answer`` is None where it failed."""

    configuration: str
    query: JudgedQuery
    kind: str
    gold: tuple[Gold, ...]
    answer: Answer | None
    judgement: Judgement


class Observer(Protocol):
    """Takes note of every question, in the order asked (run files, the drill-down)."""

    def __call__(self, observation: Observation) -> None:
        """Take note of one question under one configuration."""


@dataclass(slots=True)
class Evaluation:
    """What was measured. ``failures`` are messages by configuration and query id.

    ``gold_faults`` names judgements that do not fit the documents: query id → faults, and
    ``unknown_documents`` the judged documents that are not there, in the order met.
    ``total`` is how many queries were to be asked, ``stopped`` whether they all were not.
    """

    tables: dict[str, ScoreTable]
    total: int
    label: str = "kind"
    failures: dict[str, dict[str, str]] = field(default_factory=dict)
    gold_faults: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unknown_documents: dict[str, None] = field(default_factory=dict)
    stopped: bool = False

    @property
    def asked(self) -> int:
        """How many queries every configuration was asked."""
        return min((len(table) for table in self.tables.values()), default=0)


def evaluate(
    documents: Mapping[str, Document],
    queries: Iterable[JudgedQuery],
    configurations: Sequence[Configuration],
    *,
    total: int = 0,
    label: str = "kind",
    observers: Sequence[Observer] = (),
    progress: Progress = silent,
) -> Evaluation:
    """Ask the queries and measure the answers.

    Args:
        documents: what is indexed, by id; gold evidence is located in it.
        queries: a stream of queries with distinct ids.
        configurations: what to compare, all over the same documents.
        total: how many queries there are, for the progress.
        label: the key of the queries to group by.
        observers: called with every question.
        progress: told how far the run is; one that raises KeyboardInterrupt ends the run
            as Ctrl-C does.
    """
    tables = {configuration.name: ScoreTable() for configuration in configurations}
    found = Evaluation(tables, total, label, {name: {} for name in tables})
    runner = _Runner(documents, configurations, found, observers)
    try:
        for number, query in enumerate(queries, start=1):
            runner.ask(query)
            progress("asking", number, total)
    except KeyboardInterrupt:
        found.stopped = True
        asked = found.asked
        for table in tables.values():
            table.truncate(asked)
        log.warning("stopped after %d of %d queries", found.asked, total)
    return found


def kind_of(query: JudgedQuery, label: str) -> str:
    """The group of a query: the value of one of its labels, as text."""
    value = query.labels.get(label)
    if value is None or value == "":
        return WITHOUT_KIND
    return str(value).lower() if isinstance(value, bool) else str(value)


class _Runner:
    def __init__(
        self,
        documents: Mapping[str, Document],
        configurations: Sequence[Configuration],
        evaluation: Evaluation,
        observers: Sequence[Observer],
    ) -> None:
        self._finder = GoldFinder(documents)
        self._configurations = configurations
        self._judges = _judges(configurations)
        self._evaluation = evaluation
        self._observers = observers

    def ask(self, query: JudgedQuery) -> None:
        """Ask one query of every configuration; all of them are recorded or none is."""
        gold = self._finder.locate(query)
        kind = kind_of(query, self._evaluation.label)
        observed = [self._observe(config, query, kind, gold) for config in self._configurations]
        faults = tuple(sorted({piece.fault for piece in gold if piece.fault}))
        if faults:
            self._evaluation.gold_faults[query.query_id] = faults
            self._evaluation.unknown_documents |= {
                piece.evidence.document: None for piece in gold if piece.fault == "unknown_document"
            }
        for observation in observed:
            table = self._evaluation.tables[observation.configuration]
            table.add(query.query_id, kind, is_answerable(query), observation.judgement.row)
            for observer in self._observers:
                observer(observation)

    def _observe(
        self, config: Configuration, query: JudgedQuery, kind: str, gold: tuple[Gold, ...]
    ) -> Observation:
        passages = self._judges[config.name]
        try:
            answer, hits = config.tracer.trace(query.query, query.history, query.documents)
        except ChatbotError as error:
            self._evaluation.failures[config.name][query.query_id] = str(error)
            qrels = passages.qrels(query.query_id, gold if is_answerable(query) else ())
            judgement = Judgement(failed(query, gold), (), qrels, ())
            return Observation(config.name, query, kind, gold, None, judgement)
        judgement = judge(query, gold, answer, hits, passages)
        return Observation(config.name, query, kind, gold, answer, judgement)


def _judges(configurations: Sequence[Configuration]) -> dict[str, PassageJudge]:
    """A judge for each configuration; those over the same passages share one."""
    shared: dict[int, PassageJudge] = {}
    for configuration in configurations:
        key = id(configuration.passages)
        if key not in shared:
            shared[key] = PassageJudge(configuration.passages)
    return {config.name: shared[id(config.passages)] for config in configurations}
