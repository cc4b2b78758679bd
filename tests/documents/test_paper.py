"""The bundled paper, read as a person would."""

from __future__ import annotations

import pytest

from tests.documents.conftest import check_ledger


def body(document, number: int) -> str:
    return next(document.slice(p.span) for p in document.paragraphs if p.number == number)


def listed(document, label: str):
    return next(e for e in document.lists if e.items[0].label == label)


def test_every_character_is_accounted_for(paper) -> None:
    check_ledger(paper)


def test_sections_and_numbered_paragraphs(paper) -> None:
    assert [section.path for section in paper.sections] == [
        ("I. The Eurasian Initiative of the Park Geun-Hye Administration: Assessments and"
         " Objectives",),
        ("II. The Rise of Eurasia and Russia's Accelerated Turn to the East",),
        ("III. Cooperation between the Republic of Korea and Russia: Areas and Goals",),
        ("IV. The Future of Russian-South Korean Relations: Expanding Bilateral Cooperation",),
    ]  # fmt: skip
    assert body(paper, 1).startswith("In the late 1980s the Roh Tae-woo administration")
    assert body(paper, 6).startswith("Nevertheless, the Eurasian Initiative has stalled")
    assert body(paper, 15).startswith("Economic cooperation between the Republic of Korea and")
    assert body(paper, 58).endswith("strategic cooperation with Russia.")
    numbers = [p.number for p in paper.paragraphs if p.role == "body"]
    assert numbers == list(range(1, 59))


def test_front_and_back_matter(paper) -> None:
    front = [paper.slice(p.span) for p in paper.paragraphs if p.role == "front"]
    back = [paper.slice(p.span) for p in paper.paragraphs if p.role == "back"]
    assert "October 2017" in front
    assert front[-1].startswith("The views and opinions expressed in this Paper are those")
    assert back[0] == "#Valdaiclub"
    assert "valdaiclub.com" in back
    assert all(p.section is None for p in paper.paragraphs if p.role != "body")


@pytest.mark.parametrize(
    "whole",
    [
        "announced its intention to expand cooperation with Eurasian countries in the narrow",
        "a special organizational structure is required, which would have powers to raise",
        "economic partnership between the countries of the Eurasian Economic Union",
        "which links Eurasia with the Asia-Pacific region, should strive",
        "These discussions should provide a foundation for developing cooperation mechanisms",
        "Northeast Asian countries: Japan, Russia and China as they strengthen their",
    ],
)
def test_cut_sentences_are_whole(paper, whole: str) -> None:
    holders = [
        sentence
        for p in paper.paragraphs
        for sentence in p.sentences
        if whole in paper.slice(sentence)
    ]
    assert len(holders) == 1


def test_footnotes_are_linked_to_their_marks(paper) -> None:
    linked = [(n.mark, n.paragraph, paper.text[n.anchor - 7 : n.anchor]) for n in paper.footnotes]
    assert linked == [
        ("1", 1, "ngolia."),
        ("2", 3, "e DPRK."),
        ("3", 16, "crisis."),
        ("4", 16, "n 2016."),
        ("5", 20, "urasia."),
        ("6", 23, "16 WEF."),
        ("7", 44, " Korea."),
        ("8", 51, "upport."),
        ("9", 55, "0.034%."),
        ("10", 57, "n 2016."),
    ]
    assert paper.slice(paper.footnotes[0].span).startswith("For example, the RK's comprehensive")
    assert "¹" not in paper.text


def test_figures_and_the_paragraphs_that_discuss_them(paper) -> None:
    found = [(f.id, f.title, f.source, f.notes, f.mentions) for f in paper.figures]
    assert found == [
        ("fig-1", None, "Korean International Trade Association (KITA)", (), (15,)),
        ("fig-2", "SOUTH KOREA FDI IN RUSSIA", "KEXIM", (), (16,)),
        (
            "fig-3",
            "AVERAGE GDP GROWTH OF MAJOR EURASIAN COUNTRIES (2001–2016)",
            "Global Insight",
            ("* Kazakhstan, Uzbekistan, Turkmenistan, Kyrgyzstan, Uzbekistan",),
            (20,),
        ),
        (
            "fig-4",
            "RUSSIA'S FOREIGN TRADE STRUCTURE BY MAIN REGIONS",
            "Federal Customs Service of Russia",
            (),
            (22,),
        ),
    ]


def test_block_lists(paper) -> None:
    blocks = [
        ([item.label for item in e.items], paper.slice(e.lead).split()[-3:])
        for e in paper.lists
        if e.kind == "block"
    ]
    assert blocks == [
        (
            ["First", "Second", "Third", "Fourth", "Fifth", "Sixth"],
            ["the", "following", "reasons."],
        ),
        (["Goal One", "Goal Two", "Goal Three"], ["following", "main", "goals."]),
        (["Area One", "Area Two", "Area Three"], ["articulated", "as", "follows."]),
        (["First", "Second", "Third"], ["taken", "into", "account."]),
        (["1", "2", "3", "4", "5", "6", "7"], ["the", "following", "areas:"]),
    ]


def test_items_hold_the_paragraphs_up_to_the_next_item(paper) -> None:
    assert [i.paragraphs for i in listed(paper, "Area One").items] == [(34,), (35, 36, 37), (38,)]
    issues = [e for e in paper.lists if e.items[0].label == "First"][1]
    assert [i.paragraphs for i in issues.items] == [(44, 45), (46,), (47,)]
    goal = listed(paper, "Goal One").items[0]
    assert paper.slice(goal.head) == (
        "Goal One. Creating a system of Korean-Russian interaction aimed at establishing peace on"
        " the Korean Peninsula and unification."
    )


def test_the_reasons_have_a_trailer(paper) -> None:
    reasons = listed(paper, "First")
    assert paper.slice(reasons.trailer).startswith("There was also a number of constraining")
    assert listed(paper, "Goal One").trailer is None


def test_inline_lists(paper) -> None:
    inline = {paper.slice(e.lead): e for e in paper.lists if e.kind == "inline" and e.lead}
    factors = inline["There was also a number of constraining factors, such as"]
    assert len(factors.items) == 6
    assert paper.slice(factors.items[2].span) == "underestimation of the Russian market's potential"
    results = inline["The initiative also helped"]
    assert len(results.items) == 7
    assert paper.slice(results.items[4].span) == "to finalize the Eurasian Initiative roadmap"
    members = next(e for lead, e in inline.items() if lead.endswith("partnership including"))
    assert [paper.slice(i.span) for i in members.items] == [
        "Russia", "the EEU countries", "the CIS", "China", "India", "Pakistan", "other states",
    ]  # fmt: skip


def test_citation_metadata(paper) -> None:
    assert paper.title == "The New Northern Policy and Korean-Russian Cooperation"
    assert paper.metadata["author"] == [{"family": "Lee", "given": "Jae-Young"}]
    assert paper.language == "en"
