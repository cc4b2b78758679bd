"""Every fixed phrase of the web chat, in one place."""

from __future__ import annotations

NAME = "Ask the paper"
NAME_SEVERAL = "Ask the papers"
PROMISE = "Every answer is in the paper’s own words, with its place."
PROMISE_SEVERAL = "Every answer is in the papers’ own words, with its place."

# --- asking
QUESTION_LABEL = "Your question"
QUESTION_HINT = "Ask a question …"
ASK = "Ask"
CLEAR = "Clear"
CLEARED = "The conversation was cleared."
BLANK = "Type a question first, or choose one of the examples."
LOADING = "Loading the model … Your question is answered as soon as it is ready."
LOADING_PAPERS = "The papers are being opened. You can already ask: you are answered when they are."
NOT_OPENED = "The papers could not be opened"
FAILED = "This question could not be answered"
FAILED_REMEDY = "Your conversation is kept: press Retry, or ask in other words."
NOT_SHOWN = "This place could not be shown"
UNKNOWN_PLACE = "that place is not in any of the papers: open it again from an answer"
TRY = "Try one of these"
UNDONE = "The last question is back in the box."

# --- answers
SEARCHED_FOR = "Searched for:"
SAYS = "The paper says:"
SAYS_SEVERAL = "The papers say:"
THE_FIGURE = "The figure:"
THE_FIGURES = "The figures:"
NOT_FOUND = "The paper does not say."
NOT_FOUND_SEVERAL = "The papers do not say."
UNCERTAIN = "The paper may not answer this exactly."
UNCERTAIN_SEVERAL = "The papers may not answer this exactly."
MISSING = "Nothing shown here accounts for:"
NEAREST = "Closest passages, not an answer:"
NOTHING = "Nothing to show."
QUALIFIED = "The next sentence of the paper qualifies this."

# --- source panel
TAB_SOURCE = "Source"
TAB_FIGURES = "Figures"
PANEL_OPEN = "Source & figures"
PANEL_CLOSE = "Close"
PANEL_LABEL = "Source and figures"
SOURCE_HINT = "Choose a citation such as [1] to read it in its place, or a section below."
OUTLINE = "Outline"
PREVIOUS = "Previous paragraph"
NEXT = "Next paragraph"
AS_PRINTED = "As printed"
COPY_QUOTE = "Copy quote"
COPY = "Copy"
CITE_AS = "Cite as"
AUTHOR_DATE = "Author-date"
NOTE_FORM = "Note"
FRONT = "Front matter"
BACK = "Back matter"
THEME = "Switch between light and dark"
DARK = "Dark colours"
LIGHT = "Light colours"
COPIED = "Copied"
NOT_COPIED = "Copying is not allowed here"
LOADING_SOURCE = "The papers are being opened …"

# --- figures


def no_image(page: str | None) -> str:
    """What stands where a figure's picture would: where it is, or that there is none."""
    return f"The picture stands on page {page} of the paper." if page else NO_IMAGE


NO_FIGURES = "No figures were found in the text."
FIGURE = "Figure"
UNTITLED = "Untitled figure"
NO_IMAGE = "The text edition has no image of this figure."
DISCUSSED = "Where the text discusses it:"
NOT_DISCUSSED = "No paragraph of the text was found to discuss it."
IN_PLACE = "Its place in the text"
MORE_FIGURES = "Only the first {shown} of {total} figures are listed: ask for the others."

# --- feedback
HELPFUL_ANSWER = "This answer is right"
NOT_HELPFUL_ANSWER = "This answer is not right"
HELPFUL_EXTRACT = "This extract answers the question"
NOT_HELPFUL_EXTRACT = "This extract does not answer the question"
RATE_ANSWER = "Is this answer right?"
RIGHT_PASSAGE = "This is the right passage"
MARKED_UP = "Marked as right. Marks stay on this machine."
MARKED_DOWN = "Marked as not right. Marks stay on this machine."
MARKED_RIGHT = "Marked as the right passage for"
UNMARKED = "The mark was taken back."
UNKNOWN_MARK = "That answer is no longer in this conversation: nothing was marked."
ASK_BEFORE_MARKING = "Ask a question first: then its right passage can be marked."
NOT_MARKED = "The mark could not be kept"

# --- evaluating
EVALUATE = "Evaluate"
EVALUATE_TITLE = "Evaluate"
EVALUATE_NEW_TAB = "Evaluate with test questions (opens in a new tab)"
BACK_TO_CHAT = "Back to the chat"
EVALUATE_INTRO = (
    "Every question of a file is asked, and what is shown is compared with the evidence that "
    "the file names. The chat goes on meanwhile."
)
QUESTIONS_FROM = "Test questions"
UPLOADED = "Uploaded file"
UPLOAD = "Upload a query file (.jsonl)"
CONFIGURATIONS = "Configurations to compare"
CONFIGURATIONS_INFO = "The others are compared with the first."
MORE_CONFIGURATIONS = "Further configurations"
MORE_CONFIGURATIONS_INFO = "One a line: NAME:switch=value,… such as plain:late_weight=0"
ONLY_WHERE = "Only questions with"
ONLY_WHERE_INFO = "LABEL=VALUE, such as split=report or kind=number; several with commas"
GROUP_BY = "Group by"
GROUP_BY_INFO = "A label of the questions"
START = "Start"
STOP = "Stop"
CHOOSE_FILE = "Upload a query file first, or choose one that is there."
NOT_JSONL = "That is no query file: its name must end in .jsonl."
UPLOADED_AS = "Uploaded:"
ONE_AT_A_TIME = "an evaluation is under way: one runs at a time, so try again when it has ended"
EVALUATION_FAILED = "The evaluation failed"
NOT_EVALUATED = "Nothing was evaluated"
STARTING = "Starting …"
STOPPING = "Stopping: what was asked so far is measured …"
EVALUATION_GONE = "This evaluation is no longer kept: start it again."
REPORT = "Report"
REPORT_TOO_LARGE = "The report is too large to be shown here: download it and open it in a browser."
DOWNLOADS = "Report, measures and runs to download"
MAKE_QUERIES = "Make test questions of the marks"
MAKE_QUERIES_INTRO = (
    "Thumbs and “the right passage” from the chat become a query file, to be reviewed. "
    "They never leave this machine."
)
NO_MARKS = "Nothing has been marked in the chat yet."
QUERIES_MADE = "Test questions to download"

# --- signing in
SIGN_IN = "Sign in to ask the papers."


def too_long(length: int, limit: int) -> str:
    """What is said to a question of ``length`` characters."""
    return (
        f"The question has {length:,} characters and at most {limit:,} can be read: "
        "nothing was asked, and your text is still in the box. Shorten it and ask again."
    )


def enumeration(shown: int, of: int, several: bool, noun: str | None = None) -> str:
    """The verdict above the items of a list; ``noun`` is the paper's plural for them."""
    source = "One of the papers gives" if several else "The paper gives"
    items = (noun or "points") if of != 1 else "point"
    return f"{source} {of} {items} · {shown} of {of} shown"


def asked_so_far(stage: str, done: int, total: int) -> str:
    """How far an evaluation is."""
    if not total:
        return f"{stage[:1].upper()}{stage[1:]} …"
    return f"{stage[:1].upper()}{stage[1:]}: {done:,} of {total:,}"


def evaluated(name: str, asked: int, total: int, stopped: bool) -> str:
    """What came of an evaluation."""
    what = f"{asked:,} of {total:,} questions of {name}"
    return f"Stopped after {what}." if stopped else f"Done: {what}."


def queries_made(count: int, review: int) -> str:
    """What came of the marks."""
    noun = "question" if count == 1 else "questions"
    return f"{count:,} {noun}, of which {review:,} need review."


def note(mark: str) -> str:
    """A footnote's name."""
    return f"Note {mark}"


def paragraph_of(number: int, total: int) -> str:
    """Where in the paper a paragraph stands."""
    return f"Paragraph {number} of {total}"


def source_title(number: int, place: str) -> str:
    """The full name of a citation chip."""
    return f"Source {number}: {place}" if place else f"Source {number}"


def papers(count: int) -> str:
    """How many papers there are to ask."""
    return f"{count:,} papers"


def sections(count: int) -> str:
    """How many sections a paper has."""
    return f"{count} section" if count == 1 else f"{count} sections"


def figures(count: int) -> str:
    """How many figures a paper has."""
    return f"{count} figure" if count == 1 else f"{count} figures"
