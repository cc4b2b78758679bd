"""Which blocks are headings, and labels such as “Abstract:” that open a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from chatbot.documents.blocks import Block
from chatbot.documents.words import (
    ends_open,
    ends_sentence,
    is_address,
    is_all_caps,
    is_caseless,
    starts_lower,
    words_of,
)

# How a heading was told, kept as the block's ``mark``.
ATX, ROMAN, NUMBER, LABEL, NAME, CAPS, PLAIN = (
    "atx",
    "roman",
    "number",
    "label",
    "name",
    "caps",
    "plain",
)
STRONG = frozenset({ROMAN, NUMBER, LABEL, NAME})

_MAX_WORDS, _MAX_LENGTH, _MAX_NUMBERED = 12, 90, 160

_ROMAN = re.compile(r"([IVXL]{1,6})[.)][ \t]+\S")
_NUMBER = re.compile(r"(\d{1,2})[.)]?[ \t]+[^\W\d_]")
_DEEP = re.compile(r"(\d{1,2}(?:\.\d{1,2})+)[.)]?[ \t]+[^\W\d_]")
_NAMES = re.compile(
    r"(?:abstract|summary|executive summary|introduction|background|related work|(?:literature"
    r" )?review|(?:materials? and )?methods?|methodology|experiments?|results?(?: and discussion)?"
    r"|findings|discussion|conclusions?(?: and .{1,40})?|limitations|future work|references"
    r"|bibliography|works cited|literature cited|acknowledge?ments?|funding|appendix(?: \w{1,3})?"
    r"|preface|foreword|notes|further reading|recommendations|keywords|competing interests"
    r"|conflicts? of interest|data availability|author contributions|supplementary materials?)"
    r"[ \t]*:?",
    re.IGNORECASE,
)
_OTHER_NAMES = re.compile(
    r"(?:국문 ?)?(?:초록|요약|머리말|들어가며|들어가는 말|서론|서문|연구 ?방법|방법|결과|논의|고찰"
    r"|결론|맺음말|나가며|나가는 말|참고 ?문헌|부록|감사의 글)"
    r"|аннотация|резюме|введение|предисловие|обзор литературы|(?:материалы и )?методы|результаты"
    r"(?: и обсуждение)?|обсуждение|выводы|заключение|литература|список (?:использованной )?"
    r"литературы|источники|приложение(?: \w{1,3})?|благодарности|примечания",
    re.IGNORECASE,
)
"""Headings of Korean and Russian papers."""
_REFERENCES = re.compile(
    r"(?:\d+\.?\s+)?(?:references|bibliography|works cited|literature cited|참고 ?문헌|литература"
    r"|список (?:использованной )?литературы|библиография)\s*:?",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(
    r"[*_]*(?:Abstract|ABSTRACT|Summary|SUMMARY|초록|요약|Аннотация|АННОТАЦИЯ|Резюме)[*_]*"
    r"[ \t]*[:.—–-][*_]*[ \t]+(?=\S)"
)
_CONTAINER = re.compile(r"(?:Text|TEXT|Full text|Body)[ \t]*:[ \t]+(?=\S)")
_LABEL_WORDS = (
    r"backgrounds?|introduction|contexts?|importance|significance|objectives?|aims?|purpose"
    r"|hypothesis|design|settings?|study design|patients|participants|subjects|interventions?"
    r"|(?:main )?(?:outcome )?measures?|(?:materials? (?:and|&) )?methods?|methodology"
    r"(?:[ /]+principal findings?)?|(?:principal )?findings?|results?|discussion|limitations"
    r"|interpretation|implications|conclusions?(?:[ /]+significance)?|funding|trial registration"
    r"|recommendations|keywords|data sources|(?:main )?results(?: and discussion)?"
)
_LABEL = re.compile(
    rf"(?:(?<=[.!?)\]%][ \t])|(?<=[.!?)\]%][ \t][ \t])|^)((?i:{_LABEL_WORDS}))[ \t]*:[ \t]+(?=\S)"
)


def mark_headings(source: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with headings told from text and label headings split off."""
    labelled = [part for block in blocks for part in _split_labels(source, block)]
    return [_classified(source, labelled, index) for index in range(len(labelled))]


def is_references(heading: str) -> bool:
    """Whether a heading opens a list of references."""
    return bool(_REFERENCES.fullmatch(heading.strip()))


def is_usual_name(text: str) -> bool:
    """Whether a line is a heading by its words alone: “Introduction”, “References”."""
    return bool(_NAMES.fullmatch(text.strip().strip(":")))


# --- labels ------------------------------------------------------------------


def _split_labels(source: str, block: Block) -> Iterator[Block]:
    """“Abstract: BACKGROUND: We …” → the label headings and the text between them."""
    if block.kind not in ("text", "header") or not block.lines:
        yield block
        return
    start, end = block.lines[0]
    cuts: list[tuple[int, int, int]] = []  # label start, label end, level
    for pattern in (_ABSTRACT, _CONTAINER):
        match = pattern.match(source, start, end)
        if match:
            cuts.append((start, match.end(), 1))
    if cuts and source[cuts[0][1] : end].strip().lower() in {"nan", "none", "n/a"}:
        yield replace(block, kind="header")
        return
    body = cuts[0][1] if cuts else start
    inner = _inner_labels(source, body, end) if block.kind == "text" else []
    cuts += [(label, text, 2 if cuts else 1) for label, text in inner]
    yield from _cut(source, block, cuts) if cuts else (block,)


def _inner_labels(source: str, start: int, end: int) -> list[tuple[int, int]]:
    """Labels inside one line: one at its start, or at least two after sentence ends."""
    text = source[start:end]
    found = [
        match
        for match in _LABEL.finditer(text)
        if match.group(1)[0].isupper() and not starts_lower(text[match.end() :][:1])
    ]
    if not found or (len(found) < 2 and found[0].start() > 0):
        return []
    if len(found) == 1 and not found[0].group(1).isupper():
        return []
    return [(start + match.start(), start + match.end()) for match in found]


def _cut(source: str, block: Block, cuts: Sequence[tuple[int, int, int]]) -> Iterator[Block]:
    """The block cut at its labels; every part keeps to its own source range."""
    first_start, first_end = block.lines[0]
    if first_start < cuts[0][0]:
        yield Block("text", block.start, cuts[0][0], (_trim(source, first_start, cuts[0][0]),))
    for number, (start, text, level) in enumerate(cuts):
        last = number == len(cuts) - 1
        stop = first_end if last else cuts[number + 1][0]
        label = _trim(source, start, text, " \t:.—–-*_")
        outer = block.start if start == first_start else start
        yield Block("heading", outer, text, (label,), level, LABEL)
        rest = _trim(source, text, stop)
        lines = (rest, *block.lines[1:]) if last else (rest,)
        if rest[0] < rest[1]:
            yield Block("text", text, block.end if last else stop, lines)


def _trim(source: str, start: int, end: int, signs: str = " \t") -> tuple[int, int]:
    words = source[start:end]
    left = start + len(words) - len(words.lstrip(signs))
    return left, max(left, end - (len(words) - len(words.rstrip(signs))))


# --- headings ----------------------------------------------------------------


def _classified(source: str, blocks: Sequence[Block], index: int) -> Block:
    block = blocks[index]
    if block.kind == "heading":
        return block if block.mark else replace(block, mark=ATX)
    if block.kind not in ("text", "ordered") or len(block.lines) != 1:
        return block
    text = block.text(source).strip("*_")
    numbered = _numbered(source, blocks, index, text)
    if numbered is not None:
        style, level = numbered
        return replace(block, kind="heading", level=level, mark=style)
    if block.kind == "text":
        worded = _unnumbered(source, blocks, index, text)
        if worded:
            return replace(block, kind="heading", level=None, mark=worded)
    return block


def _numbered(
    source: str, blocks: Sequence[Block], index: int, text: str
) -> tuple[str, int] | None:
    """The style and level of “II. …”, “2. …”, “2.1 …”; None for items and sentences."""
    if len(text) > _MAX_NUMBERED or ends_sentence(text) or ends_open(text):
        return None
    deep = _DEEP.match(text)
    if deep:
        return NUMBER, deep.group(1).count(".") + 1
    if _is_listed(blocks, index):
        return None
    if _ROMAN.match(text) and not _is_initial(source, blocks, text):
        return ROMAN, 1
    number = _NUMBER.match(text)
    if number and _is_series(source, blocks, index, number) and len(words_of(text)) <= _MAX_WORDS:
        return NUMBER, 1
    return None


def _is_listed(blocks: Sequence[Block], index: int) -> bool:
    """Whether a numbered neighbour makes the block an item of a list."""
    near = [*blocks[max(0, index - 1) : index], *blocks[index + 1 : index + 2]]
    return blocks[index].kind == "ordered" and any(block.kind == "ordered" for block in near)


def _is_initial(source: str, blocks: Sequence[Block], text: str) -> bool:
    """Whether “C. Smith” is a name: a single letter that no series of headings explains."""
    numeral = _ROMAN.match(text)
    if numeral is None or numeral.group(1) == "I" or len(numeral.group(1)) > 1:
        return False
    return not any(block.lines and source.startswith("I.", block.lines[0][0]) for block in blocks)


def _is_series(source: str, blocks: Sequence[Block], index: int, number: re.Match[str]) -> bool:
    """Whether a number is 1 or follows an earlier one, or is written like “1. …”."""
    value = int(number.group(1))
    if value == 1 and number.group().rstrip()[: len(number.group(1)) + 1][-1] in ".)":
        return True
    pattern = re.compile(rf"{value - 1 if value > 1 else 2}[.)]?[ \t]+[^\W\d_]")
    return any(
        len(block.lines) == 1
        and block.lines[0][1] - block.lines[0][0] <= _MAX_NUMBERED
        and pattern.match(source, block.lines[0][0])
        for block in blocks
        if block is not blocks[index]
    )


def _unnumbered(source: str, blocks: Sequence[Block], index: int, text: str) -> str | None:
    if _NAMES.fullmatch(text) or _OTHER_NAMES.fullmatch(text.rstrip(" \t:")):
        return NAME
    if not _may_title(text) or not _stands_free(source, blocks, index):
        return None
    if is_all_caps(text):
        return CAPS
    opens = _opens_text(source, blocks, index) and _closes_text(source, blocks, index)
    return PLAIN if opens else None


def _may_title(text: str) -> bool:
    """Whether a line is worded like a heading: short, capitalised, not broken off."""
    words = words_of(text)
    return (
        0 < len(words) <= _MAX_WORDS + (6 if is_all_caps(text) else 0)
        and len(text) <= _MAX_LENGTH + (60 if is_all_caps(text) else 0)
        and len(text) > 2
        and (text[0].isupper() or text[0].isdigit() or not text[0].isalpha())
        and any((len(word) > 2 and word[0].isupper()) or is_caseless(word) for word in words)
        and text[-1] not in ".!:;,…"
        and " | " not in text
        and not ends_open(text)
        and not is_address(text)
    )


def _stands_free(source: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether the text above is complete and the text below does not go on with the line."""
    above = blocks[index - 1] if index else None
    if above is not None and above.kind in ("text", "bullet", "ordered"):
        text = above.text(source)
        long = len(words_of(text)) > _MAX_WORDS
        if long and not ends_sentence(text) and not text.endswith((":", ";")):
            return False
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    return below is None or not starts_lower(below.text(source))


def _closes_text(source: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether the text above is complete: no “…:”, no other short line of a group."""
    if index < 2:
        return True
    above = blocks[index - 1]
    if above.kind not in ("text", "bullet", "ordered"):
        return True
    text = above.text(source)
    return not text.endswith(":") and (ends_sentence(text) or len(words_of(text)) > _MAX_WORDS)


def _opens_text(source: str, blocks: Sequence[Block], index: int) -> bool:
    """Whether a paragraph worth a heading, or another heading, follows."""
    if index + 1 >= len(blocks):
        return False
    below = blocks[index + 1]
    if below.kind in ("heading", "bullet", "ordered"):
        return below.mark == ATX or below.kind != "heading"
    return below.kind == "text" and len(words_of(below.text(source))) > _MAX_WORDS
