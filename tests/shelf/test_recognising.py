"""Recognising that is cancelled, takes too long or fails leaves the scan as it was."""

import os
import sys
import time
from pathlib import Path

import pytest

from chatbot.shelf import recognising
from tests import pdfs

from .helpers import Shelf

SCAN = pdfs.pdf(pdfs.page().box(0, 0, 612, 792))
PROGRAM = """\
#!{python}
import os, pathlib, sys, time
pathlib.Path({note!r}).write_text(str(os.getpid()))
{then}
"""
SLEEPS = "time.sleep(60)"


class Scanned(Shelf):
    """A shelf with a scan, and a program called ocrmypdf that does as told."""

    def __init__(self, folder, monkeypatch):
        super().__init__(folder)
        self._note, self._bin = folder / "started", folder / "bin"
        self._bin.mkdir()
        monkeypatch.setenv("PATH", str(self._bin))
        self.ended(self.add([self.bring("scan.pdf", SCAN)]))
        self.scan = self.folders.corpus / "added" / "scan.pdf"

    def begin(self, then):
        """Begin to recognise the scan; the job and the id of the program's process."""
        program = self._bin / "ocrmypdf"
        program.write_text(PROGRAM.format(python=sys.executable, note=str(self._note), then=then))
        program.chmod(0o700)
        job, end = self.recognise("scan"), time.monotonic() + 20
        while time.monotonic() < end:
            if self._note.is_file() and self._note.read_text():
                return job, int(self._note.read_text())
            time.sleep(0.01)
        raise TimeoutError(then)

    def unharmed(self):
        """Whether the scan is as it was and nothing else lies about."""
        others = [path for path in self.scan.parent.glob(".*/*")]
        return self.scan.read_bytes() == SCAN and not others


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    return Scanned(tmp_path, monkeypatch)


def running(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.is_file() or ") Z " not in state.read_text()


def test_cancelling_ends_the_program(shelf):
    job, process = shelf.begin(SLEEPS)
    assert running(process)
    shelf.jobs.cancel(job)
    assert shelf.ended(job).state == "cancelled"
    assert not running(process) and shelf.unharmed()


def test_too_long_is_told_and_ends_the_program(shelf, monkeypatch):
    monkeypatch.setattr(recognising, "_MOST_S", 0.5)
    job, process = shelf.begin(SLEEPS)
    look = shelf.ended(job)
    assert look.state == "failed" and "scan.pdf could not be recognised within 0.5" in look.error
    assert not running(process) and shelf.unharmed()


@pytest.mark.parametrize("then", ["sys.exit(3)", "pathlib.Path(sys.argv[-1]).touch(); sys.exit(3)"])
def test_a_program_that_fails_is_told(shelf, then):
    look = shelf.ended(shelf.begin(then)[0])
    assert look.state == "failed" and "ended with status 3" in look.error
    assert shelf.unharmed()


def test_a_program_that_writes_nothing_is_told(shelf):
    look = shelf.ended(shelf.begin("sys.exit(0)")[0])
    assert look.state == "failed" and "scan.pdf could not be recognised" in look.error
    assert shelf.unharmed()


def test_what_fails_after_recognising_puts_the_scan_back(shelf, monkeypatch):
    from chatbot.errors import RunError
    from chatbot.shelf import reopening

    def full(*_):
        raise RunError("the disk is full")

    monkeypatch.setattr(reopening, "reopened", full)
    look = shelf.ended(shelf.begin("pathlib.Path(sys.argv[-1]).write_bytes(b'%PDF-')")[0])
    assert (look.state, look.error) == ("failed", "the disk is full")
    assert shelf.unharmed()


def test_a_result_that_cannot_be_read_does_not_take_the_place_of_the_scan(shelf):
    look = shelf.ended(shelf.begin("pathlib.Path(sys.argv[-1]).write_bytes(b'%PDF-')")[0])
    assert look.state == "failed" and look.error.startswith("scan.pdf ")
    assert shelf.unharmed() and shelf.entries()[0].remedy == "recognise"
