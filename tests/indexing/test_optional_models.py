"""Rerankers and readers, run as tiny models with random weights."""

import json
import shutil
import socket
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.errors import ModelError
from chatbot.indexing.cross_encoder import load_reranker
from chatbot.indexing.optional import OptionalModels, Reading, blended
from chatbot.indexing.span_reader import LONGEST_ANSWER, load_reader
from tests.indexing.tiny_models import INPUT, save_model, save_reader, save_reranker

QUESTION = "Who sold the tickets?"
TEXTS = [
    "The Port Authority ran the ferry and sold the tickets.",
    "A museum.",
    "Snow stopped the trains in January. " * 12,
    "It carried 1,200 passengers a day in 1999, at “40 euros” a family.",
]


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    return save_reranker(folder / "reranker"), save_reader(folder / "reader")


@pytest.fixture(scope="module")
def reranker(folders):
    return load_reranker(str(folders[0]))


@pytest.fixture(scope="module")
def reader(folders):
    return load_reader(str(folders[1]))


@pytest.mark.model
def test_scores_are_what_sentence_transformers_gives(reranker, folders):
    import torch
    from sentence_transformers import CrossEncoder

    theirs = CrossEncoder(str(folders[0]), device="cpu", local_files_only=True).predict(
        [(QUESTION, text) for text in TEXTS], activation_fn=torch.nn.Identity()
    )
    scores = reranker.score(QUESTION, TEXTS)
    # The third is longer than the input: they cut the longer of both, which is the same.
    assert scores == pytest.approx(theirs, abs=1e-5)
    assert scores.dtype == np.float32
    assert np.ptp(scores) > 0.1
    assert reranker.name == str(folders[0])


@pytest.mark.model
def test_a_batch_gives_what_single_texts_give(reranker, reader):
    many = TEXTS * 10  # more than one batch
    alone = [reranker.score(QUESTION, [text])[0] for text in TEXTS]
    assert reranker.score(QUESTION, many) == pytest.approx(np.tile(alone, 10), abs=1e-5)
    readings = [reader.read(QUESTION, [text])[0] for text in TEXTS]
    for one, other in zip(readings * 10, reader.read(QUESTION, many), strict=True):
        assert (one.start, one.end) == (other.start, other.end)
        assert one.score == pytest.approx(other.score, abs=1e-4)
        assert one.no_answer == pytest.approx(other.no_answer, abs=1e-4)


@pytest.mark.model
def test_no_texts_give_no_scores(reranker, reader):
    assert reranker.score(QUESTION, []).shape == (0,)
    assert reader.read(QUESTION, []) == ()


@pytest.mark.model
def test_the_span_is_the_best_of_the_models_own_scores(reader):
    import torch

    text = TEXTS[0]
    tokenizer, model = reader.pairs.tokenizer, reader.pairs.model
    inputs = tokenizer(QUESTION, text, return_tensors="pt", return_offsets_mapping=True)
    offsets = inputs.pop("offset_mapping")[0].tolist()
    with torch.inference_mode():
        out = model(**inputs)
    first_of_text = inputs["input_ids"][0].tolist().index(tokenizer.sep_token_id) + 1
    places = range(first_of_text, len(offsets) - 1)
    starts, ends = out.start_logits[0].tolist(), out.end_logits[0].tolist()
    pairs = [(a, b) for a in places for b in places if a <= b < a + LONGEST_ANSWER]
    first, last = max(pairs, key=lambda pair: starts[pair[0]] + ends[pair[1]])
    (reading,) = reader.read(QUESTION, [text])
    assert reading.start <= offsets[first][0] < offsets[last][1] <= reading.end
    assert reading.score == pytest.approx(starts[first] + ends[last], abs=1e-4)
    assert reading.no_answer == pytest.approx(starts[0] + ends[0], abs=1e-4)
    assert reading.margin == reading.score - reading.no_answer


@pytest.mark.model
def test_what_does_not_fit_is_cut(reranker, reader):
    long = "The ferry sold tickets. " * 200
    shown = reader.pairs.tokenizer(QUESTION, long, truncation="only_second", max_length=INPUT)
    assert len(shown["input_ids"]) == reader.pairs.max_tokens == INPUT
    (reading,) = reader.read(QUESTION, [long])
    assert reading.end <= 200
    whole = reranker.score(QUESTION, [long])
    assert whole == pytest.approx(reranker.score(QUESTION, [long[:400]]), abs=1e-5)


@pytest.mark.model
def test_very_long_and_odd_questions_are_read(reranker, reader):
    for question in ("why " * 25_000, "", "\u202e🙂\x00", "[SEP] <b>*"):
        assert np.isfinite(reranker.score(question, TEXTS)).all()
        assert len(reader.read(question, TEXTS)) == len(TEXTS)
    assert reader.read(QUESTION, ["", " \n"]) == (None, None)


@pytest.mark.model
@settings(max_examples=60, deadline=None)
@given(question=st.text(max_size=40), text=st.text(max_size=120))
def test_any_reading_is_a_slice_of_its_text(reader, question, text):
    (reading,) = reader.read(question, [text])
    if reading is not None:
        assert 0 <= reading.start < reading.end <= len(text)
        assert text[reading.start : reading.end].strip() == text[reading.start : reading.end]


@pytest.mark.model
def test_questions_from_several_threads_give_the_same(reranker, reader):
    questions = [QUESTION, "Why?", "How long is the railway between Bruma and Corvo?"] * 3
    alone = [(reranker.score(q, TEXTS), reader.read(q, TEXTS)) for q in questions]
    with ThreadPoolExecutor(4) as pool:
        together = list(
            pool.map(lambda q: (reranker.score(q, TEXTS), reader.read(q, TEXTS)), questions)
        )
    for (scores, readings), (others, other_readings) in zip(alone, together, strict=True):
        assert scores == pytest.approx(others, abs=1e-5)
        assert [(r.start, r.end) for r in readings] == [(r.start, r.end) for r in other_readings]


@pytest.mark.model
def test_models_load_silently(folders, capfd):
    load_reranker(str(folders[0]))
    load_reader(str(folders[1]))
    assert capfd.readouterr() == ("", "")


def altered(folder, to, **config):
    copy = shutil.copytree(folder, to)
    file = copy / "config.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | config))
    return copy


@pytest.mark.model
def test_a_model_of_another_kind_is_refused(folders, tmp_path):
    reranker, reader = folders
    with pytest.raises(ModelError, match=r"^models\.reranker: .*BertForQuestionAnswering; name a"):
        load_reranker(str(reader))
    with pytest.raises(ModelError, match=r"^models\.reader: .*BertForSequenceClassification; name"):
        load_reader(str(reranker))
    classes = save_model(tmp_path / "classes", "BertForSequenceClassification", labels=3)
    with pytest.raises(ModelError, match="it tells 3 classes apart"):
        load_reranker(str(classes))


@pytest.mark.model
def test_a_model_without_its_last_layer_is_refused(tmp_path):
    bare = save_model(tmp_path / "bare", "BertModel")
    for load, kind in (
        (load_reranker, "BertForSequenceClassification"),
        (load_reader, "BertForQuestionAnswering"),
    ):
        # The library would fill it with random numbers.
        folder = altered(bare, tmp_path / kind, architectures=[kind])
        with pytest.raises(ModelError, match="its weights are incomplete"):
            load(str(folder))


@pytest.mark.model
def test_pickled_and_damaged_weights_are_refused(folders, tmp_path):
    pickled = shutil.copytree(folders[0], tmp_path / "pickled")
    (pickled / "model.safetensors").rename(pickled / "pytorch_model.bin")
    with pytest.raises(ModelError, match=r"no weights in \*\.safetensors, the only form loaded"):
        load_reranker(str(pickled))
    damaged = shutil.copytree(folders[0], tmp_path / "damaged")
    weights = damaged / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:100])
    with pytest.raises(ModelError, match="cannot be loaded") as raised:
        load_reranker(str(damaged))
    assert "\n" not in str(raised.value)


@pytest.mark.model
def test_code_of_a_model_is_not_run(folders, tmp_path):
    folder = altered(
        folders[0],
        tmp_path / "code",
        model_type="own",
        auto_map={
            "AutoConfig": "own.Config",
            "AutoModelForSequenceClassification": "own.OwnForSequenceClassification",
        },
    )
    (folder / "own.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\nclass Config: ...\n")
    with pytest.raises(ModelError, match=r"models\.reranker: .*cannot be loaded"):
        load_reranker(str(folder))
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name", ["no/such-model", "./no/such/path at all", "nonsense name!"])
def test_a_missing_model_is_told_with_its_setting_and_remedy(name, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", None)
    for load, setting in ((load_reranker, "reranker"), (load_reader, "reader")):
        with pytest.raises(ModelError) as raised:
            load(name)
        line = str(raised.value)
        assert line.startswith(f"models.{setting}: no model {name!r}: it is not a folder")
        assert "HF_HUB_OFFLINE=0" in line
        assert "\n" not in line


def test_a_folder_that_is_no_model_is_refused(tmp_path):
    with pytest.raises(ModelError, match=r"no readable config\.json"):
        load_reader(str(tmp_path))
    for text in ("{", "[]", "{}", '{"architectures": 3}'):
        (tmp_path / "config.json").write_text(text)
        with pytest.raises(ModelError, match=r"models\.reader: .* cannot be used: it "):
            load_reader(str(tmp_path))


# --- how far a reranker is trusted


def test_opinions_are_mixed_in_and_put_back_into_the_range():
    # old: 1, .5, 0 after min-max; opinions: 0, 1, .5; half of each: .5, .75, .25
    assert blended([0.8, 0.6, 0.4], [-3.0, 5.0, 1.0], 0.5) == pytest.approx((0.6, 0.7, 0.5))
    assert blended([0.8, 0.6, 0.4], [-3.0, 5.0, 1.0], 1.0) == pytest.approx((0.4, 0.8, 0.6))
    assert blended([0.8, 0.4], [2.0, 2.0], 0.25) == pytest.approx((0.7, 0.4))
    assert blended([0.5, 0.5], [1.0, 2.0], 0.5) == (0.5, 0.5)


class Counting:
    name = "counting"

    def score(self, question, texts):
        return np.arange(len(texts), dtype=np.float32)


def test_only_the_first_are_scored_again():
    models = OptionalModels(reranker=Counting(), rerank_weight=1.0)
    assert models.rescored("?", ["a", "b"], [0.9, 0.5, 0.4]) == (0.5, 0.9, 0.4)
    assert models.rescored("?", ["a"], [0.9, 0.5]) == (0.9, 0.5)
    assert OptionalModels().rescored("?", ["a", "b"], [0.9, 0.5]) == (0.9, 0.5)
    off = OptionalModels(reranker=Counting(), rerank_weight=0.0)
    assert off.rescored("?", ["a", "b"], [0.9, 0.5]) == (0.9, 0.5)


def test_a_reading_knows_its_margin():
    assert Reading(0, 1, 2.5, 4.0).margin == -1.5
