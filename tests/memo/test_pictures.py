"""The pictures that a memo is exported with, and how many are missing."""

import io
import re
import zipfile
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from chatbot.datatypes import Figure, Memo, ShownFigure, Span
from chatbot.errors import RunError
from chatbot.memo.arranging import add
from chatbot.memo.exporting import ExportOptions, exported
from chatbot.memo.pictures import drawn_for
from chatbot.terminal.memos import _with_pictures
from tests.fakes import make_document
from tests.memo.papers import REFERENCE, excerpt
from tests.series_papers import TRADE

PNG = b"\x89PNG\r\n\x1a\n"
CAPTIONS = {"fig-1": "Trade on the Strait", "fig-2": "as the chart shows", "fig-3": "Bruma 30%"}


def paper():
    """A paper of three figures, the third without a place on a page."""
    document = make_document(TRADE, "trade")
    figures = []
    for name, words in CAPTIONS.items():
        start = TRADE.index(words)
        region = None if name == "fig-3" else (10.0, 10.0, 90.0, 60.0)
        anchor = Span(start, start + len(words))
        figures.append(Figure(name, None, words, None, (), anchor, None, (), region=region))
    return replace(document, figures=tuple(figures))


PAPER = paper()


def figured(name):
    """The excerpt of a figure's caption."""
    shown = ShownFigure(name, None, CAPTIONS[name], None, (), "trade", None, None, ())
    return replace(excerpt(PAPER, CAPTIONS[name]), figure=shown)


PLOTTED = replace(excerpt(PAPER, "The number of ships"), plotted=True)
SERIES = replace(
    excerpt(PAPER, TRADE[TRADE.index("The number") : TRADE.index(" In 2005")]), plotted=True
)


def memo_of(*excerpts):
    memo = Memo(title="Pictures")
    for each in excerpts:
        memo = add(memo, each, REFERENCE).memo
    return memo


def webp():
    written = io.BytesIO()
    Image.new("RGB", (40, 20), (30, 90, 160)).save(written, "WEBP", lossless=True)
    return written.getvalue()


class Drawing:
    """Draws one figure as WebP; of any other it has no picture."""

    closed = False

    def __init__(self, *_):
        pass

    def figure(self, document_id, figure_id):
        if (document_id, figure_id) != ("trade", "fig-1"):
            raise RunError("no picture")
        return webp()

    def close(self):
        Drawing.closed = True


MEMO = memo_of(figured("fig-1"), figured("fig-2"), SERIES)


def test_a_docx_holds_the_figure_and_the_chart_and_one_is_missing():
    drawn = drawn_for(MEMO, {"trade": PAPER}, Drawing(), "en")
    figure, failing, chart = (each.id for each in MEMO.shown)
    assert set(drawn.images) == {figure, chart} and failing not in drawn.images
    assert (drawn.redrawn, drawn.missing) == ({chart}, 1)
    with Image.open(io.BytesIO(drawn.images[figure])) as picture:
        assert (picture.format, picture.size) == ("PNG", (40, 20))
        assert picture.convert("RGB").getpixel((5, 5)) == (30, 90, 160)
    options = ExportOptions(images=drawn.images, redrawn=drawn.redrawn)
    data = exported(MEMO, ".docx", options)[".docx"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = [archive.read(n) for n in archive.namelist() if n.startswith("word/media/")]
        body = re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())
    assert sorted(held) == sorted(drawn.images.values())
    assert body.count("Redrawn from the numbers that the paper states.") == 1


@pytest.mark.parametrize(
    ("documents", "drawing", "missing"),
    [
        ({"trade": PAPER}, None, 2),
        ({}, Drawing(), 3),
        ({"trade": replace(PAPER, source=make_document("Another.").source)}, Drawing(), 3),
    ],
)
def test_what_cannot_be_drawn_at_all_is_missing(documents, drawing, missing):
    assert drawn_for(MEMO, documents, drawing, "en").missing == missing


def test_a_figure_without_a_place_and_words_without_numbers_are_missing():
    drawn = drawn_for(memo_of(figured("fig-3"), PLOTTED), {"trade": PAPER}, Drawing(), "en")
    assert (drawn.images, drawn.missing) == ({}, 2)


def test_the_command_line_draws_what_it_can_and_says_what_is_missing(monkeypatch, capsys):
    monkeypatch.setattr("chatbot.pictures.Pictures", Drawing)
    options = Namespace(out=Path("m.docx"), corpus=None, index=None, settings=None)
    chatbot = Namespace(documents={"trade": PAPER})
    made = _with_pictures(ExportOptions(), MEMO, chatbot, options)
    assert len(made.images) == 2 and len(made.redrawn) == 1 and Drawing.closed
    assert "1 of the memo's figures" in capsys.readouterr().err
    text = Namespace(**{**vars(options), "out": Path("m.txt")})
    assert _with_pictures(ExportOptions(), MEMO, chatbot, text).images == {}
