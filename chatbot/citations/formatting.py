"""One document and one place in it, formatted as a citation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

from chatbot.citations.locators import csl_locator
from chatbot.citations.marks import KEPT_HYPHEN, as_html, as_plain, punctuation_in_quotes
from chatbot.citations.metadata import processor_item
from chatbot.citations.processor import load_style, moves_punctuation
from chatbot.datatypes import Locator
from chatbot.errors import UsageError

Form = Literal["author-date", "note"]

_STYLES = Path(__file__).with_name("styles")
_BUNDLED: dict[Form, Path] = {
    "author-date": _STYLES / "chicago-author-date.csl",
    "note": _STYLES / "chicago-notes-no-url.csl",
}


def cite(
    metadata: Mapping[str, object],
    locator: Locator | None = None,
    form: Form = "author-date",
    style: Path | None = None,
) -> str:
    """The citation as plain text, such as ``(Lee 2017, para. 15)``.

    ``metadata`` is a CSL-JSON item; fields it lacks are left out, and without a title the
    id stands for it. ``style`` is the path of any independent ``.csl`` file and goes before
    ``form``, which chooses one of the bundled Chicago styles.

    Raises:
        MissingInput: ``style`` names no file.
        UsageError: ``style`` is not a CSL style that can be processed.
    """
    return as_plain(_marked(metadata, locator, form, style))


def cite_html(
    metadata: Mapping[str, object],
    locator: Locator | None = None,
    form: Form = "author-date",
    style: Path | None = None,
) -> str:
    """The citation as escaped HTML with ``<i>`` and the like; otherwise as ``cite``."""
    return as_html(_marked(metadata, locator, form, style))


def _marked(
    metadata: Mapping[str, object], locator: Locator | None, form: Form, style: Path | None
) -> str:
    place = csl_locator(locator) if locator is not None else None
    item = json.dumps(dict(metadata), sort_keys=True, ensure_ascii=False, default=str)
    return _rendered(item, place, style or _BUNDLED[form])


@lru_cache(maxsize=1024)
def _rendered(item_json: str, place: tuple[str, str] | None, path: Path) -> str:
    """The processor's output with marks; cached, since it takes some 15 ms a citation."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography
    from citeproc import Locator as ProcessorLocator
    from citeproc.source.json import CiteProcJSON

    style = load_style(path)
    item = processor_item(json.loads(item_json))
    options = {}
    if place is not None:
        label, value = place
        shown = value if label == "page" else value.replace("-", KEPT_HYPHEN)
        options["locator"] = ProcessorLocator(label, shown)
    try:
        bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), style.root.formatter)
        citation = Citation([CitationItem(str(item["id"]), **options)])
        bibliography.register(citation)
        text = str(bibliography.cite(citation, lambda _: None))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise UsageError(
            f"citation style {path.name} cannot be applied to {item['id']!r} "
            f"({type(error).__name__}: {error}): use another style"
        ) from error
    return punctuation_in_quotes(text) if moves_punctuation(style) else text
