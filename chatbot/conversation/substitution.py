"""A fragment put into the place it takes in the question before: “And with Denmark?”.

After “How did trade with Norway grow?” it becomes “How did trade with Denmark grow?”: a year
takes the place of a year, a name that of a name, what stands after a preposition that of what
stood after the same one, and a phrase that of one with the same last word. “Why?” and the like
take the previous question with the new asking word. English only: in other languages, and where
nothing fits, the words of the previous question are carried instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chatbot.conversation.tables import plain, word_table
from chatbot.documents.words import words_of

_OPENER = re.compile(
    r"^(?:(?:and|but|so|or|also|then|ok(?:ay)?|well|sorry|hm+|no|nope|rather|instead)\b[,.!: ]*)*"
    r"(?P<how>what about|how about|(?:the )?same (?:thing |goes )?(?P<same>for|with|in)|"
    r"i (?:meant?|want(?:ed)?|was asking about|asked about))?\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_CLOSER = re.compile(r"[\s,]*(?:\b(?:too|as well|then|instead|please|though)\b)?[\s?.!,]*$", re.I)
_PREPOSITION = (
    r"with|for|in|to|from|by|at|on|of|between|about|under|after|before|since|against|towards?|into"
)
_YEAR = re.compile(r"(?:(in|by|since|for|until|after|before|during)\s+)?((?:1[89]|20)\d\d)", re.I)
_YEAR_IN = re.compile(r"\b(?:1[89]|20)\d\d\b")
_ONE_WITH = re.compile(rf"(?:the )?ones? (?=(?:{_PREPOSITION})\b)", re.IGNORECASE)
_LED = re.compile(rf"({_PREPOSITION})\s+(.+)", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her)\s+", re.IGNORECASE)
_AUXILIARY = r"is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|might|may|must"
_YES_NO = re.compile(rf"^({_AUXILIARY})\s+(.+)$", re.IGNORECASE)
_ADVERBIAL = re.compile(
    rf"^(?:when|where|why|how|how (?:much|often|long|far|fast|strongly|well|soon|important)|"
    rf"since when|until when|in (?:what|which) (?:year|month))\s+({_AUXILIARY})\s+(.+)$",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"^(?:and |but |so |then |ok(?:ay)?,? )?(?P<word>how come|how so|what for|why not|why|"
    r"since when|until when|from when|how long|how often|when|where|how|with whom|who with|"
    r"to whom|for whom|by whom|how much)\s*(?:exactly|though|then|so|is that|was that)?[\s?.!]*$",
    re.IGNORECASE,
)
_MEANING = {"how come": "why", "how so": "why", "what for": "why", "who with": "with whom"}
_NEGATED = {"can": "can't", "will": "won't", "may": "may not", "might": "might not"}
_CAPITALISED = re.compile(r"(?:[A-ZА-Я][\w’'&+.-]*(?:\s+(?=[A-Z])|\b))+")
_OWNER = re.compile(r"['’]s$")
_OWN = re.compile(r"\b(?:its|their|his|her)\s+$", re.IGNORECASE)
_WORD = r"[\w’'&+-]+"


def substituted(text: str, previous: str) -> str | None:
    """The previous question, as searched, with a fragment in its place; None where none fits."""
    asked = reasked(text, previous)
    if asked is not None:
        return asked
    opening = _OPENER.match(text)
    if opening is None:
        return None
    fragment = _CLOSER.sub("", opening.group("rest")).strip()
    fragment = _ONE_WITH.sub("", fragment)
    if not fragment or not is_fragment(fragment):
        return None
    bare = previous.rstrip(" ?.!")
    preposition = opening.group("same")
    for put in (_year, _after_preposition, _same_head, _name):
        found = put(fragment, bare)
        if found is not None:
            return _closed(found)
    if preposition:
        found = _after_preposition(f"{preposition} {fragment}", bare)
        return _closed(found) if found is not None else None
    return None


def is_fragment(text: str) -> bool:
    """Whether a text is a phrase without a verb of its own, as far as small words show."""
    words = [plain(word) for word in words_of(text)]
    table = word_table("en")
    if not words or len(words) > 7 or (words[0] != "in" and table.asks.match(text)):
        return False
    return not any(re.fullmatch(_AUXILIARY, word) for word in words[:-1])


def reasked(text: str, previous: str) -> str | None:
    """The previous question with another asking word: “Why?”, “Since when?”."""
    asking = _ASKING.match(text)
    if asking is None:
        return None
    word = asking.group("word").casefold()
    word = _MEANING.get(word, word)
    bare = previous.rstrip(" ?.!")
    match = _YES_NO.match(bare) or _ADVERBIAL.match(bare)
    if match is None:
        return None
    auxiliary, rest = match.group(1).casefold(), match.group(2)
    if word == "why not":
        word = "why"
        auxiliary = _NEGATED.get(auxiliary, f"{auxiliary}n't")
    return f"{word.capitalize()} {auxiliary} {rest}?"


def _closed(text: str) -> str:
    return f"{text}?"


def _year(fragment: str, previous: str) -> str | None:
    """A year for the last year, or added where the question names none."""
    given = _YEAR.fullmatch(fragment)
    if given is None:
        return None
    lead, year = given.group(1) or "in", given.group(2)
    replaced = _last(_YEAR_IN.pattern, previous, year)
    return replaced or f"{previous} {lead} {year}"


def _after_preposition(fragment: str, previous: str) -> str | None:
    """What stands after a preposition for what stood after the same one."""
    led = _LED.fullmatch(fragment)
    if led is None:
        return None
    preposition, phrase = led.group(1).casefold(), led.group(2)
    places = list(re.finditer(rf"\b{preposition}\s+(?:the |an? )?", previous, re.IGNORECASE))
    alike = [place for place in places if _is_name(previous[place.end() :]) == _is_name(phrase)]
    for place in reversed(alike):
        end = place.end() + _phrase_length(previous[place.end() :])
        if end > place.end():
            return f"{previous[: place.start()]}{preposition} {phrase}{previous[end:]}"
    return f"{previous} {preposition} {phrase}"


def _same_head(fragment: str, previous: str) -> str | None:
    """A phrase for one with the same last word: “the Sunshine Policy”, “the long term”."""
    bare = _ARTICLE.sub("", fragment)
    head = words_of(bare)[-1:]
    if not head or len(words_of(bare)) < 2:
        return None
    return _last(rf"(?:{_modifier()}\s+)?\b{re.escape(head[0])}\b", previous, bare) or _last_number(
        bare, head[0], previous
    )


def _last_number(bare: str, last: str, previous: str) -> str | None:
    """“Goal Two” for “Goal One”, “figure 3” for “figure 2”: the same first word."""
    first = words_of(bare)[0]
    if len(words_of(bare)) == 2 and (last[0].isupper() or last.isdigit()):
        return _last(rf"\b{re.escape(first)} (?:[A-Z]\w*|\d+)", previous, bare)
    return None


def _modifier() -> str:
    small = "|".join(sorted(word for word in word_table("en").empty if word.isalpha()))
    return rf"(?!(?:{small}|its|their|his|her)\b){_WORD}"


def _name(fragment: str, previous: str) -> str | None:
    """A name for the last name of its kind, abbreviation or not."""
    bare = _ARTICLE.sub("", fragment)
    if not _is_name(bare):
        return _twin(bare, previous)
    start = re.match(r"\S+\s*", previous)
    offset = start.end() if start else 0
    names = list(_CAPITALISED.finditer(previous, offset))
    short = bare.isupper()
    alike = [name for name in names if name.group().strip().isupper() == short] or names
    if not alike:
        return None
    last = alike[-1]
    kept = last.group().rstrip()
    owned = _OWNER.search(kept) is not None and _OWNER.search(bare) is None
    put = f"{bare}'s" if owned else bare
    before = _OWN.sub("", previous[: last.start()])
    return f"{before}{put}{previous[last.start() + len(kept) :]}"


def _twin(bare: str, previous: str) -> str | None:
    """A word for one that ends as it does: exports for imports, inflow for outflow."""
    words = words_of(bare)
    if len(words) != 1 or len(words[0]) < 6:
        return None
    ending = re.escape(words[0][-5:].casefold())
    return _last(rf"\b(?!{re.escape(words[0])}\b)[a-z]{{1,6}}{ending}\b", previous, bare)


def _last(pattern: str, text: str, new: str) -> str | None:
    """The text with the last match of a pattern replaced; None where there is none."""
    found = list(re.finditer(pattern, text, re.IGNORECASE))
    if not found:
        return None
    match = found[-1]
    return f"{text[: match.start()]}{new}{text[match.end() :]}"


def _is_name(text: str) -> bool:
    return text[:1].isupper() or text[:1].isdigit()


def _phrase_length(text: str) -> int:
    """How many characters the noun phrase at the start of a text takes."""
    end = 0
    for start, stop, word in _words(text):
        if text[end:start].strip() or plain(word) in word_table("en").empty:
            break
        if end and _is_name(text) and not _is_name(word):
            break
        end = stop
        if _OWNER.search(word):
            break
    return end


def _words(text: str) -> Iterator[tuple[int, int, str]]:
    for match in re.finditer(_WORD, text):
        yield match.start(), match.end(), match.group()
