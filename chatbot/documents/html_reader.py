"""HTML files → ``Document``: what a browser would show of the paper itself.

Read with the standard library's parser, event by event, so that no depth of nesting and
no missing end tag matters. Nothing is fetched, run or included.
"""

from __future__ import annotations

import html
from pathlib import Path

from chatbot.datatypes import Document, SourceFile
from chatbot.documents.flow import write_flow
from chatbot.documents.flow_reader import document_of
from chatbot.documents.html_comments import without_comments
from chatbot.documents.html_decoding import read_html
from chatbot.documents.html_flow import HtmlFlow
from chatbot.documents.html_meta import stated_in

MEDIA_TYPE = "text/html"


def read_html_document(path: Path, document_id: str) -> Document:
    """Read one HTML file.

    Raises:
        MissingInput: there is no such file.
        DocumentError: the file, or its metadata sidecar, cannot be read.
    """
    decoded = read_html(path)
    reader = HtmlFlow()
    tagged, rest = without_comments(decoded.text)
    reader.feed(tagged)
    reader.close()
    reader.handle_data(html.unescape(rest))
    flow = write_flow(reader.blocks())
    source = SourceFile(
        path.name, decoded.sha256, MEDIA_TYPE, decoded.encoding, flow.text, located=False
    )
    return document_of(flow, source, document_id, path, stated_in(reader.meta, reader.title))
