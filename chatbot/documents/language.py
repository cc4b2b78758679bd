"""The language of a text, told by its script."""

from __future__ import annotations

import re

_SCRIPTS = (
    ("ko", re.compile("[\uac00-\ud7a3\u1100-\u11ff]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_SAMPLE = 20_000
# A Korean or Japanese syllable says as much as two to three Latin letters.
_MIN_SHARE = 0.25


def detect_language(text: str) -> str:
    """The ISO 639-1 code that the text's script suggests; ``en`` for Latin script.

    A script must make up a quarter of the letters, so that quoted names or formulas in
    another script do not decide. Japanese mixes kana with Chinese characters: kana decide.
    """
    sample = text[:_SAMPLE]
    counts = {code: len(pattern.findall(sample)) for code, pattern in _SCRIPTS}
    total = len(_LATIN.findall(sample)) + sum(counts.values())
    if not total:
        return "en"
    if counts["ja"]:
        counts["ja"] += counts["zh"] if counts["ja"] > 0.1 * counts["zh"] else 0
    code, count = max(counts.items(), key=lambda entry: entry[1])
    return code if count >= _MIN_SHARE * total else "en"
