"""What a page says in words, and what of it only an English phrase would put there."""

import html
import re

from chatbot.languages.phrases import LANGUAGES, phrases


def said(page):
    """What a page says in words, texts and attributes, without the paper's own words."""
    own = re.sub(r'<(\w+)[^>]* lang="en"[^>]*>.*?</\1>', " ", page)
    names = re.findall(r'(?:title|aria-label|placeholder|alt|data-[\w-]+)="([^"]*)"', own)
    return html.unescape(" ".join([re.sub(r"<[^>]+>", " ", own), *names]))


def english_runs(areas):
    """Runs of words that only an English phrase of these areas would put on a page.

    What is the same in another language (“Word (.docx)”) is no English phrase.
    """
    others = [phrases(language) for language in LANGUAGES if language != "en"]
    for key, text in phrases("en").items():
        if not key.startswith(areas) or any(other.get(key) == text for other in others):
            continue
        for run in re.split(r"\{\w+\}", text):
            if len(re.findall(r"[A-Za-z]{2,}", run)) >= 2:
                yield run.strip(" :·,.…")
