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
from dataclasses import dataclass
from pathlib import Path

from chatbot.errors import RunError, UsageError

PROGRAM = "ocrmypdf"
GET_IT = "install ocrmypdf (https://ocrmypdf.readthedocs.io) on the machine that runs this page"
_LANGUAGES: Mapping[str, str] = {"en": "eng", "ko": "kor", "ru": "rus"}
_EVERY_S = 0.5


@dataclass(frozen=True, slots=True)
class RecognitionLimits:
    """What recognising one file may cost."""

    seconds: float = 1800.0
    megabytes: int = 4000


def installed() -> bool:
    """Whether text can be recognised here."""
    return shutil.which(PROGRAM) is not None


def recognise(
    source: Path,
    target: Path,
    advance: Callable[[], None],
    limits: RecognitionLimits | None = None,
) -> None:
    """Write ``target``, which is ``source`` with its text recognised.

    ``advance`` is called twice a second; what it raises ends the work.

    Raises:
        UsageError: OCRmyPDF is not installed.
        RunError: it failed, or took too long.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise UsageError(f"no text can be recognised here: {GET_IT}")
    within = limits or RecognitionLimits()
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
    _limit_memory(process.pid, within.megabytes)
    try:
        _wait(process, advance, within.seconds, source.name)
    finally:
        _end(process)
    if process.returncode != 0 or not target.is_file():
        raise RunError(
            f"the text of {source.name} could not be recognised ({PROGRAM} ended with status "
            f"{process.returncode}); recognise it elsewhere and add the new file"
        )


def _wait(
    process: subprocess.Popen[bytes], advance: Callable[[], None], seconds: float, name: str
) -> None:
    until = time.monotonic() + seconds
    while True:
        advance()
        try:
            process.communicate(timeout=_EVERY_S)
        except subprocess.TimeoutExpired:
            if time.monotonic() > until:
                raise RunError(
                    f"the text of {name} could not be recognised within {seconds:g} seconds: "
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


def _limit_memory(process: int, megabytes: int) -> None:
    """Refuse a process, and those that it starts from now on, more memory; on Linux alone."""
    if sys.platform != "linux":
        return
    import resource

    size = megabytes * 2**20
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
