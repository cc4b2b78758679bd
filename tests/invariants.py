"""What holds for every answer, whatever was asked."""

from chatbot.answering.serialization import answer_to_json


def without_times(answer):
    """The answer as JSON, but for how long it took."""
    return {
        key: value
        for key, value in answer_to_json(answer, documents={}).items()
        if key != "timings_ms"
    }


def check_answer(answer, documents):
    """Every quote is its slice, highlights lie inside, the source gives the printed form."""
    for extract in (*answer.extracts, *answer.nearest):
        document = documents[extract.document]
        assert document.text[extract.start : extract.end] == extract.quote
        assert extract.quote.strip() == extract.quote != ""
        assert all(extract.start <= a < b <= extract.end for a, b in extract.highlights)
        _check_source(extract, document)
        for note in extract.footnotes:
            assert document.text[note.start : note.end] == note.text
    assert [e.citation for e in answer.extracts] == list(range(1, len(answer.extracts) + 1))
    assert len(answer.nearest) <= 3
    if answer.status == "not_found":
        assert (answer.extracts, answer.figures, answer.short_answer) == ((), (), None)
        assert answer.reason
    if answer.short_answer is not None:
        assert answer.short_answer.text in answer.extracts[answer.short_answer.citation - 1].quote
    assert answer.confidence is None or 0.0 <= answer.confidence <= 1.0


def _check_source(extract, document):
    """The hull in the source is the printed form, but for what interrupts the words."""
    if extract.source_start is None:
        return
    source = document.source.text[extract.source_start : extract.source_end]
    if len(source) == len(extract.as_printed):
        assert source == extract.as_printed
    rest = iter(source)
    assert all(character in rest for character in extract.as_printed)
