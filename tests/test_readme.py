"""What the README shows is what the program does."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from chatbot.cli import main
from chatbot.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def sessions() -> list[tuple[str, str]]:
    """Each command of the console blocks with the output shown below it."""
    text = "".join(blocks("console"))
    return re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE)


def pattern(shown: str) -> re.Pattern[str]:
    """The output shown, blanks alike, where “…” stands for anything."""
    parts = [r"\s+".join(map(re.escape, part.split())) for part in shown.split("…")]
    return re.compile(r"[\s\S]*?".join(rf"\s*{part}\s*" if part else "" for part in parts))


@pytest.mark.model
@pytest.mark.parametrize(("command", "shown"), sessions())
def test_console_commands_print_what_is_shown(
    command, shown, paper_chatbot, paper_index, corpus, capfd, monkeypatch
):
    monkeypatch.setenv("COLUMNS", "80")
    words = shlex.split(command)[1:]
    status = main([*words, "--corpus", str(corpus), "--index", str(paper_index)])
    printed = capfd.readouterr().out
    assert status == 0
    assert pattern(shown).fullmatch(printed), printed


@pytest.mark.model
def test_python_example_runs(paper_chatbot, paper_index, corpus, capfd):
    (example,) = blocks("python")
    here = example.replace('"corpus"', repr(str(corpus))).replace('"index"', repr(str(paper_index)))
    exec(compile(here, "README.md", "exec"), {})
    expected = re.findall(r"print\(.*?\)  # (.*)", example)
    assert capfd.readouterr().out.split("\n")[: len(expected)] == expected


@pytest.mark.parametrize("example", blocks("toml"))
def test_settings_shown_are_settings(example):
    named = tomllib.loads(example)
    settings = Settings.model_validate(named).model_dump(exclude_unset=True, mode="json")
    assert settings == named


@pytest.mark.parametrize("target", re.findall(r"\]\((?!https?:|#)([^)]+)\)", README))
def test_links_lead_somewhere(target):
    assert (ROOT / target).exists()


def test_the_two_commands_are_targets_of_the_makefile():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
