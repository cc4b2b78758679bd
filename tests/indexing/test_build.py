import json
import os

import pytest

from chatbot.documents import PaperReader
from chatbot.errors import CorpusError, DocumentError, EncoderError, MissingInput
from chatbot.indexing import build_index, load_index
from tests.fakes import HashingEncoder
from tests.indexing.helpers import RAIL, TRADE, build, generations, reopen, same_index, texts


def test_a_current_index_is_only_opened(corpus, folder):
    encoder = HashingEncoder()
    build(corpus, folder, encoder)
    before = generations(folder)
    encoder.encoded.clear()
    index = reopen(corpus, folder, encoder)
    assert index.report is None
    assert encoder.encoded == []
    assert build(corpus, folder, encoder).report.kept == ("rail", "trade")
    assert generations(folder) == before


def test_only_what_changed_is_encoded(corpus, folder):
    encoder = HashingEncoder()
    build(corpus, folder, encoder)
    encoder.encoded.clear()
    (corpus / "trade.txt").write_text(TRADE + "\nA canal was dug.\n")
    (corpus / "new.txt").write_text("A new paper.\n")
    index = reopen(corpus, folder, encoder)
    assert (index.report.read, index.report.kept) == (("new", "trade"), ("rail",))
    assert RAIL.strip() not in encoder.encoded
    assert "A new paper." in encoder.encoded
    same_index(index, build(corpus, folder.with_name("fresh")))
    same_index(index, load_index(folder))


def test_a_removed_document_goes(corpus, folder):
    build(corpus, folder)
    (corpus / "rail.txt").unlink()
    index = build(corpus, folder)
    assert (list(index.documents), index.report.removed) == (["trade"], ("rail",))
    assert {passage.document for passage in index.passages} == {"trade"}


def test_a_change_that_keeps_size_and_time_is_seen(corpus, folder):
    encoder = HashingEncoder()
    build(corpus, folder, encoder)
    file = corpus / "rail.txt"
    state = file.stat()
    file.write_text(RAIL.replace("two", "six"))
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert "six" in " ".join(texts(reopen(corpus, folder, encoder)))


def test_a_touched_file_is_not_a_change(corpus, folder):
    encoder = HashingEncoder()
    build(corpus, folder, encoder)
    os.utime(corpus / "rail.txt", (1, 1))
    assert reopen(corpus, folder, encoder).report is None


def test_a_changed_sidecar_is_read_and_nothing_encoded_again(corpus, folder):
    encoder = HashingEncoder()
    build(corpus, folder, encoder)
    encoder.encoded.clear()
    sidecar = corpus / "rail.csl.json"
    sidecar.write_text(json.dumps({"id": "rail", "type": "report", "title": "On railways"}))
    index = reopen(corpus, folder, encoder)
    assert index.documents["rail"].title == "On railways"
    assert encoder.encoded == []
    sidecar.unlink()
    assert reopen(corpus, folder, encoder).documents["rail"].title != "On railways"


@pytest.mark.parametrize("change", [{"target_words": 20}, {"heading": True}])
def test_other_settings_build_anew(corpus, folder, change):
    encoder = HashingEncoder()
    build(corpus, folder, encoder)
    assert reopen(corpus, folder, encoder, **change).report is not None
    assert reopen(corpus, folder, encoder, **change).report is None


def test_another_encoder_builds_anew(corpus, folder):
    build(corpus, folder, HashingEncoder())
    altered = HashingEncoder(dimension=32)
    index = reopen(corpus, folder, altered)
    assert index.encoded[0].dimension == 32
    assert len(altered.encoded) == 3


def test_other_reading_code_reads_anew_but_keeps_equal_vectors(corpus, folder, monkeypatch):
    encoder = HashingEncoder()
    build(corpus, folder, encoder)
    encoder.encoded.clear()
    for module in ("build", "library"):
        monkeypatch.setattr(f"chatbot.indexing.{module}.program_fingerprint", lambda: "other")
    index = reopen(corpus, folder, encoder)
    assert index.report.read == ("rail", "trade")
    assert encoder.encoded == []


def test_another_encoder_that_is_missing_leaves_the_index(corpus, folder):
    built = build(corpus, folder)

    def missing(name):
        raise EncoderError(f"no embedding model {name!r}")

    with pytest.raises(EncoderError):
        build_index(corpus, folder, encoder_names=["gone"], resolve=missing)
    same_index(built, load_index(folder))


def test_a_file_that_cannot_be_read_is_reported_once_and_the_rest_is_built(
    corpus, folder, monkeypatch
):
    read = PaperReader.read
    attempts = []

    def refuse(self, path, document_id, told):
        if path.name == "rail.txt":
            attempts.append(path)
            raise DocumentError("rail.txt: not a text")
        return read(self, path, document_id, told)

    monkeypatch.setattr(PaperReader, "read", refuse)
    encoder = HashingEncoder()
    index = build(corpus, folder, encoder)
    assert list(index.documents) == ["trade"]
    assert index.report.failed == (("rail.txt", "rail.txt: not a text"),)
    assert reopen(corpus, folder, encoder).manifest.failures[0].failure == "rail.txt: not a text"
    assert len(attempts) == 1
    (corpus / "rail.txt").write_text("Still not a text.")
    reopen(corpus, folder, encoder)
    assert len(attempts) == 2


def test_a_copy_of_a_paper_is_told_and_read_when_the_other_goes(corpus, folder):
    (corpus / "z-copy.txt").write_bytes((corpus / "rail.txt").read_bytes())
    index = build(corpus, folder)
    assert "z-copy" not in index.documents
    (told,) = index.manifest.failures
    assert told.failure == "z-copy.txt is the same file as rail: it is indexed once"
    assert "z-copy" not in build(corpus, folder).documents
    (corpus / "rail.txt").unlink()
    again = build(corpus, folder)
    assert "z-copy" in again.documents and again.manifest.failures == ()


def test_a_corpus_without_any_readable_file_leaves_the_index(corpus, folder, monkeypatch):
    built = build(corpus, folder)

    def refuse(self, path, document_id, told):
        raise DocumentError(f"{path.name}: not a text")

    monkeypatch.setattr(PaperReader, "read", refuse)
    for file in corpus.iterdir():
        file.write_text("changed")
    with pytest.raises(CorpusError, match=r"no document in .*rail.txt: not a text.*--corpus DIR"):
        build(corpus, folder)
    same_index(built, load_index(folder))


def test_missing_and_empty_corpora_are_named(tmp_path, folder):
    with pytest.raises(MissingInput, match="nowhere"):
        build(tmp_path / "nowhere", folder)
    (tmp_path / "empty").mkdir()
    with pytest.raises(CorpusError, match="empty"):
        build(tmp_path / "empty", folder)


def test_encoders_that_change_places_keep_their_vectors(corpus, folder):
    one, two = HashingEncoder("one"), HashingEncoder("two", dimension=32)
    build(corpus, folder, one, two)
    one.encoded.clear()
    two.encoded.clear()
    index = build(corpus, folder, two, one)
    assert [encoded.vectors.tokens is None for encoded in index.encoded] == [False, False]
    assert (one.encoded, two.encoded) == ([], [])
    same_index(index, build(corpus, folder.with_name("fresh"), two, one))


def test_progress_tells_which_of_several_models_is_at_work(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "rail.txt").write_text(RAIL, encoding="utf-8")
    stages = []

    def note(stage, done, total):
        if stage.startswith("encoding"):
            stages.append(stage)

    build(corpus, tmp_path / "one", HashingEncoder("a"), progress=note)
    assert set(stages) == {"encoding with a"}
    stages.clear()
    build(corpus, tmp_path / "two", HashingEncoder("a"), HashingEncoder("b"), progress=note)
    assert list(dict.fromkeys(stages)) == ["encoding with a (1 of 2)", "encoding with b (2 of 2)"]
