from __future__ import annotations

import pytest


def bodies(document) -> list[str]:
    return [document.slice(p.span) for p in document.paragraphs if p.role == "body"]


def paths(document) -> list[tuple[str, ...]]:
    return [section.path for section in document.sections]


FILLER = "This is a sentence of the paper that is long enough to be a paragraph of its own."


def test_wrapped_lines_become_one_paragraph_with_either_line_end(make) -> None:
    lines = ["Bees are kept in many countries, and the methods of", "keeping them differ."]
    for end in ("\n", "\r\n", "\r"):
        assert bodies(make(end.join(lines) + end)) == [" ".join(lines)]


def test_an_indented_line_after_a_full_stop_opens_a_paragraph(make) -> None:
    text = (
        "     Bees are kept in many countries, and the ways of keeping\n"
        "them differ a lot from place to place in the whole world now.\n"
        "     A second paragraph begins with an indent, without a blank\n"
        "line above it.\n"
    )
    assert len(bodies(make(text))) == 2


def test_a_hyphenated_line_end_follows_the_documents_own_spelling(make) -> None:
    document = make(
        "The hives are wrapped in straw during win-\nter, and the long-\nterm plan is made.\n\n"
        "In winter the bees of the whole valley sleep in their hives until the spring."
    )
    assert bodies(document)[0].startswith("The hives are wrapped in straw during winter, and the")
    assert "long-term plan" in bodies(document)[0]


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("The plan of the city was made known to the", "people of the town in May.", True),
        ("The plan of the city was made known to all.", "people of the town in May.", False),
        ("The plan of the city was then made known in", "Paris and in Rome.", True),
        ("The plan of the city has these parts:", "streets and parks.", False),
        ("Anna Berg", "works here.", False),
    ],
)
def test_a_page_break_inside_a_sentence(make, above: str, below: str, joined: bool) -> None:
    document = make(f"{FILLER}\n\n{above}\n \n\n{below}\n\n{FILLER}")
    assert (f"{above} {below}" in bodies(document)) is joined


def test_a_note_and_a_figure_do_not_cut_a_paragraph(make) -> None:
    document = make(
        "The city planted many trees in the years after the war,¹ and the people of the\n\n"
        "¹ City archive, box 4.\n\nTREES PER YEAR\n\n* estimates\n\nSource: City office.\n\n"
        "old town liked them."
    )
    assert bodies(document) == [
        "The city planted many trees in the years after the war, and the people of the old town"
        " liked them."
    ]
    (note,) = document.footnotes
    assert (note.mark, note.paragraph) == ("1", 1)
    assert document.slice(note.span) == "City archive, box 4."
    assert document.text[: note.anchor].endswith("the war,")
    (figure,) = document.figures
    assert (figure.title, figure.source) == ("TREES PER YEAR", "City office")
    assert figure.notes == ("* estimates",)


def test_exponents_and_unnoted_numbers_stay(make) -> None:
    document = make("The town has 12 km² and 10⁶ bees [1] in 3 valleys², as counted.\n\n² In May.")
    assert bodies(document) == ["The town has 12 km² and 10⁶ bees [1] in 3 valleys, as counted."]


def test_bracketed_notes_are_linked_but_references_are_not(make) -> None:
    noted = make(f"The bees do not fly in winter here.[1] {FILLER}\n\n[1] They sleep.\n")
    assert bodies(noted) == [f"The bees do not fly in winter here. {FILLER}"]
    assert [n.mark for n in noted.footnotes] == ["1"]
    cited = make(f"{FILLER} It is known [1] .\n\nReferences\n\n[1] Smith J. Bees. 2010.\n")
    assert bodies(cited) == [f"{FILLER} It is known [1] ."]
    assert cited.footnotes == ()
    assert [p.role for p in cited.paragraphs] == ["body", "back"]


def test_plain_digits_are_marks_only_as_a_whole_series(make) -> None:
    text = f"The bees sleep.1 {FILLER} They wake in May.2 So it is.\n\n1 In straw.\n\n2 Late May.\n"
    document = make(text)
    assert bodies(document) == [f"The bees sleep. {FILLER} They wake in May. So it is."]
    assert [(n.mark, document.slice(n.span)) for n in document.footnotes] == [
        ("1", "In straw."),
        ("2", "Late May."),
    ]


def test_markdown_signs(make) -> None:
    document = make(
        "# The Title\n\n## Part one\n\nIt is **very** _good_ and costs \\$5, with 2 * 3 and"
        " snake_case_name and a\nfootnote.[^a]\n\n> A quoted line that goes\n> on here.\n\n"
        "[^a]: The note,\n    with more.\n"
    )
    assert bodies(document) == [
        "It is very good and costs $5, with 2 * 3 and snake_case_name and a footnote.",
        "A quoted line that goes on here.",
    ]
    assert paths(document) == [("Part one",)]
    assert document.title == "The Title"
    assert [(n.mark, document.slice(n.span)) for n in document.footnotes] == [
        ("a", "The note, with more.")
    ]


def test_numbered_headings_nest(make) -> None:
    document = make(
        f"1. Introduction\n\n{FILLER}\n\n1.1 Scope of Work\n\n{FILLER}\n\n2. Methods\n\n{FILLER}"
    )
    assert paths(document) == [
        ("1. Introduction",),
        ("1. Introduction", "1.1 Scope of Work"),
        ("2. Methods",),
    ]
    assert [p.section for p in document.paragraphs] == [0, 1, 2]


def test_a_numbered_sentence_is_an_item_not_a_heading(make) -> None:
    document = make(f"{FILLER}\n\n1. Make a plan. The plan says how.\n\n2. Follow it.\n\n{FILLER}")
    assert document.sections == ()
    assert [i.label for i in document.lists[0].items] == ["1", "2"]


def test_label_headings_keep_the_text_on_their_line(make) -> None:
    document = make(
        "On Trees\n\nAuthors: Ruiz, Ana; Berg, Tom\nDate: 2019-07-05\nDOI: 10.1000/xyz123\n\n"
        "Abstract: BACKGROUND: Streets are hot. METHODS: We measured. RESULTS: It was cooler.\n\n"
        f"Text: {FILLER}"
    )
    assert paths(document) == [
        ("Abstract",),
        ("Abstract", "BACKGROUND"),
        ("Abstract", "METHODS"),
        ("Abstract", "RESULTS"),
        ("Text",),
    ]
    assert bodies(document) == [
        "Streets are hot.", "We measured.", "It was cooler.", FILLER,
    ]  # fmt: skip
    assert document.metadata["author"] == [
        {"family": "Ruiz", "given": "Ana"},
        {"family": "Berg", "given": "Tom"},
    ]
    assert document.metadata["issued"] == {"date-parts": [[2019, 7, 5]]}
    assert document.metadata["DOI"] == "10.1000/xyz123"
    assert document.title == "On Trees"


def test_a_missing_abstract_and_authors_are_not_invented(make) -> None:
    document = make(f"On Trees\n\nAuthors: nan\nDate: nan\n\nAbstract: nan\n\nText: {FILLER}")
    assert paths(document) == [("Text",)]
    assert bodies(document) == [FILLER]
    assert set(document.metadata) == {"id", "type", "language", "title"}


def test_plain_paragraphs_are_all_body(make) -> None:
    document = make("Short one.\n")
    assert [p.role for p in document.paragraphs] == ["body"]
    document = make(f"{FILLER}\n\n{FILLER}\n")
    assert [p.number for p in document.paragraphs] == [1, 2]
    assert document.sections == ()
    assert document.title == "sample"


def test_a_standing_title_line_is_a_heading_a_group_of_lines_is_not(make) -> None:
    document = make(f"{FILLER}\n\nCounting of the trees\n\n{FILLER}")
    assert paths(document) == [("Counting of the trees",)]
    listed = make(f"{FILLER} Such are:\n\nOld trees\n\nYoung trees\n\n{FILLER}")
    assert paths(listed) == []


def test_a_series_of_page_numbers_leaves_the_text(make) -> None:
    document = make(f"{FILLER}\n\n11\n\n{FILLER} It goes\n\n12\n\non here.\n\n13\n\n{FILLER}")
    assert bodies(document) == [FILLER, f"{FILLER} It goes on here.", FILLER]


def test_figures_by_caption(make) -> None:
    document = make(
        f"{FILLER}\n\nThe heat falls at noon, as Table 2 shows.\n\n"
        "Table 2: Heat by street. Means of ten days.\n\nSource: Own data.\n\n"
        f"{FILLER}"
    )
    (figure,) = document.figures
    assert (figure.label, figure.title, figure.source) == ("Table 2", "Heat by street", "Own data")
    assert figure.notes == ("Means of ten days.",)
    assert (figure.paragraph, figure.mentions) == (2, (2,))
