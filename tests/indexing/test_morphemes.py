"""Korean words taken apart: the seam with a stand-in, and Kiwi where it is installed."""

import sys
import threading
from importlib.metadata import PackageNotFoundError

import pytest

from chatbot.errors import ModelError
from chatbot.indexing import analysis, load_index, morphemes
from chatbot.indexing.analysis import analyse, stem_of
from chatbot.indexing.morphemes import Morpheme, Morphology, Rules, installed, segmenter_of
from tests.fakes import HashingEncoder
from tests.indexing.helpers import RAIL, build, reopen, same_index

KOREAN = "해양연구소는 2017년에 갯벌을 조사했다.\n"


class StandIn:
    """Knows one compound; ``asked`` are the words it was given."""

    name = "stand-in 1"

    def __init__(self):
        self.asked = []

    def morphemes(self, word):
        self.asked.append(word)
        if word.startswith("해양연구소"):
            return (Morpheme("해양", 0, 2), Morpheme("연구소", 2, 5))
        return Rules().morphemes(word)


def forget():
    morphemes.morphemes.cache_clear()
    analysis.stem_of.cache_clear()


@pytest.fixture
def use(monkeypatch):
    """Puts a segmenter in the place of the one that is installed."""

    def put(segmenter):
        monkeypatch.setattr(morphemes, "installed", lambda: segmenter)
        monkeypatch.setattr("chatbot.indexing.build.installed", lambda: segmenter)
        forget()
        return segmenter

    yield put
    monkeypatch.undo()
    forget()


def shown(text, language="ko"):
    tokens = analyse(text, language)
    assert all(token.start < token.end for token in tokens)
    return [(t.stem, text[t.start : t.end]) for t in tokens if not t.variant]


def test_a_compound_is_searched_by_its_parts_and_as_a_whole(use):
    use(StandIn())
    text = "그 해양연구소에서는 3곳"
    assert shown(text) == [("해양", "해양"), ("연구소", "연구소"), ("3", "3")]
    assert ("해양연구소", 2, 10) in {
        (token.stem, token.start, token.end) for token in analyse(text, "ko") if token.variant
    }
    assert stem_of("해양연구소에서는", "ko") == "해양연구소"


def test_korean_words_in_other_texts_are_left_to_the_rules(use):
    stand_in = use(StandIn())
    assert shown("the 해양연구소는 said", "en") == [
        ("해양연구소", "해양연구소는"),
        ("said", "said"),
    ]
    assert stand_in.asked == []


def test_each_word_is_taken_apart_once(use):
    stand_in = use(StandIn())
    analyse("갯벌을 갯벌을", "ko")
    analyse("갯벌을", "ko-KR")
    analyse("갯벌을", "ko")
    assert stand_in.asked == ["갯벌을", "갯벌을"]


def test_only_what_holds_a_korean_document_depends_on_a_segmenter(use):
    use(StandIn())
    assert segmenter_of(["en", "ru"]) == ""
    assert segmenter_of(["en", "ko"]) == "stand-in 1"


def test_without_the_package_the_rules_are_used(monkeypatch):
    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(morphemes, "version", missing)
    installed.cache_clear()
    try:
        assert installed() == Rules()
    finally:
        installed.cache_clear()


def test_a_package_that_cannot_be_loaded_is_told_with_the_remedy(use, monkeypatch):
    monkeypatch.setitem(sys.modules, "kiwipiepy", None)
    use(Morphology("kiwipiepy 9"))
    with pytest.raises(ModelError, match=r"^kiwipiepy 9 cannot be loaded .* uninstall"):
        analyse("갯벌을", "ko")


def test_an_index_of_another_segmenter_is_built_anew(corpus, folder, use):
    use(Rules())
    encoder = HashingEncoder()
    (corpus / "sea.txt").write_text(KOREAN)
    assert build(corpus, folder, encoder).manifest.segmenter == "rules"
    assert reopen(corpus, folder, encoder).report is None

    use(StandIn())
    encoder.encoded.clear()
    index = reopen(corpus, folder, encoder)
    assert index.manifest.segmenter == "stand-in 1"
    assert index.sentence_frequency("연구소", ["sea"]) == 1
    assert KOREAN.strip() in encoder.encoded  # which of its words have vectors differs
    assert RAIL.strip() not in encoder.encoded
    same_index(index, load_index(folder))

    use(Rules())
    assert reopen(corpus, folder, encoder).sentence_frequency("연구소", ["sea"]) == 0


def test_an_index_without_korean_serves_under_any_segmenter(corpus, folder, use):
    use(Rules())
    assert build(corpus, folder).manifest.segmenter == ""
    use(StandIn())
    assert reopen(corpus, folder, HashingEncoder()).report is None


@pytest.fixture
def kiwi(use):
    pytest.importorskip("kiwipiepy", reason="kiwipiepy is not installed")
    installed.cache_clear()
    return use(installed())


def test_kiwi_keeps_what_carries_meaning_at_its_place(kiwi):
    assert shown("해양연구소에서는 EEU가 2017년에 갯벌이 줄어든 1,200곳을") == [
        ("해양", "해양"),
        ("연구소", "연구소"),
        ("eeu", "EEU"),
        ("2017", "2017"),
        ("년", "년"),
        ("갯벌", "갯벌"),
        ("줄어들", "줄어든"),
        ("1200", "1,200"),
        ("곳", "곳"),
    ]


def test_kiwi_tells_forms_of_a_verb_that_the_rules_leave_apart(kiwi):
    assert stem_of("줄었나요", "ko") == stem_of("줄었다", "ko") == stem_of("줄면", "ko")
    assert Rules().morphemes("도와") != Rules().morphemes("돕는")
    assert stem_of("도와", "ko") == stem_of("돕는", "ko") == "돕"


def test_kiwi_leaves_no_word_without_a_stem(kiwi):
    assert kiwi.morphemes("오히려") == (Morpheme("오히려", 0, 3),)


def test_kiwi_gives_every_thread_the_same(kiwi):
    wanted = [kiwi.morphemes(word) for word in KOREAN.split()]
    found = []

    def ask():
        found.extend([kiwi.morphemes(word) for word in KOREAN.split()] == wanted for _ in range(20))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 80
