"""Edits that a person or a program may make in a quotation, seeded."""

import random
import re

NEGATIONS = re.compile(r"\b(?:not|no|never|without|cannot)\b ?")


def digit(random_, text):
    """Another digit in a number."""
    places = [m.start() for m in re.finditer(r"\d", text)]
    if not places:
        return None
    at = random_.choice(places)
    other = random_.choice([d for d in "0123456789" if d != text[at]])
    return text[:at] + other + text[at + 1 :]


def negation(random_, text):
    """A “not” dropped, else one put in after a verb."""
    found = list(NEGATIONS.finditer(text))
    if found:
        one = random_.choice(found)
        return text[: one.start()] + text[one.end() :]
    verb = re.search(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should) ", text)
    return text[: verb.end()] + "not " + text[verb.end() :] if verb else None


def word(random_, text):
    """A word replaced by another."""
    found = random_.choice(list(re.finditer(r"\b[a-z]{4,}\b", text)))
    return text[: found.start()] + "seldom" + text[found.end() :]


def dropped_word(random_, text):
    """A word inside dropped."""
    words = text.split(" ")
    at = random_.randrange(1, len(words) - 1)
    return " ".join(words[:at] + words[at + 1 :])


def punctuation(random_, text):
    """A comma, stop or semicolon inside replaced or dropped."""
    places = [m.start() for m in re.finditer(r"[,;:.](?= )", text)]
    if not places:
        return None
    at = random_.choice(places)
    other = random_.choice([p for p in (";", ",", "") if p != text[at]])
    return text[:at] + other + text[at + 1 :]


def dropped_sentence(random_, sentences):
    """One of at least three sentences dropped, neither the first nor the last."""
    at = random_.randrange(1, len(sentences) - 1)
    return " ".join(sentences[:at] + sentences[at + 1 :])


KINDS = (digit, negation, word, dropped_word, punctuation)


def edited(text, seed):
    """The kind of an edit and the text after it, kinds in turn."""
    random_ = random.Random(seed)
    for shift in range(len(KINDS)):
        kind = KINDS[(seed + shift) % len(KINDS)]
        made = kind(random_, text)
        if made is not None and " ".join(made.split()) != " ".join(text.split()):
            return kind.__name__, made
    raise AssertionError(text)
