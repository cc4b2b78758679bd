"""Reference files read back by parsers that are not ours."""

import json
import re
from pathlib import Path

import bibtexparser
import pytest
import rispy

from chatbot.memo.bibtex import to_bibtex
from chatbot.memo.references import to_csl_json, to_ris

CASES = Path(__file__).parents[1] / "citations" / "independent" / "cases.json"
ITEMS = json.loads(CASES.read_text("utf-8"))["items"]
ITEMS.append(
    {
        "id": "odd",
        "type": "book",
        "title": "100% of {braces} & $5 #1 a_b ~ ^ \\ <i> “인용”",
        "author": [{"family": "Гоголь", "non-dropping-particle": "van", "suffix": "Jr."}],
        "keyword": "one, two",
        "abstract": "Two\nlines",
        "medium": "film",
    }
)
ESCAPES = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
}


def dates(date):
    return [str(part) for part in date["date-parts"][0]]


def values(item):
    """Every word of an item, as texts that must be found again."""
    for key, value in item.items():
        if key in ("author", "editor"):
            yield from (text for name in value for text in name.values())
        elif key == "page":
            yield from value.split("-")
        elif key in ("issued", "accessed"):
            yield dates(value)[0]
        elif key not in ("id", "type"):
            yield " ".join(value.split())


def unescaped(text):
    for escape, character in ESCAPES.items():
        text = text.replace(escape, character)
    return re.sub(r"\\([{}&%$#_])", r"\1", text)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["id"])
def test_bibtex_loses_nothing(item):
    library = bibtexparser.parse_string(to_bibtex([item]).decode())
    (entry,) = library.entries
    assert not library.failed_blocks
    assert entry.key == item["id"]
    held = [unescaped(str(field.value)) for field in entry.fields]
    for value in values(item):
        assert any(value in text for text in held), value
    if "issued" in item and len(dates(item["issued"])) > 1:
        assert entry["month"] in "jan feb mar apr may jun jul aug sep oct nov dec".split()


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["id"])
def test_ris_loses_nothing(item):
    (entry,) = rispy.loads(to_ris([item]).decode())
    assert entry["id"] == item["id"]
    held = " | ".join(flat(entry.values()))
    for value in values(item):
        assert all(part.strip() in held for part in value.split(",")), value


def flat(found):
    """Every text in nested lists."""
    for value in found:
        if isinstance(value, str):
            yield value
        else:
            yield from flat(value)


def test_several_items_stay_apart_and_csl_json_is_as_given():
    assert json.loads(to_csl_json(ITEMS)) == ITEMS
    assert len(rispy.loads(to_ris(ITEMS).decode())) == len(ITEMS)
    assert len(bibtexparser.parse_string(to_bibtex(ITEMS).decode()).entries) == len(ITEMS)


def test_a_bibtex_title_keeps_its_capitals():
    assert "title = {{Tunnels and snow}}" in to_bibtex([ITEMS[3]]).decode()
