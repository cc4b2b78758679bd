"""Which corpus and index a call means, and calls that cannot be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot import locations
from chatbot.cli import main
from chatbot.errors import UsageError
from chatbot.locations import locate


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A current folder with the program installed somewhere that has no ``app.py``."""
    monkeypatch.setattr(locations, "home_folder", Path.cwd)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_defaults_lie_in_the_checkout_whatever_the_current_folder(tmp_path, monkeypatch):
    checkout = tmp_path / "checkout"
    (checkout / "chatbot").mkdir(parents=True)
    (checkout / "app.py").touch()
    monkeypatch.setattr(locations, "__file__", str(checkout / "chatbot" / "locations.py"))
    monkeypatch.chdir("/")
    folders = locate(None, None)
    assert (folders.corpus, folders.index) == (checkout / "corpus", checkout / "index")


def test_defaults_lie_in_the_current_folder_without_a_checkout(tmp_path, monkeypatch):
    monkeypatch.setattr(locations, "__file__", str(tmp_path / "lib" / "chatbot" / "locations.py"))
    monkeypatch.chdir(tmp_path)
    assert locate(None, None).corpus == tmp_path / "corpus"


def test_both_named_are_taken_as_they_are(elsewhere):
    folders = locate("papers", "papers-index")
    assert (folders.corpus, folders.index) == (Path("papers"), Path("papers-index"))


def test_another_corpus_needs_an_index_of_its_own(elsewhere):
    with pytest.raises(UsageError, match="--index"):
        locate("papers", None)


def test_the_default_corpus_may_be_named_alone(elsewhere):
    assert locate("corpus", None).index == elsewhere / "index"


def test_an_index_alone_that_does_not_exist_is_a_wrong_call(elsewhere):
    with pytest.raises(UsageError, match="--corpus"):
        locate(None, "nowhere")


def test_a_damaged_index_alone_asks_for_its_corpus(elsewhere):
    (elsewhere / "papers-index").mkdir()
    (elsewhere / "papers-index" / "current").write_text("garbage")
    with pytest.raises(UsageError) as raised:
        locate(None, "papers-index")
    assert str(raised.value) == (
        "papers-index/current does not name a generation of an index; "
        "to build it, name its corpus with --corpus DIR"
    )


def test_wrong_folders_are_status_2_on_the_command_line(elsewhere, capsys):
    for arguments in (["--corpus", "papers"], ["--index", "nowhere"], ["--corpus", "corpus"]):
        assert main(["ask", "Why?", *arguments]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("error: ")
        assert err.count("\n") == 1
