from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from chatbot.datatypes import Figure, Footnote, Span
from chatbot.indexing.passages import chunk
from tests.fakes import make_document


def words(document, passage):
    return len(document.slice(passage.span).split())


def test_a_short_paragraph_is_one_passage():
    document = make_document("# One\n\nA first one. A second one.\n\n# Two\n\nA third one.")
    first, second = chunk(document)
    assert document.slice(first.span) == "A first one. A second one."
    assert (first.id, first.section, first.paragraph) == ("paper#00000", ("One",), 1)
    assert [document.slice(span) for span in first.sentences] == ["A first one.", "A second one."]
    assert (second.id, second.section, second.paragraph) == ("paper#00001", ("Two",), 2)


def test_a_long_paragraph_is_cut_evenly():
    document = make_document(" ".join(["Four words a sentence."] * 9))
    passages = chunk(document, target_words=16)
    assert [words(document, passage) for passage in passages] == [12, 12, 12]


def test_a_sentence_beyond_the_target_stays_whole():
    document = make_document(f"Short one. {'word ' * 50}end. Short two.")
    assert [len(passage.sentences) for passage in chunk(document, target_words=20)] == [1, 1, 1]


def test_the_token_limit_holds_for_several_sentences():
    document = make_document("One two three. Four five six. Seven eight nine.")

    def five_a_word(text):
        return 5 * len(text.split()) + 2

    passages = chunk(document, count_tokens=five_a_word, max_tokens=32)
    assert [len(passage.sentences) for passage in passages] == [2, 1]


def test_footnotes_and_figures_stand_alone_where_they_are():
    text = "# One\n\nBefore it. After it.\n\nA note on it.\n\nGDP\n\n# Two\n\nMore."
    document = make_document(text)
    before, note, figure, more = document.paragraphs
    document = replace(
        document,
        paragraphs=(before, replace(more, number=2)),
        footnotes=(Footnote("1", note.span, 17, 1),),
        figures=(Figure("fig-1", None, "GDP", None, (), figure.span, None, ()),),
    )
    passages = chunk(document)
    assert [document.slice(passage.span) for passage in passages] == [
        "Before it. After it.",
        "A note on it.",
        "GDP",
        "More.",
    ]
    assert [passage.paragraph for passage in passages] == [1, 1, None, 2]
    assert [passage.section for passage in passages] == [("One",)] * 3 + [("Two",)]
    assert {passage.role for passage in passages} == {"body"}


def test_front_matter_keeps_its_role():
    document = make_document("A title.\n\nThe text.")
    title, text = document.paragraphs
    front = replace(title, role="front", number=None, sentences=())
    document = replace(document, paragraphs=(front, replace(text, number=1)))
    assert [(p.role, p.paragraph, p.sentences) for p in chunk(document)] == [
        ("front", None, (Span(0, 8),)),
        ("body", 1, (Span(10, 19),)),
    ]


sentences = st.lists(st.integers(1, 30), min_size=1, max_size=12)


@given(st.lists(sentences, min_size=1, max_size=4), st.integers(20, 60))
def test_passages_hold_every_sentence_once_in_order(paragraphs, target):
    text = "\n\n".join(
        " ".join(" ".join(["word"] * length) + "." for length in lengths) for lengths in paragraphs
    )
    document = make_document(text)
    passages = chunk(document, target)
    held = [span for passage in passages for span in passage.sentences]
    assert held == [span for paragraph in document.paragraphs for span in paragraph.sentences]
    assert [passage.id for passage in passages] == sorted({passage.id for passage in passages})
    for passage in passages:
        assert passage.span == Span(passage.sentences[0].start, passage.sentences[-1].end)
        assert words(document, passage) <= target or len(passage.sentences) == 1
