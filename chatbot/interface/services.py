"""What the pages are served with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.interface.kept import Keeper
from chatbot.interface.loading import Loading
from chatbot.locations import Folders

if TYPE_CHECKING:
    from chatbot.feedback import FeedbackStore
    from chatbot.pictures import Pictures
    from chatbot.shelf.shelf import PaperShelf


@dataclass(frozen=True, slots=True)
class Services:
    """All that handlers of the pages lean on.

    ``feedback`` keeps marks (none are offered without it); ``queries`` is a folder of query
    files to offer; ``keeper`` seals what browsers keep; ``folders`` are those of the papers
    and of their index (None: the papers are not files, and none can be added); ``pictures``
    draws pages and figures (None: nothing is drawn); ``shelf`` adds and removes papers (None:
    the page does not offer it).
    """

    loading: Loading
    feedback: FeedbackStore | None = None
    queries: Path | None = None
    keeper: Keeper = field(default_factory=Keeper)
    folders: Folders | None = None
    pictures: Pictures | None = None
    shelf: PaperShelf | None = None
