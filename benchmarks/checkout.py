"""Which commit of the repository a page of figures was made from."""

from __future__ import annotations

import subprocess

from benchmarks.peer_sets import ROOT


def commit() -> str:
    """The short name of the commit checked out, and whether there are changes besides."""
    head = _git("rev-parse", "--short", "HEAD")
    return f"{head} with uncommitted changes" if head and _git("status", "--porcelain") else head


def _git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()
