"""Threads of the libraries beneath: one for BLAS, one for a question, all for passages."""

import threading

import pytest

from chatbot.indexing import threads
from chatbot.indexing.encoders import EncoderSource, remembering

pytestmark = pytest.mark.model


def test_blas_is_kept_to_one_thread():
    import numpy  # noqa: F401 - its BLAS is what is looked at
    from threadpoolctl import threadpool_info, threadpool_limits

    with threadpool_limits(limits=2, user_api="blas"):
        threads.calm_blas()
        assert {p["num_threads"] for p in threadpool_info() if p["user_api"] == "blas"} == {1}


def test_the_number_of_threads_is_given_back():
    import torch

    with threads.torch_threads(2):
        with threads.torch_threads(1):
            assert torch.get_num_threads() == 1
        assert torch.get_num_threads() == 2


def test_a_thread_that_starts_during_a_question_still_knows_the_usual_number():
    usual = threads.usual_torch_threads()
    seen = []
    with threads.torch_threads(1):
        other = threading.Thread(target=lambda: seen.append(threads.usual_torch_threads()))
        other.start()
        other.join()
    assert seen == [usual]


def test_a_question_is_encoded_on_one_thread_and_passages_on_the_usual_number(monkeypatch):
    import torch

    from chatbot.indexing.encoders import load_encoder
    from chatbot.indexing.transformer import TransformerEncoder

    encoder = load_encoder("minilm")
    seen = []
    forward = TransformerEncoder._forward

    def watched(self, texts, prompt):
        seen.append(torch.get_num_threads())
        return forward(self, texts, prompt)

    monkeypatch.setattr(TransformerEncoder, "_forward", watched)
    encoder.encode_query("How long is the pier?")
    encoder.encode_passages(["The pier is long."], [[(0, 17)]], lambda done: None)
    assert seen == [1, threads.usual_torch_threads()]


def test_a_model_is_found_and_loaded_once():
    calls = []

    def find(name):
        calls.append(name)
        return EncoderSource(name, "0" * 64, lambda: calls.append("loaded") or object())

    models = remembering(find)
    assert models("a").load() is models("a").load()
    assert calls == ["a", "loaded"]
