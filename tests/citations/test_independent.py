"""Citations against those of citeproc-js (scripts/citations_by_citeproc_js.mjs)."""

import json
import re
from pathlib import Path

import pytest

from chatbot.citations.citing import cite_node, makes_notes, processed
from chatbot.citations.nodes import div, note, para, plain, words
from chatbot.citations.styles import STYLES, style_file
from chatbot.datatypes import Locator

FOLDER = Path(__file__).with_name("independent")
CASES = json.loads((FOLDER / "cases.json").read_text("utf-8"))
EXPECTED = json.loads((FOLDER / "expected.json").read_text("utf-8"))


def locator(case):
    value = case.get("locator")
    if value is None:
        return None
    if case["label"] == "page":
        return Locator((), None, value.split("-")[0], tuple(value.split("-")))
    if case["label"] == "paragraph":
        return Locator((), int(value), None)
    return Locator((f"{value}. Heading",), None, None)


def ours(style):
    notes = makes_notes(style)
    blocks = []
    for number, case in enumerate(CASES["citations"], start=1):
        cite = cite_node(case["id"], locator(case), number, style)
        blocks.append(para(*words("x"), note(para(cite))) if notes else para(cite))
    made = processed([*blocks, div("refs")], CASES["items"], style)
    citations = [plain(note_of(block) if notes else block["c"]) for block in made[:-1]]
    return citations, [plain(entry) for entry in made[-1]["c"][1]]


def note_of(block):
    return next(node["c"] for node in block["c"] if node["t"] == "Note")


def same(text):
    """The words; blanks and links’ angle brackets are left to each output format."""
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("name", STYLES)
def test_citations_equal_those_of_citeproc_js(name):
    style = style_file(name)
    citations, bibliography = ours(style)
    expected = EXPECTED[style.stem]
    assert list(map(same, citations)) == list(map(same, expected["citations"]))
    assert list(map(same, bibliography)) == list(map(same, expected["bibliography"]))
