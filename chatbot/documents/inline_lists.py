"""Enumerations inside one sentence: “such as a, b, and c”, “to a; to b; and to c”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chatbot.datatypes import Enumeration, ListItem, Paragraph, Span
from chatbot.documents.numbering import CARDINALS, labels_of
from chatbot.documents.words import words_of

Range = tuple[int, int]

_MIN_PARTS, _MAX_PART_WORDS = 3, 45
_MAX_SENTENCE = 3000  # characters; longer ones are tables or data, not sentences
_CUE = re.compile(
    r"\b(?:such as|including|includ(?:e|es|ed)|namely|consist(?:s|ed|ing)? of"
    r"|compris(?:e|es|ed|ing)|the following(?: [\w-]+){0,3}:?|as follows:)(?=\W)\s*|:\s+",
    re.IGNORECASE,
)
_COUNTED_DASH = re.compile(
    rf"\b(?:{'|'.join(CARDINALS[1:])}|several|various|following)\b[^.;:]{{1,60}}?\s[–—-]{{1,2}}\s",
    re.IGNORECASE,
)
_SPACED_DASH = re.compile(r"\s[–—-]{1,2}\s")
_ETC = re.compile(r",?\s+(?:etc|and so on|and so forth)\.?$")
_JOINER = re.compile(r"(?:and|or|as well as|and/or|and finally)\s+", re.IGNORECASE)
_INNER_JOINER = re.compile(r"\s(?:and|or|as well as)\s")
_NOT_A_PART = re.compile(
    r"(?:which|who|whose|whom|that|but|although|though|while|whereas|so|because|since|when|where"
    r"|thus|however|respectively|especially|particularly|e\.g|i\.e|even)\b",
    re.IGNORECASE,
)
# A part that opens so is the sentence going on: “…, including A and B, were merged …”.
_VERB = re.compile(
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|shall|do|does|did"
    r"|also|then|we|it|they|he|she|this|these|there)\b"
)
_ENUMERATOR = re.compile(r"(?<![\w.])\(?(\d{1,2}|[a-h]|i{1,3}|iv|vi{0,3})\)\s+(?=[^\W\d_\"'“‘])")
_EDGES = " \t\n,;.!?"
_OPENERS, _CLOSERS = "([{", ")]}"


def find_inline_lists(text: str, body: Sequence[Paragraph]) -> list[Enumeration]:
    """The inline lists of all sentences; at most one of each kind of cue a stretch."""
    found: list[Enumeration] = []
    for paragraph in body:
        for sentence in paragraph.sentences:
            for parts, labels in _lists_of(text, sentence):
                found.append(_enumeration(text, paragraph, sentence, parts, labels))
    return found


def _enumeration(
    text: str, paragraph: Paragraph, sentence: Span, parts: Sequence[Range], labels: Sequence[str]
) -> Enumeration:
    numbers = (paragraph.number,) if paragraph.number else ()
    items = tuple(
        ListItem(order, label, Span(*part), Span(*part), numbers)
        for order, (part, label) in enumerate(zip(parts, labels, strict=True), start=1)
    )
    before = text[sentence.start : parts[0][0]].rstrip()
    if labels[0]:
        before = re.sub(rf"\s*\(?{re.escape(labels[0])}[).]?$", "", before)
    lead = Span(sentence.start, sentence.start + len(before)) if before else None
    return Enumeration("", "inline", lead, items)


def _lists_of(text: str, sentence: Span) -> Iterator[tuple[list[Range], list[str]]]:
    """Lists of one sentence, the first reading of each stretch: marked, by “;”, by cue."""
    if len(sentence) > _MAX_SENTENCE:
        return
    enumerated = _enumerated(text, sentence)
    if enumerated:
        yield enumerated
        return
    parts = _semicolon_parts(text, sentence)
    if parts:
        yield parts, [_own_label(text, part) for part in parts]
        return
    end = sentence.start
    for start in _cue_ends(text, sentence):
        if start < end:
            continue
        parts = _dash_parts(text, start, sentence.end) or _comma_parts(text, start, sentence.end)
        if parts:
            end = parts[-1][1]
            yield parts, [""] * len(parts)


def _own_label(text: str, part: Range) -> str:
    labels = labels_of(text[part[0] : part[0] + 30])
    return labels[0].text if labels else ""


# --- “(1) …, (2) …, and (3) …” -----------------------------------------------


def _enumerated(text: str, sentence: Span) -> tuple[list[Range], list[str]] | None:
    """Parts with their marks; two are enough where “and” or “or” stands between them."""
    series: list[re.Match[str]] = []
    for match in _ENUMERATOR.finditer(text, sentence.start, sentence.end):
        readings = labels_of(match.group().lstrip("(").rstrip() + " ")
        if any(label.number == len(series) + 1 for label in readings):
            series.append(match)
    joined = len(series) > 1 and re.search(
        r"\b(?:and|or)\s*$", text[series[0].end() : series[-1].start()]
    )
    if len(series) < (_MIN_PARTS - 1 if joined else _MIN_PARTS):
        return None
    ends = [match.start() for match in series[1:]] + [sentence.end]
    parts = [_bare(text, match.end(), end) for match, end in zip(series, ends, strict=True)]
    if any(start >= end for start, end in parts):
        return None
    return parts, [match.group(1) for match in series]


def _bare(text: str, start: int, end: int) -> Range:
    """A part without the separators and the joining word at its end."""
    words = text[start:end].rstrip(_EDGES)
    words = re.sub(r"[,;]?\s+(?:and|or|and/or)$", "", words).rstrip(_EDGES)
    left = start + len(words) - len(words.lstrip(_EDGES))
    return left, start + len(words)


# --- “…; …; and …” -----------------------------------------------------------


def _semicolon_parts(text: str, sentence: Span) -> list[Range] | None:
    parts = _split(text, sentence.start, sentence.end, ";")
    if len(parts) < _MIN_PARTS:
        return None
    first = _first_part(text, parts[0], parts[1])
    if first is None:
        return None
    bare = [_part(text, *part) for part in [first, *parts[1:]]]
    if any(start >= end for start, end in bare):
        return None
    return bare


def _first_part(text: str, first: Range, second: Range) -> Range | None:
    """The first part without its lead: after a colon or cue, or from the word that the
    second part begins with (“helped | to resume …; to sign …”); None without a lead."""
    cues = [match.end() for match in _CUE.finditer(text, *first)]
    if cues:
        return cues[-1], first[1]
    opening = words_of(text[slice(*_part(text, *second))])
    if opening:
        parallel = re.search(rf"\b{re.escape(opening[0])}\b", text[first[0] : first[1]])
        if parallel:
            return first[0] + parallel.start(), first[1]
    return None


# --- “the following stages: … – … – …” ---------------------------------------


def _dash_parts(text: str, start: int, end: int) -> list[Range] | None:
    """Parts after a colon between spaced dashes; a trailing “, etc.” is no part of one."""
    if not text[:start].rstrip().endswith(":"):
        return None
    cuts = [match.span() for match in _SPACED_DASH.finditer(text, start, end)]
    if len(cuts) < _MIN_PARTS - 1:
        return None
    starts = [start, *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), end]
    parts = [_part(text, *part) for part in zip(starts, ends, strict=True)]
    last = _ETC.search(text, *parts[-1])
    parts[-1] = (parts[-1][0], last.start()) if last else parts[-1]
    if any(_VERB.match(text, *part) or _NOT_A_PART.match(text, *part) for part in parts):
        return None
    return _checked(text, parts)


# --- “such as …, …, and …” ---------------------------------------------------


def _cue_ends(text: str, sentence: Span) -> list[int]:
    ends = {match.end() for match in _CUE.finditer(text, sentence.start, sentence.end)}
    ends |= {match.end() for match in _COUNTED_DASH.finditer(text, sentence.start, sentence.end)}
    return sorted(end for end in ends if end < sentence.end)


def _comma_parts(text: str, start: int, end: int) -> list[Range] | None:
    """Parts between commas up to the one that “and” opens; None where it is no list."""
    end = _stretch_end(text, start, end)
    pieces = _split(text, start, end, ",")
    parts: list[Range] = []
    for number, piece in enumerate(pieces):
        words = text[slice(*piece)].lstrip()
        if not words or _NOT_A_PART.match(words):
            break
        if _VERB.match(_JOINER.sub("", words, count=1)):
            return None
        if _JOINER.match(words) and parts:
            parts.append(_part(text, *piece))
            return _checked(text, parts)
        inner = _inner_joiner(text, piece) if parts else None
        last = number == len(pieces) - 1
        if inner is not None and (last or number >= 1) and _ends_list(text, pieces, number):
            parts += [_part(text, piece[0], inner[0]), _part(text, inner[1], piece[1])]
            return _checked(text, parts)
        parts.append(_part(text, *piece))
        if last and inner is None and number and _INNER_JOINER.search(words):
            return _checked(text, parts)
    return None


def _ends_list(text: str, pieces: Sequence[Range], number: int) -> bool:
    """Whether no later piece opens with “and”: then an inner “and” closes the list."""
    return not any(_JOINER.match(text[slice(*piece)].lstrip()) for piece in pieces[number + 1 :])


def _inner_joiner(text: str, piece: Range) -> Range | None:
    """The only “and” of a piece that joins two short parts (“Pakistan and other states”)."""
    joiners = list(_INNER_JOINER.finditer(text, *piece))
    if len(joiners) != 1:
        return None
    left = words_of(text[piece[0] : joiners[0].start()])
    right = words_of(text[joiners[0].end() : piece[1]])
    parallel = left[:1] == right[:1] and left[:1] != []
    return joiners[0].span() if parallel or 0 < len(left) <= 6 else None


def _checked(text: str, parts: Sequence[Range]) -> list[Range] | None:
    sizes = [len(words_of(text[start:end])) for start, end in parts]
    if len(parts) < _MIN_PARTS or min(sizes) < 1 or max(sizes) > _MAX_PART_WORDS:
        return None
    return list(parts)


def _stretch_end(text: str, start: int, end: int) -> int:
    """Where the cue's stretch ends: a closing bracket, “;”, a spaced dash, or the sentence."""
    depth = 0
    for offset in range(start, end):
        character = text[offset]
        if character in _OPENERS:
            depth += 1
        elif character in _CLOSERS:
            if depth == 0:
                return offset
            depth -= 1
        elif depth == 0 and (character == ";" or text.startswith((" – ", " — "), offset)):
            return offset
    return end


# --- shared ------------------------------------------------------------------


def _split(text: str, start: int, end: int, separator: str) -> list[Range]:
    """The stretches between separators that stand outside brackets and numbers."""
    depth, begin = 0, start
    ranges: list[Range] = []
    for offset in range(start, end):
        character = text[offset]
        if character in _OPENERS:
            depth += 1
        elif character in _CLOSERS:
            depth = max(0, depth - 1)
        elif character == separator and depth == 0 and text[offset + 1 : offset + 2].isspace():
            ranges.append((begin, offset))
            begin = offset + 1
    return [*ranges, (begin, end)]


def _part(text: str, start: int, end: int) -> Range:
    """A part without blanks, separators and a leading “and”."""
    words = text[start:end]
    left = start + len(words) - len(words.lstrip(_EDGES))
    joiner = _JOINER.match(text, left, end)
    left = joiner.end() if joiner else left
    right = start + len(words.rstrip(_EDGES))
    return left, max(left, right)
