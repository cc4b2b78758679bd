"""``serve``: what the server is told, and calls that are refused before it starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.locations import Folders
from chatbot.terminal import serving

URL = "http://127.0.0.1:1234/"


@pytest.fixture
def served(monkeypatch, tmp_path):
    """The keyword arguments that the server was started with; it ends at once."""
    started = {}

    def serve(load, **options):
        started.update(options, load=load)
        options["say"](f"Ask the paper: {URL}")

    monkeypatch.setattr("chatbot.interface.server.serve", serve)
    folders = Folders(tmp_path / "papers", tmp_path / "index")
    monkeypatch.setattr("chatbot.locations.locate", lambda *_: folders)
    return started


@pytest.fixture
def browsed(monkeypatch):
    """The pages that a browser was asked to open."""
    pages = []
    monkeypatch.setattr(serving.webbrowser, "open", pages.append)
    return pages


def test_options_reach_the_server(call, served, opened):
    done = call("serve", "--host", "0.0.0.0", "--port", "0", "--auth", "users.txt")
    assert (done.status, done.out, done.err) == (0, "", f"Ask the paper: {URL}\n")
    assert (served["host"], served["port"], served["auth_file"]) == (
        "0.0.0.0",
        0,
        Path("users.txt"),
    )
    assert served["load"]() is opened.chatbot


def test_the_server_offers_the_queries_of_the_corpus_and_keeps_marks_unless_told_not_to(
    call, served, tmp_path
):
    settings = tmp_path / "own.toml"
    settings.write_text('[feedback]\nfile = "marks.sqlite3"\n')
    call("serve", "--settings", str(settings))
    assert served["folders"].corpus == tmp_path / "papers"
    assert served["feedback"].path == Path("marks.sqlite3")
    settings.write_text("[feedback]\nenabled = false\n")
    call("serve", "--settings", str(settings))
    assert served["feedback"] is None


def test_options_go_before_the_environment_and_that_before_the_settings(
    call, served, tmp_path, monkeypatch
):
    settings = tmp_path / "own.toml"
    settings.write_text('[server]\nhost = "10.0.0.1"\nport = 81\nqueue_size = 3\n')
    call("serve", "--settings", str(settings))
    assert (served["host"], served["port"], served["queue_size"]) == ("10.0.0.1", 81, 3)
    monkeypatch.setenv("GRADIO_SERVER_NAME", "10.0.0.2")
    monkeypatch.setenv("GRADIO_SERVER_PORT", "82")
    call("serve", "--settings", str(settings))
    assert (served["host"], served["port"]) == (None, None)
    call("serve", "--settings", str(settings), "--host", "10.0.0.3", "--port", "83")
    assert (served["host"], served["port"]) == ("10.0.0.3", 83)


@pytest.mark.parametrize(("display", "pages"), [(":0", [URL]), ("", [])])
def test_a_browser_is_opened_only_where_it_can_be_seen(
    call, served, browsed, monkeypatch, display, pages
):
    monkeypatch.setattr(serving.sys, "platform", "linux")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", display)
    call("serve")
    assert browsed == []
    call("serve", "--open")
    assert browsed == pages


@pytest.mark.parametrize("port", ["70000", "-1", "http"])
def test_a_wrong_port_is_refused(call, served, port):
    assert call("serve", f"--port={port}").status == 2
    assert served == {}


def test_limits_of_adding_papers_come_from_the_settings_and_the_option(call, served, tmp_path):
    from chatbot.interface.loading import Loading

    settings = tmp_path / "own.toml"
    settings.write_text("[server]\nmax_upload_mb = 0.5\nmax_uploads = 2\nmax_papers = 9\n")
    call("serve", "--settings", str(settings))
    limits = served["shelve"](Loading(served["load"]), print).limits
    assert (limits.largest, limits.at_once, limits.papers) == (2**19, 2, 9)
    assert not limits.read_only
    call("serve", "--settings", str(settings), "--read-only")
    assert served["shelve"](Loading(served["load"]), print).limits.read_only
