"""A Korean question cut into words, with what they are in English.

Every known word costs little, an unknown rest much, so the longest known words win; what
stands between a known word and the blank after it is a particle or an ending.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from chatbot.conversation.gloss_pieces import Named, Piece, latin_or_number
from chatbot.conversation.glossary import Entry, Glossary, fold

_ENDINGS = re.compile(
    "[가건게겠겨고과과기까나냐네년놓는니님당던데도됐되된될됨됩든들라란랄랑러려로르를며면므받"
    "봐받분산서성세셔셨습시신아았야어었에여였예올와왔요으은을음의이인일임입있자작적져졌죠주중지진"
    "질집짐째처케켜키킨킬킴치커크큰해했하한할함합줄줬줘까린렸립켰혔퍼다]+"
)
_CLOSING = ")]%’”»'\""
_SPACED_FREELY = 4
"""From this many syllables on, words are written together or apart as the writer likes."""
_HANGUL = re.compile(r"[가-힣]+")
_Step = tuple[float, int, Piece | None]


def korean_pieces(text: str, glossary: Glossary, named: Named) -> tuple[Piece, ...]:
    """The pieces of a Korean question in order, particles and endings left out."""
    folded = fold(text)
    costs: list[float] = [0.0] + [float("inf")] * len(text)
    back: dict[int, tuple[int, Piece | None]] = {}
    for at in range(len(text)):
        if costs[at] == float("inf"):
            continue
        for cost, end, piece in _steps(folded, text, at, glossary):
            if costs[at] + cost < costs[end] - 1e-9:
                costs[end] = costs[at] + cost
                back[end] = (at, piece)
    pieces: list[Piece] = []
    at = len(text)
    while at > 0:
        at, piece = back[at]
        if piece is not None:
            pieces.append(_named(piece, named))
    return tuple(piece for piece in reversed(pieces) if _says_something(piece))


def _says_something(piece: Piece) -> bool:
    """One unknown syllable is mostly a rest of an ending."""
    return piece.role != "unknown" or len(piece.english) > 1


def _named(piece: Piece, named: Named) -> Piece:
    """An unknown word that sounds like a name of the papers is that name."""
    name = named(piece.english) if piece.role == "unknown" else None
    return Piece(name, "name", piece.start, piece.end) if name else piece


def _steps(folded: str, text: str, at: int, glossary: Glossary) -> Iterator[_Step]:
    """The ways on from a place, each with its cost, its end and what it stands for."""
    run = _HANGUL.match(text, at)
    inside = at > 0 and _HANGUL.match(text, at - 1) is not None
    after = at > 0 and (text[at - 1].isalnum() or text[at - 1] in _CLOSING)
    yield from _known(folded, at, glossary, inside=inside)
    if run is None:
        kept = latin_or_number(text, at)
        yield (1.0, kept.end, kept) if kept else (float(text[at].isalnum()), at + 1, None)
        return
    end = run.end()
    for stop in range(at + 1, end + 1):
        if after and text[at:stop] in glossary.particles:
            entry = glossary.entries.get(text[at:stop])
            joins = entry is not None and entry.role == "and"
            yield 0.3, stop, Piece("and", "and", at, stop) if joins else None
        yield (
            3.0 + 0.5 * (stop - at) + (stop - at == 1),
            stop,
            Piece(text[at:stop], "unknown", at, stop),
        )
    if after and _ENDINGS.fullmatch(text, at, end):
        yield 0.9 + 0.1 * (end - at), end, None


def _known(folded: str, at: int, glossary: Glossary, *, inside: bool) -> Iterator[_Step]:
    """The glossary's words that begin at a place; one syllable alone must end its word."""
    for pattern, entry in _by_first(glossary).get(folded[at], ()):
        match = pattern.match(folded, at)
        if match is None or (inside and entry.role in ("silent", "asking", "ordinal", "cardinal")):
            continue
        end = match.end()
        short = end - at == 1
        rest = _HANGUL.match(folded, end)
        if short and rest and not _ends(rest.group(), entry, glossary):
            continue
        cost = 1.0 + (0.4 if short else 0.0) + (0.2 if inside else 0.0)
        yield cost, end, Piece(entry.english, entry.role, at, end)


def _ends(rest: str, entry: Entry, glossary: Glossary) -> bool:
    """Whether what follows a single syllable leaves it a word of its own."""
    if entry.role == "silent" and _ENDINGS.fullmatch(rest):
        return True
    return entry.role == "asking" or rest in glossary.particles


@cache
def _by_first(glossary: Glossary) -> Mapping[str, Sequence[tuple[re.Pattern[str], Entry]]]:
    """Patterns of the forms by their first letter; blanks within a form may be left out."""
    found: dict[str, list[tuple[re.Pattern[str], Entry]]] = defaultdict(list)
    for form, entry in glossary.entries.items():
        parts = form.replace(" ", "") if len(form) >= _SPACED_FREELY else form.split()
        pattern = re.compile(r"\s?".join(map(re.escape, parts)))
        found[form[0]].append((pattern, entry))
    return found
