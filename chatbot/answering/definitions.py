"""The words of a sentence that say what a thing is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.answering.question import QuestionAnalysis
from chatbot.answering.question_words import is_plural
from chatbot.answering.wording import stem, words
from chatbot.datatypes import Document, Span
from chatbot.documents.abbreviations import beside, expansion, in_small_letters

MAX_WORDS = 25
"""A longer stretch is a statement, not a definition."""

_SUBJECT = re.compile(
    r"^(?:(?:who or )?what (?:is|are|was|were|does|do|did)|define|explain|describe|"
    r"(?:the )?(?:meaning|definition) of)\s+(?:meant by\s+)?"
    r"(?:the (?:term|concept|notion|meaning|definition|abbreviation|acronym|idea)s?(?: of)?\s+)?"
    r"(?:an? |the )?['\"]?(.+?)['\"]?"
    r"(?:\s+(?:mean|means|meaning|stand for|stands for what|refer to|called))?\s*[?.!]*$"
)
_SUBJECT_BEFORE = re.compile(
    r"(?:^|[.;:,—–]\s|\b(?:that|because|since|while|although|where|and|but)\s)"
    r"(?:\d{1,2}\.\s)?(?:(?:the|an?|this|such|so-called|called)\s)*[‘'\"“]?$",
    re.IGNORECASE,
)
_AND_TERM = re.compile(r"\band\s(?:(?:the|an?)\s)?$", re.IGNORECASE)
_NOUN = re.compile(r"(?:an?|the|one|any|some|those|all|how|what|where)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(
    r"(?:\w+(?:ed|ing|able)|made|given|held|known|seen|set|built|found|led|put|taken|born|"
    r"divided|to|in|on|at|by|of|with|for|not|no|often|also|still|now)\b",
    re.IGNORECASE,
)
_FIRST_WORDS = 4
_COPULA = re.compile(
    r"\s*(?:,[^,]{1,60},\s*)?(?:\([^()]{1,80}\)\s*)?(?:is|are|was|were|means|refers? to|denotes?|"
    r"(?:is|are|was|were|can be) (?:defined|described|understood|known|seen) as|stands for|"
    r"consists? of|constitutes?|represents?|became)\s+(?!not\b|no\b)"
)
_SAID_AGAIN = re.compile(r"\s*(?:(?:i\.e\.|e\.g\.|that is(?: to say)?|namely|formally),?\s+)?")
_POINTS = re.compile(r"(?:such|these|this|those|that|it|they|which)\b", re.IGNORECASE)
_ADVERBIAL = re.compile(
    r"(?:By|In|With|After|Since|While|As|For|Given|To|Following|During|Despite|Under|When|If|"
    r"Although|Like|Unlike|Before|From|On|At)\b"
)
_GOES_ON = re.compile(r"\band\s(?:the|an?)\b|\b(?:has|have|had|was|were|will|would|did)\b")
_BARE = re.compile(r"^([\w&/+-]+)(?: (?:meaning|definition|defined|stands for what))?\s*[?.!]*$")
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9&/-]{1,7}S?")
_PARENTHESIS = re.compile(
    r"[’'\"”*]?\s\((?!(?:if|see|when|as|although|though|but|and|or|with|in|on|by|at|for)\b)"
    r"([^()\d][^()]{5,160})\)"
)
_APPOSITION = re.compile(
    r"[’'\"”*]?(?:,\s((?:an?|the|which (?:is|are|was|links?)|that is|i\.e\.)\s[^,;:.]{4,160})"
    r"(?=[,;:.])|\s[–—-]\s([^–—;:]{4,160}?)(?=\s[–—-]\s|[;:.]|$))"
)
_CLAUSE_END = re.compile(
    r"[.;:!?]\s|[.;:!?]$|,\s(?:and|but|which|while|whereas|so|because)\b|\s[–—]\s|"
    r"\sand\s(?:is|are|was|were|has|have|had|can|will|requires?|includes?|contains?|provides?|"
    r"consists?|serves?|makes?|allows?|involves?)\s"
)


def asked_subject(analysis: QuestionAnalysis) -> str | None:
    """The term whose definition is asked, in the question's words (folded)."""
    if analysis.abbreviation:
        return analysis.abbreviation.casefold()
    match = _SUBJECT.match(analysis.folded) or _BARE.match(analysis.folded)
    return match.group(1).strip(" '\"") if match else None


def definition_in(
    document: Document, analysis: QuestionAnalysis
) -> tuple[Span, tuple[Span, ...]] | None:
    """The sentence that spells out or first explains the asked term, and its words there.

    A long form beside the abbreviation counts before one that only has its initials.
    """
    sentences = [s for paragraph in document.paragraphs for s in paragraph.sentences]
    sentences += [figure.anchor for figure in document.figures]
    for acronym in _acronyms(document, analysis):
        spelled = _spelled_out(document, sentences, acronym)
        if spelled is not None:
            return spelled[0], (spelled[1],)
    if "abbreviation" in analysis.expects or not asked_subject(analysis):
        return None
    for plain in (True, False):
        for sentence in sentences:
            place = defining_words(document.slice(sentence), analysis, plain=plain)
            if place is not None:
                return sentence, (_within(sentence, place),)
    return None


def _spelled_out(
    document: Document, sentences: Sequence[Span], acronym: str
) -> tuple[Span, Span] | None:
    """The sentence that gives the long form of an abbreviation, and the long form."""
    holding = [s for s in sentences if acronym.rstrip("s") in document.slice(s)]
    for spelled, among in ((beside, holding), (expansion, sentences), (_in_front, holding)):
        for sentence in among:
            place = spelled(document.slice(sentence), acronym)
            if place is not None:
                return sentence, _within(sentence, place)
    small = in_small_letters(document.text, acronym)
    used = Span(*small) if small else None
    return next(((s, used) for s in sentences if used and s.contains(used)), None)


def _in_front(sentence: str, acronym: str) -> tuple[int, int] | None:
    """“the US missile defense system (THAAD)”: what an abbreviation in brackets names."""
    bracket = rf"\b(?:the|an?)\s((?:[\w’'-]+\s){{1,5}}[\w’'-]+)\s\({re.escape(acronym)}\)"
    match = re.search(bracket, sentence)
    if match is None:
        return None
    article = list(re.finditer(r"\b(?:the|an?|of|and|with|by|for|to|in|on)\s", match.group(1)))
    return match.start(1) + (article[-1].end() if article else 0), match.end(1)


def _within(sentence: Span, place: tuple[int, int]) -> Span:
    return Span(sentence.start + place[0], sentence.start + place[1])


def _acronyms(document: Document, analysis: QuestionAnalysis) -> tuple[str, ...]:
    """The asked abbreviation, also where it is typed in small letters."""
    subject = (asked_subject(analysis) or "").upper()
    asked = _asked_acronyms(analysis)
    small = (
        not asked
        and _ABBREVIATION.fullmatch(subject) is not None
        and (re.search(rf"\b{re.escape(subject)}\b", document.text) is not None)
    )
    return asked or ((subject,) if small else ())


def _asked_acronyms(analysis: QuestionAnalysis) -> tuple[str, ...]:
    """The abbreviations that are themselves the asked term, as they are typed."""
    subject = asked_subject(analysis)
    if subject is None:
        return analysis.acronyms if "abbreviation" in analysis.expects else ()
    typed = re.search(rf"(?<!\w){re.escape(subject)}(?!\w)", analysis.text, re.IGNORECASE)
    word = typed.group() if typed else ""
    if " " not in word and sum(letter.isupper() for letter in word) > 1:
        return (word,)
    return analysis.acronyms if "abbreviation" in analysis.expects else ()


def defining_words(
    sentence: str, analysis: QuestionAnalysis, *, plain: bool = False
) -> tuple[int, int] | None:
    """The stretch of ``sentence`` that expands or explains the asked term, if it does.

    ``plain`` asks for a plain definition (“A hypocaust is a heating system”).
    """
    for acronym in _asked_acronyms(analysis):
        spelled = expansion(sentence, acronym)
        if spelled:
            return spelled
    subject = asked_subject(analysis)
    if "abbreviation" in analysis.expects or not subject:
        return None
    place = _find_term(sentence, subject)
    if place is None:
        return None
    return _stated(sentence, *place) if plain else _explanation(sentence, *place)


def _find_term(sentence: str, subject: str) -> tuple[int, int] | None:
    """Where the words of the term stand together in the sentence, by stems."""
    wanted = [stem(word.text) for word in words(subject)]
    there = words(sentence)
    for first in range(len(there) - len(wanted) + 1):
        window = there[first : first + len(wanted)]
        whole = window and not _hyphened(sentence, window[0].start, window[-1].end)
        if wanted and whole and [word.stem for word in window] == wanted:
            return window[0].start, window[-1].end
    return None


def _hyphened(sentence: str, start: int, end: int) -> bool:
    return sentence[start - 1 : start] == "-" or sentence[end : end + 1] == "-"


def _stated(sentence: str, start: int, end: int) -> tuple[int, int] | None:
    """“TERM is an underfloor heating system”: what follows the copula."""
    copula = _COPULA.match(sentence, end)
    if (
        not copula
        or not _is_subject(sentence[:start])
        or not _opens_noun(sentence[copula.end() :], copula.group())
    ):
        return None
    stop = _CLAUSE_END.search(sentence, copula.end())
    said = _limited(sentence, copula.end(), stop.start() if stop else len(sentence))
    return said if said and " " in sentence[said[0] : said[1]] else None


def _explanation(sentence: str, start: int, end: int) -> tuple[int, int] | None:
    parenthesis = _PARENTHESIS.match(sentence, end)
    if parenthesis:
        return _limited(sentence, *parenthesis.span(1))
    apposition = _APPOSITION.match(sentence, end)
    group = 1 if apposition and apposition.group(1) else 2
    if apposition and not (_ADVERBIAL.match(sentence) or _GOES_ON.search(apposition.group(group))):
        return _limited(sentence, *apposition.span(group))
    stated = _stated(sentence, start, end)
    if stated:
        return stated
    called = re.search(
        r"([^,;:.]{4,160}?),?\s(?:is|are|was|were)?\s?(?:called|known as|termed|referred to as|"
        r"named)"
        r"\s(?:an?\s|the\s)?[‘'\"“]?$",
        sentence[:start],
    )
    if called and not _POINTS.match(called.group(1)):
        return _limited(sentence, called.start(1), called.end(1))
    return None


def _opens_noun(text: str, verb: str) -> bool:
    """“a system …”, “the bank …”, or after “are” a noun in the plural among the first words."""
    if _NOUN.match(text):
        return True
    if re.search(r"\b(?:is|was|became|as)\b", verb):
        return False
    if re.search(r"\b(?:are|were)\b", verb) is None:
        return _PARTICIPLE.match(text) is None
    first = re.findall(r"[^\W\d_]+", text)[:_FIRST_WORDS]
    return not _PARTICIPLE.match(text) and any(is_plural(word) for word in first)


def _is_subject(before: str) -> bool:
    """Whether what follows opens its clause: not “between Peru and the union is …”."""
    return _SUBJECT_BEFORE.search(before) is not None and not (
        _AND_TERM.search(before) and re.search(r"\b(?:between|both|of|for|with)\b", before)
    )


def _limited(sentence: str, start: int, end: int) -> tuple[int, int] | None:
    start += len(_SAID_AGAIN.match(sentence[start:end]).group())  # type: ignore[union-attr]
    while end > start and sentence[end - 1] in " .;:,!?\n":
        end -= 1
    return (start, end) if start < end and len(sentence[start:end].split()) <= MAX_WORDS else None
