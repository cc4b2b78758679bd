"""Recognising the text of scanned PDFs with OCRmyPDF, where that is installed.

It runs as a program of its own, with limits on time and memory, and writes a new PDF with the
recognised words laid invisibly over the pictures of the pages; that such text is not drawn is
how the reader knows it again.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from chatbot.errors import RunError, UsageError

PROGRAM = "ocrmypdf"
GET_IT = "install ocrmypdf (https://ocrmypdf.readthedocs.io) on the machine that runs this page"
_LANGUAGES: Mapping[str, str] = {"en": "eng", "ko": "kor", "ru": "rus"}
_EVERY_S = 0.5
_MOST_S = 1800.0
_MOST_MB = 4000  # of each process


def installed() -> bool:
    """Whether text can be recognised here."""
    return shutil.which(PROGRAM) is not None


def recognise(source: Path, target: Path, advance: Callable[[], None]) -> None:
    """Write ``target``, which is ``source`` with its text recognised.

    ``advance`` is called twice a second; what it raises ends the work.

    Raises:
        UsageError: OCRmyPDF is not installed.
        RunError: it failed, or took too long.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise UsageError(f"no text can be recognised here: {GET_IT}")
    command = [program, "--skip-text", "--output-type", "pdf", "--jobs", "1", "--quiet"]
    command += ["-l", "+".join(_languages()), "--", str(source), str(target)]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        start_new_session=True,
    )
    _limit_memory(process.pid)
    try:
        _wait(process, advance, source.name)
    finally:
        _end(process)
    if process.returncode != 0 or not target.is_file():
        raise RunError(
            f"the text of {source.name} could not be recognised ({PROGRAM} ended with status "
            f"{process.returncode}); recognise it elsewhere and add the new file"
        )


def _wait(process: subprocess.Popen[bytes], advance: Callable[[], None], name: str) -> None:
    until = time.monotonic() + _MOST_S
    while True:
        advance()
        try:
            process.communicate(timeout=_EVERY_S)
        except subprocess.TimeoutExpired:
            if time.monotonic() > until:
                raise RunError(
                    f"the text of {name} could not be recognised within {_MOST_S:g} seconds: "
                    "split the file"
                ) from None
        else:
            return


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and those that it started."""
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (AttributeError, OSError):  # Windows has no such groups
            process.kill()
    process.communicate()


def _limit_memory(process: int) -> None:
    """Refuse a process, and those that it starts from now on, more memory; on Linux alone."""
    if sys.platform != "linux":
        return
    import resource

    size = _MOST_MB * 2**20
    with suppress(OSError):  # it has ended already
        resource.prlimit(process, resource.RLIMIT_AS, (size, size))


def _languages() -> list[str]:
    """The languages of this program for which Tesseract has data; English at least."""
    try:
        listed = subprocess.run(
            ["tesseract", "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        ).stdout.split()
    except (OSError, subprocess.SubprocessError):
        listed = []
    return [code for code in _LANGUAGES.values() if code in listed] or ["eng"]
