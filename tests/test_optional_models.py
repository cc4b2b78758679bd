"""The whole program with a tiny reranker and a tiny reader of random weights."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.cli import main
from chatbot.errors import BlankQuestion, ModelError, UsageError
from chatbot.evaluation.configurations import configurations, switched
from chatbot.evaluation.model_switches import settings_of
from chatbot.indexing.optional import OptionalModels
from chatbot.loading import load_models
from chatbot.settings import ModelSettings, Settings
from tests.indexing.tiny_models import save_reader, save_reranker
from tests.invariants import check_answer, without_times
from tests.stand_ins import Favouring, Pointing
from tests.test_pipeline import QUESTIONS, questions
from tests.tiny import tiny_chatbot, write_papers


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return tiny_chatbot(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def chosen(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    reranker, reader = save_reranker(folder / "reranker"), save_reader(folder / "reader")
    return ModelSettings(reranker=str(reranker), reader=str(reader), rerank_weight=0.8)


@pytest.fixture(scope="module")
def chatbot(plain, chosen):
    return replace(plain, models=load_models(chosen))


# --- with models


@pytest.mark.model
def test_settings_say_which_models_are_loaded(chatbot, chosen):
    assert settings_of(chatbot.models) == chosen
    assert load_models(chosen, [chatbot.models]).reranker is chatbot.models.reranker
    assert load_models(ModelSettings(reranked=7)) == OptionalModels(reranked=7)


@pytest.mark.model
def test_the_models_are_used(chatbot, plain):
    told = [(chatbot.ask(question), plain.ask(question)) for question in QUESTIONS]
    assert any(ours.short_answer != theirs.short_answer for ours, theirs in told)
    assert any(
        [e.quote for e in ours.extracts] != [e.quote for e in theirs.extracts]
        for ours, theirs in told
    )
    found = [(chatbot.search(q, k=30), plain.search(q, k=30)) for q in QUESTIONS]
    assert any(ours != theirs for ours, theirs in found)
    assert all({hit.passage.id for hit in a} == {hit.passage.id for hit in b} for a, b in found)


@pytest.mark.model
def test_search_ranks_as_evaluation_sees_it(chatbot):
    for question in QUESTIONS:
        assert chatbot.search(question, k=3) == chatbot.trace(question)[1].passages[:3]


@pytest.mark.model
@settings(max_examples=60, deadline=None)
@given(question=questions, history=st.lists(questions, max_size=1))
def test_whatever_is_asked_the_answer_keeps_its_promises(chatbot, plain, question, history):
    try:
        conversation = plain.replay(history)
        answer, _ = chatbot.reply(question, conversation)
    except BlankQuestion:
        return
    before, _ = plain.reply(question, conversation)
    check_answer(answer, chatbot.documents)
    assert without_times(chatbot.reply(question, conversation)[0]) == without_times(answer)
    # The same is refused, and a reader makes no answer surer than it was.
    assert (answer.status == "not_found") == (before.status == "not_found")
    assert answer.interpreted_question == before.interpreted_question
    if answer.confidence is not None:
        assert answer.confidence <= before.confidence
    if answer.status == "not_found":
        assert (answer.reason, answer.confidence) == (before.reason, before.confidence)


# --- named wrongly


@pytest.mark.parametrize("setting", ["reranker", "reader"])
@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_wrong_model_is_one_line_before_anything_is_opened(tmp_path, setting, command, capsys):
    corpus, file = write_papers(tmp_path / "corpus"), tmp_path / "own.toml"
    file.write_text(f"[models]\n{setting} = 'no/such/model'\n")
    folders = ["--corpus", str(corpus), "--index", str(tmp_path / "index")]
    assert main([command, "Who?", *folders, "--settings", str(file)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"error: models.{setting}: no model 'no/such/model'")
    assert err.count("\n") == 1
    assert not (tmp_path / "index").exists()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("reranker = ''", "models.reranker: "),
        ("reranker = 3", "models.reranker: "),
        ("reranked = 1", "models.reranked: "),
        ("rerank_weight = 1.5", "models.rerank_weight: "),
        ("read = 0", "models.read: "),
        ("no_answer_margin = nan", "models.no_answer_margin: "),
        ("cross_encoder = 'x'", "models.cross_encoder: extra inputs"),
    ],
)
def test_a_wrong_setting_is_a_wrong_call(tmp_path, text, named, capsys):
    file = tmp_path / "own.toml"
    file.write_text(f"[models]\n{text}\n")
    assert main(["documents", "--settings", str(file)]) == 2
    assert f"setting {named}" in capsys.readouterr().err


def test_no_model_is_used_by_default():
    assert Settings().models == settings_of(OptionalModels())
    assert load_models(Settings().models) == OptionalModels()


# --- as switches of an evaluation


@pytest.fixture
def equipped(plain):
    """A chatbot whose models are there already: none is loaded."""
    models = OptionalModels(reranker=Favouring("museum"), reader=Pointing())
    return replace(plain, models=models)


def test_models_are_switched_off_and_weighed(equipped):
    changed = switched(equipped, {"models.reranker": "none", "models.read": "2"})
    assert changed.models == replace(equipped.models, reranker=None, read=2)
    assert changed.retriever is equipped.retriever
    both = switched(equipped, {"models.rerank_weight": "0.25", "dense_weight": "1"})
    assert both.models == replace(equipped.models, rerank_weight=0.25)
    assert both.retriever.dense_weight == 1.0
    assert switched(equipped, {"dense_weight": "1"}).models is equipped.models


def test_a_model_named_by_two_configurations_is_there_once(equipped):
    off = replace(equipped, models=OptionalModels())
    known = [off, equipped]
    changed = switched(off, {"models.reranker": "favouring"}, known)
    assert changed.models == OptionalModels(reranker=equipped.models.reranker)
    named = ("default", "off:models.reranker=none", "on:models.reranker=favouring")
    default, without, again = configurations(equipped, named)
    assert without.tracer.models.reranker is None
    assert again.tracer.models.reranker is default.tracer.models.reranker


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"models.rerank": "1"}, r"unknown switch 'models\.rerank': known are .*models\.reranked"),
        ({"models.reranked": "many"}, r"^switch models\.reranked: input should be"),
        ({"models.rerank_weight": "2"}, r"^switch models\.rerank_weight: input should be less"),
    ],
)
def test_a_wrong_switch_is_named(equipped, changes, fault):
    with pytest.raises(UsageError, match=fault):
        switched(equipped, changes)
    with pytest.raises(ModelError, match=r"models\.reader: no model './none'"):
        switched(equipped, {"models.reader": "./none"})


def test_where_no_new_models_may_be_named_only_the_present_ones_are_switched(equipped):
    for value in ("./anywhere", "pointing"):
        with pytest.raises(UsageError, match=r"models\.reranker=none"):
            configurations(equipped, [f"x:models.reranker={value}"], new_models=False)
    (off,) = configurations(equipped, ["x:models.reranker=none"], new_models=False)
    assert off.tracer.models.reranker is None
    named = ["y:models.reranker=favouring,models.reranked=5"]
    (same,) = configurations(equipped, named, new_models=False)
    assert same.tracer.models == replace(equipped.models, reranked=5)


@pytest.mark.model
def test_the_command_compares_with_and_without(tmp_path, chosen, capsys):
    queries, out = tmp_path / "queries.jsonl", tmp_path / "out.json"
    line = {
        "query_id": "q",
        "query": "Who sold the tickets?",
        "evidence": [{"document": "ferry", "quote": "sold the tickets"}],
        "answerable": True,
    }
    queries.write_text(json.dumps(line))
    write_papers(tmp_path / "corpus")
    status = main(
        [
            *("evaluate", str(queries), "--json", str(out)),
            *("--corpus", str(tmp_path / "corpus"), "--index", str(tmp_path / "index")),
            *("--configuration", "default"),
            *("--configuration", f"reranked:models.reranker={chosen.reranker},models.reranked=5"),
            *("--configuration", f"read:models.reader={chosen.reader}"),
        ]
    )
    assert status == 0, capsys.readouterr().err
    assert set(json.loads(out.read_text())["configurations"]) == {"default", "reranked", "read"}
