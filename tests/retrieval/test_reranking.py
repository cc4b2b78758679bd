from dataclasses import replace

from chatbot.datatypes import Query
from chatbot.indexing.optional import OptionalModels
from chatbot.retrieval.reranking import reranked_passages
from tests.stand_ins import Favouring

QUESTION = "Who sold the tickets?"
QUERY = Query(QUESTION, QUESTION)


def texts(index, hits):
    return [index.documents[h.passage.document].slice(h.passage.span) for h in hits.passages]


def test_without_a_reranker_the_hits_are_handed_on(index, retriever):
    hits = retriever.search(QUERY, 5)
    assert reranked_passages(index.documents, QUERY, hits, OptionalModels()) is hits


def test_the_best_passages_move_and_the_rest_stays(index, retriever):
    hits = retriever.search(QUERY, 5)
    before = texts(index, hits)
    reranker = Favouring(before[2])
    models = OptionalModels(reranker=reranker, reranked=3, rerank_weight=1.0)
    after = reranked_passages(index.documents, QUERY, hits, models)
    assert reranker.seen == [(QUESTION, tuple(before[:3]))]
    assert texts(index, after)[0] == before[2]
    assert texts(index, after)[3:] == before[3:]
    scores = [hit.score for hit in after.passages]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == hits.passages[0].score
    assert after.sentences == hits.sentences


def test_equal_passages_are_ordered_by_their_ids(index, retriever):
    hits = retriever.search(QUERY, 4)
    level = replace(hits, passages=tuple(replace(hit, score=0.5) for hit in hits.passages))
    models = OptionalModels(reranker=Favouring("ferry"), rerank_weight=0.5)
    ids = [
        hit.passage.id for hit in reranked_passages(index.documents, QUERY, level, models).passages
    ]
    assert ids == sorted(ids)
