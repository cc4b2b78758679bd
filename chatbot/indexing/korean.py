"""Korean words without their particles and endings, by rules.

A Korean word carries particles (한국의, 한국에서는) and verb endings (줄었나요, 줄었다) behind what
it says. Cutting the longest one that leaves at least two syllables lets the forms of a word
agree; what it says may be cut a little too short, as by any light stemmer (Savoy 2006).
"""

from __future__ import annotations

import re

_PARTICLES = """
은 는 이 가 을 를 의 에 도 만 와 과 로 으로 에서 에게 에는 에도 에만 에서는 에서도 에서의
에게서 께서 으로는 로는 으로도 으로서 로서 으로써 로써 까지 부터 보다 처럼 마다 조차 마저 밖에
이나 이며 이고 이란 란 이라는 라는 이라고 라고 하고 들 들이 들은 들을 들의 들에게 들도 까지는
부터는 와의 과의 와는 과는 만을 만이
""".split()
_ENDINGS = """
다 이다 였다 했다 한다 하다 하는 하여 하고 하면 하며 하지 하기 해야 했나요 합니까 합니다
했습니다 했습니까 하나요 하나 했어 했어요 한 할 함 된다 되다 되는 되어 되고 되면 되며 되지 됐다
됐나요 됐어 됐어요 되었다 되었나요 됩니까 됩니다 된 될 인가요 인가 입니까 입니다 이었나요
였나요 이에요 예요 나요 나 니 까요 습니까 습니다 었나요 았나요 였습니까 었습니까 았습니까 었다
았다 었습니다 았습니다 었고 았고 었으며 았으며 었던 았던 는다 면서 으면서
""".split()
_SUFFIXES = tuple(sorted({*_PARTICLES, *_ENDINGS}, key=lambda each: (-len(each), each)))
_SHORTEST = 2
_HANGUL = re.compile("[\uac00-\ud7a3]+")
_RUN = re.compile("[\uac00-\ud7a3]+|[^\uac00-\ud7a3]+")


def is_korean(word: str) -> bool:
    """Whether a word has a Korean syllable."""
    return _HANGUL.search(word) is not None


def korean_stem(word: str) -> str:
    """A word of Korean syllables alone without its longest particle or ending; else as it is."""
    if not _HANGUL.fullmatch(word):
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            return word[: -len(suffix)]
    return word


def apart(word: str) -> list[tuple[str, int]]:
    """The Korean and the other parts of a word, each with its place: EEU가, 2017년."""
    return [(run.group(), run.start()) for run in _RUN.finditer(word)]
