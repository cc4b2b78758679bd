import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot import documents
from chatbot.errors import CorpusError, DocumentError, EncoderError, IndexFault, MissingInput
from chatbot.indexing import build_index, durable, load_index, load_manifest, open_or_build
from chatbot.indexing.store import locked
from tests.fakes import HashingEncoder, resolver

ROOT = Path(__file__).parents[2]
TRADE = (
    "Trade with the neighbours grew quickly. Prices fell in the year after.\n\nPorts were built.\n"
)
RAIL = "Railways join the two countries. Nobody paid for them.\n"


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "trade.txt").write_text(TRADE)
    (folder / "rail.txt").write_text(RAIL)
    return folder


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


def build(corpus, folder, *encoders, **options):
    encoders = encoders or (HashingEncoder(),)
    names = [encoder.name for encoder in encoders]
    return build_index(corpus, folder, encoder_names=names, resolve=resolver(*encoders), **options)


def reopen(corpus, folder, encoder, **options):
    return open_or_build(
        corpus, folder, encoder_names=[encoder.name], resolve=resolver(encoder), **options
    )


def texts(index):
    return [index.documents[p.document].slice(p.span) for p in index.passages]


def same_index(one, other):
    assert one.documents == other.documents
    assert one.passages == other.passages
    assert one.sentences == other.sentences
    for left, right in zip(one.encoded, other.encoded, strict=True):
        assert (left.name, left.fingerprint) == (right.name, right.fingerprint)
        same_vectors(left.vectors, right.vectors)
    for name in ("passage_postings", "sentence_postings"):
        left, right = getattr(one, name), getattr(other, name)
        assert left.vocabulary == right.vocabulary
        assert left.size == right.size
        for array in ("scores", "rows", "starts"):
            assert np.array_equal(getattr(left, array), getattr(right, array))


def same_vectors(left, right):
    for name in ("passages", "sentences", "sentence_tokens"):
        assert np.array_equal(getattr(left, name), getattr(right, name))
    assert (left.tokens is None) == (right.tokens is None)
    if left.tokens is not None:
        for name in ("codes", "scales", "spans", "starts"):
            assert np.array_equal(getattr(left.tokens, name), getattr(right.tokens, name))


def generations(folder):
    return sorted(entry.name for entry in (folder / "generations").iterdir())


# --- saving and loading --------------------------------------------------------


def test_what_is_loaded_is_what_was_saved(corpus, folder):
    other = HashingEncoder("second", dimension=32)
    built = build(corpus, folder, HashingEncoder(), other)
    loaded = load_index(folder)
    same_index(built, loaded)
    assert [encoded.vectors.tokens is None for encoded in loaded.encoded] == [False, True]
    assert loaded.manifest == load_manifest(folder)
    assert loaded.manifest.corpus == str(corpus.resolve())
    assert built.report.read == ("rail", "trade")


words = st.sampled_from(["trade", "Ports", "58.9%", "Rajin-Khasan", "협력은", "naïve", "“so”", "&"])
paragraph = st.lists(st.lists(words, min_size=1, max_size=6), min_size=1, max_size=5).map(
    lambda sentences: " ".join(" ".join(sentence).capitalize() + "." for sentence in sentences)
)
papers = st.dictionaries(
    st.sampled_from(["a", "b", "é", "d d"]),
    st.lists(paragraph, min_size=1, max_size=3).map("\n\n".join),
    min_size=1,
)


@settings(max_examples=15, deadline=None)
@given(papers=papers, heading=st.booleans())
def test_any_index_survives_saving(tmp_path_factory, papers, heading):
    root = tmp_path_factory.mktemp("any")
    (root / "corpus").mkdir()
    for name, text in papers.items():
        (root / "corpus" / f"{name}.txt").write_text(text, encoding="utf-8")
    built = build(root / "corpus", root / "index", heading=heading, target_words=20)
    loaded = load_index(root / "index")
    same_index(built, loaded)
    for passage in loaded.passages:
        assert loaded.documents[passage.document].slice(passage.span)


def test_rows_of_some_documents(corpus, folder):
    index = build(corpus, folder)
    assert [p.document for p in index.passages] == ["rail", "trade", "trade"]
    assert index.passage_rows().tolist() == [0, 1, 2]
    assert index.passage_rows(["trade"]).tolist() == [1, 2]
    assert index.passage_rows(["trade", "rail", "trade"]).tolist() == [0, 1, 2]
    assert index.sentence_rows(["trade"]).tolist() == [2, 3, 4]
    assert list(index.sentences_of(1)) == [2, 3]
    assert index.sentence_frequency("trade") == 1
    assert index.sentence_frequency("trade", ["rail"]) == 0
    assert index.idf("trade", ["trade"]) < index.idf("trade")


# --- updating --------------------------------------------------------------------


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


# --- corpora that are not right -------------------------------------------------


def test_a_file_that_cannot_be_read_is_reported_once_and_the_rest_is_built(
    corpus, folder, monkeypatch
):
    read = documents.read_document
    attempts = []

    def refuse(path, *, document_id=None):
        if path.name == "rail.txt":
            attempts.append(path)
            raise DocumentError("rail.txt: not a text")
        return read(path, document_id=document_id)

    monkeypatch.setattr(documents, "read_document", refuse)
    encoder = HashingEncoder()
    index = build(corpus, folder, encoder)
    assert list(index.documents) == ["trade"]
    assert index.report.failed == (("rail.txt", "rail.txt: not a text"),)
    assert reopen(corpus, folder, encoder).manifest.failures[0].failure == "rail.txt: not a text"
    assert len(attempts) == 1
    (corpus / "rail.txt").write_text("Still not a text.")
    reopen(corpus, folder, encoder)
    assert len(attempts) == 2


def test_a_corpus_without_any_readable_file_leaves_the_index(corpus, folder, monkeypatch):
    built = build(corpus, folder)

    def refuse(path, *, document_id=None):
        raise DocumentError(f"{path.name}: not a text")

    monkeypatch.setattr(documents, "read_document", refuse)
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


# --- damage ----------------------------------------------------------------------


def parts(folder):
    (generation,) = (folder / "generations").iterdir()
    return sorted(generation.iterdir())


def damage_each(folder):
    for file in [folder / "current", *parts(folder)]:
        whole = file.read_bytes()
        altered = bytearray(whole)
        altered[len(altered) // 2] ^= 1
        for form in (whole[: len(whole) // 2], bytes(altered), b"", b"\x80\x04N.", None):
            if form is None:
                file.unlink()
            else:
                file.write_bytes(form)
            yield file, form
            file.write_bytes(whole)


def test_every_damaged_file_is_named_with_the_remedy(corpus, folder):
    built = build(corpus, folder)
    for file, form in damage_each(folder):
        expected = "there is no index" if (file.name, form) == ("current", None) else file.name
        if file.name == "current" and form:
            expected = "current|generation|manifest"
        with pytest.raises(IndexFault, match=rf"{expected}.*; remedy: "):
            load_index(folder)
    same_index(built, load_index(folder))


def test_a_damaged_index_is_rebuilt_when_opened(corpus, folder):
    built = build(corpus, folder)
    for file in [folder / "current", *parts(folder)]:
        file.write_bytes(b"\x80\x04N.")
        encoder = HashingEncoder()
        same_index(built, reopen(corpus, folder, encoder))
        assert len(encoder.encoded) == len(built.passages)
    same_index(built, load_index(folder))


def test_an_index_of_another_format_is_not_used(corpus, folder, monkeypatch):
    monkeypatch.setattr("chatbot.indexing.build.FORMAT", 0)
    build(corpus, folder)
    with pytest.raises(IndexFault, match=r"format 0, this program's is 1; remedy"):
        load_index(folder)


def test_a_pointer_that_leads_elsewhere_is_refused(corpus, folder):
    build(corpus, folder)
    (folder / "current").write_text(json.dumps({"generation": "../../corpus", "manifest": ""}))
    with pytest.raises(IndexFault, match="does not name a generation"):
        load_index(folder)


def test_a_damaged_index_without_its_corpus_says_both(corpus, folder, tmp_path):
    build(corpus, folder)
    (folder / "current").write_bytes(b"")
    with pytest.raises(MissingInput, match=r"nowhere.*current"):
        reopen(tmp_path / "nowhere", folder, HashingEncoder())


# --- writing under difficulties -----------------------------------------------


def test_a_full_disk_leaves_the_index_and_no_rubbish(corpus, folder, monkeypatch):
    built = build(corpus, folder)
    before = generations(folder)
    write = durable.write_file
    written = []

    def full(path, writer):
        written.append(path)
        if len(written) == 4:
            raise OSError(28, "No space left on device")
        return write(path, writer)

    monkeypatch.setattr("chatbot.indexing.files.write_file", full)
    (corpus / "rail.txt").write_text("Changed.")
    with pytest.raises(IndexFault, match=r"No space left.*unchanged.*--index DIR"):
        build(corpus, folder)
    assert generations(folder) == before
    same_index(built, load_index(folder))


def test_an_index_folder_that_cannot_be_written_is_named(corpus, tmp_path):
    file = tmp_path / "file"
    file.write_text("in the way")
    with pytest.raises(IndexFault, match=r"cannot write the index in .*--index DIR"):
        build(corpus, file / "index")
    with pytest.raises(IndexFault, match=r"cannot write the index in .*--index DIR"):
        build(corpus, file)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind this user")
def test_a_read_only_index_can_be_opened_but_not_updated(corpus, folder):
    encoder = HashingEncoder()
    build(corpus, folder, encoder)
    for path in [*folder.rglob("*"), folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    assert reopen(corpus, folder, encoder).report is None
    (corpus / "rail.txt").write_text("Changed.")
    with pytest.raises(IndexFault, match="Permission denied"):
        reopen(corpus, folder, encoder)


def test_opening_a_current_index_writes_nothing(corpus, folder):
    encoder = HashingEncoder()
    build(corpus, folder, encoder)
    (folder / "lock").unlink()
    before = sorted(folder.rglob("*"))
    reopen(corpus, folder, encoder)
    assert sorted(folder.rglob("*")) == before


def test_an_open_index_outlives_its_replacement(corpus, folder):
    encoder = HashingEncoder()
    build(corpus, folder, encoder)
    old = load_index(folder)
    tokens = old.encoded[0].tokens_of_sentence(0).copy()
    (corpus / "rail.txt").unlink()
    build(corpus, folder, encoder)
    assert len(generations(folder)) == 1
    assert np.array_equal(old.encoded[0].tokens_of_sentence(0), tokens)


def test_a_second_build_that_waits_too_long_gives_up(folder):
    stages = []

    def progress(stage, done, total):
        stages.append(stage)

    with locked(folder, progress):
        assert stages == []
        with (
            pytest.raises(IndexFault, match=r"another process.*--index DIR"),
            locked(folder, progress, patience_s=0.1),
        ):
            pass
    assert stages == ["waiting for another process to build the index"]


# --- processes ----------------------------------------------------------------


def start_builder(corpus, folder, pause_s):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.indexing.builder", str(corpus), str(folder), str(pause_s)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def wait_for(process, stage):
    for line in process.stdout:
        if line.startswith(stage):
            return
    raise AssertionError(f"the builder ended before {stage!r}")


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["reading documents", "encoding", "saving the index 0"])
def test_a_killed_build_leaves_the_index(corpus, folder, stage):
    built = build(corpus, folder)
    (corpus / "trade.txt").write_text(TRADE.replace("Ports", "Harbours"))
    with start_builder(corpus, folder, 0.2) as process:
        wait_for(process, stage)
        process.send_signal(signal.SIGKILL)
    same_index(built, load_index(folder))
    (folder / "generations" / "0123456789abcdef").mkdir()
    index = build(corpus, folder)
    assert "Harbours were built." in texts(index)
    assert len(generations(folder)) == 1


@pytest.mark.slow
def test_two_builders_at_once(corpus, folder):
    with start_builder(corpus, folder, 0.5) as first:
        wait_for(first, "encoding")
        with start_builder(corpus, folder, 0) as second:
            wait_for(second, "waiting for another process")
            said = second.stdout.read()
        assert "built 3 of 3" in first.stdout.read()
    assert "built 0 of 3" in said
    assert first.returncode == second.returncode == 0
    same_index(load_index(folder), build(corpus, folder.with_name("fresh")))
