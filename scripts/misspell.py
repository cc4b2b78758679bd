"""Questions with slips of the keyboard, made of a query file: for measuring corrections.

    python -m scripts.misspell QUERIES.jsonl OUT.jsonl [--times 2] [--seed 7]

Every answerable question is written ``--times`` times, each time with one or two edits in one
word of four letters or more: two letters swapped, one dropped, one doubled, or one replaced by
its neighbour on the keyboard. The same seed gives the same slips.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from pathlib import Path

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_WORD = re.compile(r"[A-Za-z]{4,}")
_LONG = 8
_TWICE = 0.35
"""How often a long word gets a second edit."""
_UNTOUCHED = frozenset(
    """about also been before between could does during from have into more most only should some
    such than that their them then there these they this those were what when where which who
    whom whose will with would your""".split()
)


def misspelt(question: str, chance: random.Random) -> str | None:
    """The question with one word misspelt; None where it has no word for that."""
    words = [
        match
        for match in _WORD.finditer(question)
        if match.group().lower() not in _UNTOUCHED and not match.group().isupper()
    ]
    if not words:
        return None
    match = chance.choice(words)
    word = match.group()
    edits = 2 if len(word) >= _LONG and chance.random() < _TWICE else 1
    typed = word
    while typed.lower() == word.lower():
        typed = word
        for _ in range(edits):
            typed = _edited(typed, chance)
    return question[: match.start()] + typed + question[match.end() :]


def _edited(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    kind = chance.choice(("swap", "drop", "double", "neighbour"))
    if kind == "swap":
        at = min(at, len(word) - 2)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    key = chance.choice(_neighbours(word[at].lower()))
    return word[:at] + (key.upper() if word[at].isupper() else key) + word[at + 1 :]


def _neighbours(letter: str) -> list[str]:
    """The keys that touch a letter's key, each row half a key further right."""
    row = next(number for number, keys in enumerate(_ROWS) if letter in keys)
    at = _ROWS[row].index(letter)
    near = [(row, at - 1), (row, at + 1), (row - 1, at), (row - 1, at + 1)]
    near += [(row + 1, at - 1), (row + 1, at)]
    return [
        _ROWS[other][place]
        for other, place in near
        if 0 <= other < len(_ROWS) and 0 <= place < len(_ROWS[other])
    ]


def main() -> None:
    """Write the misspelt questions."""
    parser = argparse.ArgumentParser(description="Make misspelt questions of a query file.")
    parser.add_argument("queries", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--times", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    written = []
    for line in options.queries.read_text(encoding="utf-8").splitlines():
        query = json.loads(line)
        if not query.get("evidence") or query.get("language", "en") != "en":
            continue
        for time in range(1, options.times + 1):
            chance = random.Random(f"{options.seed} {query['query_id']} {time}")
            question = misspelt(query["query"], chance)
            if question is not None:
                identity = f"{query['query_id']}-typo{time}"
                written.append({**query, "query_id": identity, "query": question})
    lines = [json.dumps(query, ensure_ascii=False) for query in written]
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(written)} questions", file=sys.stderr)


if __name__ == "__main__":
    main()
