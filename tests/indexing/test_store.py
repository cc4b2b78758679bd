import json
import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatbot.errors import IndexFault, MissingInput
from chatbot.indexing import durable, load_index, load_manifest
from chatbot.indexing.manifest import FORMAT
from chatbot.indexing.store import locked
from tests.fakes import HashingEncoder
from tests.indexing.helpers import build, generations, parts, reopen, same_index


def test_what_is_loaded_is_what_was_saved(corpus, folder):
    other = HashingEncoder("second", dimension=32)
    built = build(corpus, folder, HashingEncoder(), other)
    loaded = load_index(folder)
    same_index(built, loaded)
    assert [encoded.vectors.tokens is None for encoded in loaded.encoded] == [False, False]
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
    for name in ["current", *(file.name for file in parts(folder))]:
        (file,) = folder.rglob(name)
        file.write_bytes(b"\x80\x04N.")
        encoder = HashingEncoder()
        same_index(built, reopen(corpus, folder, encoder))
        assert len(encoder.encoded) == len(built.passages)
    same_index(built, load_index(folder))


def test_an_index_of_another_format_is_not_used(corpus, folder, monkeypatch):
    monkeypatch.setattr("chatbot.indexing.build.FORMAT", 0)
    build(corpus, folder)
    with pytest.raises(IndexFault, match=rf"format 0, this program's is {FORMAT}; remedy"):
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


def test_what_else_lies_in_the_index_folder_stays(corpus, folder):
    own = folder / "generations" / "mine"
    own.mkdir(parents=True)
    (own / "data").write_text("precious")
    (folder / "notes.txt").write_text("precious")
    build(corpus, folder)
    (corpus / "rail.txt").unlink()
    build(corpus, folder)
    assert (own / "data").read_text() == (folder / "notes.txt").read_text() == "precious"
    assert len(generations(folder)) == 2


def test_a_wrong_corpus_does_not_speak_of_an_index_that_never_was(folder, tmp_path):
    with pytest.raises(MissingInput) as raised:
        reopen(tmp_path / "nowhere", folder, HashingEncoder())
    assert str(raised.value).endswith("create it and put papers into it")
    assert not folder.exists()


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
    with pytest.raises(IndexFault, match=r"file is a file, .*--index DIR"):
        build(corpus, file)


def test_a_read_only_index_can_be_opened_but_not_updated(corpus, folder):
    encoder = HashingEncoder()
    build(corpus, folder, encoder)
    for path in [*folder.rglob("*"), folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    if os.access(folder, os.W_OK):
        pytest.skip("rights do not bind this user")
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


def test_a_document_without_passages_is_kept(corpus, folder, monkeypatch):
    build(corpus, folder)

    def no_words(document, *_, **__):
        return ()

    monkeypatch.setattr("chatbot.indexing.build.chunk", no_words)
    index = build(corpus, folder, target_words=30)
    same_index(index, load_index(folder))
    assert list(index.documents) == ["rail", "trade"]
    assert index.passage_rows(["rail"]).tolist() == index.sentence_rows(["rail"]).tolist() == []
    assert index.encoded[0].search(np.zeros(64, np.float32), 5)[0].tolist() == []
    assert index.passage_postings.score(["trade"]).tolist() == []
