"""Replies to requests: what they say in each language and what they show of a paper."""

from dataclasses import replace

import pytest

from chatbot.answering.extracts import make_extract
from chatbot.answering.replies import Replier
from chatbot.answering.section_names import find_section, section_number
from chatbot.conversation.commands import COMMANDS
from chatbot.datatypes import Answer, Request
from chatbot.languages.phrases import LANGUAGES, phrase
from tests.answering.papers import HARBOUR, figure, find, sectioned
from tests.fakes import make_document
from tests.invariants import check_answer

PAPER = replace(sectioned(HARBOUR), figures=(figure(HARBOUR, "fig-1", "May 2009"),))
USAGES = {command.name: command.usage for command in COMMANDS}
REPLIER = Replier({"harbour": PAPER}, USAGES)


def shown(*words, status="answered"):
    """An answer that quotes these words of the paper."""
    extracts = tuple(make_extract(PAPER, find(PAPER, w), n) for n, w in enumerate(words, start=1))
    return Answer("Why?", "Why?", status, 0.9, extracts=extracts)


SURVEYS = shown("Surveys came too late.", "A family paid 40 euros.")


def reply(kind, argument="", on=SURVEYS, language="en", question=None):
    request = Request(kind, argument, language)
    answer = REPLIER.reply(request, question or f"/{kind} {argument}", on)
    if answer is not None:
        check_answer(answer, REPLIER.documents)
        assert (answer.request, answer.language) == (kind, language)
    return answer


def quotes(answer):
    return [extract.quote for extract in answer.extracts]


def test_where_names_section_and_paragraph_of_each_extract():
    paragraphs = [p.number for p in PAPER.paragraphs if "Surveys" in PAPER.slice(p.span)]
    lines = reply("where").message.split("\n")
    assert lines[0] == f"[1] section “I. The ferry plan”, paragraph {paragraphs[0]}"
    assert lines[1] == f"[2] section “I. The ferry plan”, paragraph {paragraphs[0] + 1}"
    assert reply("where", "2").message == lines[1]
    assert reply("where", "last").message == lines[1]
    assert reply("where", "[1]", language="ru").message == (
        f"[1] раздел «I. The ferry plan», абзац {paragraphs[0]}"
    )


@pytest.mark.parametrize("wanted", ["3", "0", "nonsense", "[99]"])
def test_a_number_that_no_extract_has_is_told_with_those_there_are(wanted):
    for kind in ("where", "context", "before"):
        message = reply(kind, wanted).message
        assert wanted.strip("[]") in message
        assert "1 to 2" in message
    assert "only [1]" in reply("where", "2", on=shown("Surveys came too late.")).message


def test_context_is_the_whole_paragraph_and_walks_on_from_there():
    answer = reply("context", "2")
    assert quotes(answer) == ["Second, tickets cost more than the bus. A family paid 40 euros."]
    assert answer.status == "command"
    assert answer.extracts[0].highlights == ((SURVEYS.extracts[1].start, SURVEYS.extracts[1].end),)
    after = reply("after", on=answer)
    assert quotes(after) == ["Third, storms closed the line every winter."]
    before = reply("before", on=answer)
    assert quotes(before) == ["First, nobody counted the passengers. Surveys came too late."]


def test_nothing_stands_before_the_first_body_paragraph_nor_after_the_last():
    body = [p for p in make_document("One here.\n\nTwo there.").paragraphs]
    document = make_document("One here.\n\nTwo there.")
    replier = Replier({"paper": document}, USAGES)
    ends = [make_extract(document, body[place].span, 1) for place in (0, 1)]
    for kind, extract in zip(("before", "after"), ends, strict=True):
        on = Answer("q", "q", "answered", 0.9, extracts=(extract,))
        answer = replier.reply(Request(kind), kind, on)
        assert answer.extracts == ()
        assert answer.message == phrase(f"replies.no_{kind}", number=1)


def test_citations_in_the_style_asked_for():
    document = replace(PAPER, metadata={"title": "Bridges", "type": "report",
                                        "author": [{"family": "Pereira", "given": "Ana"}],
                                        "issued": {"date-parts": [[2009]]}})  # fmt: skip
    replier = Replier({"harbour": document}, USAGES)
    number = SURVEYS.extracts[0].locator.paragraph

    def cited(argument, language="en"):
        return replier.reply(Request("cite", argument, language), "cite", SURVEYS).message

    assert cited("1") == f"[1] (Pereira 2009, para. {number})"
    assert cited("author-date 1") == cited("Chicago 1") == cited("1")
    assert cited("note 1").startswith("[1] Ana Pereira, ")
    assert cited("각주로 1", "ko") == cited("сноской 1", "ru") == cited("note 1")
    assert len(cited("").split("\n")) == 2
    assert cited("APA 1") == f"[1] (Pereira, 2009, para. {number})"
    assert cited("MLA 1") == f"[1] (Pereira, par. {number})"
    assert cited("apa로 1", "ko") == cited("APA 1")
    assert cited("по госту 1", "ru") == cited("госту 1", "ru") == cited("gost 1")
    assert cited("bluebook").startswith("“bluebook” is not a citation style")
    assert "author-date, note" in cited("bluebook")


def test_what_needs_an_answer_says_so_where_there_is_none():
    for kind in ("more", "context", "before", "after", "where", "cite"):
        answer = reply(kind, on=None)
        assert (answer.status, answer.confidence) == ("command", None)
        assert answer.message == phrase("replies.nothing_before")


def test_figures_of_several_papers_are_counted_together():
    papers = {"harbour": PAPER, "twin": replace(PAPER, id="twin")}
    request = Request("figures", "", "en")
    answer = Replier(papers, USAGES).reply(request, "/figures", None)
    assert answer.message == "Figures in the papers: 2."
    assert reply("figures").message == "Figures in the paper: 1."


def test_figures_with_their_words_and_the_outline():
    answer = reply("figures")
    assert answer.status == "answered"
    assert [f.id for f in answer.figures] == ["fig-1"]
    assert quotes(answer) == ["May 2009"]
    headings = [PAPER.slice(section.heading) for section in PAPER.sections]
    assert quotes(reply("outline")) == headings
    bare = Replier({"paper": make_document("One here.")}, USAGES)
    for kind in ("figures", "outline"):
        assert bare.reply(Request(kind), kind, None).message == phrase(f"replies.no_{kind}")


@pytest.mark.parametrize(
    ("wanted", "number"),
    [("III", "3"), ("iv", "4"), ("2", "2"), ("2.1", "2.1"), ("two", "2"), ("second", "2"),
     ("두", "2"), ("третий", "3"), ("вторую", "2"), ("trade", None), ("last", None)],
)  # fmt: skip
def test_the_number_of_a_section_in_words(wanted, number):
    assert section_number(wanted) == number


@pytest.mark.parametrize(
    ("wanted", "heading"),
    [
        ("I", "I. The ferry plan"),
        ("2", "II. What the city wants now"),
        ("second", "II. What the city wants now"),
        ("the ferry", "I. The ferry plan"),
        ("last", None),
        ("99", None),
        ("zeppelins", None),
    ],
)
def test_which_section_is_meant(wanted, heading):
    found = find_section(PAPER, wanted)
    if wanted == "last":
        assert found == PAPER.sections[-1]
    else:
        assert (PAPER.slice(found.heading) if found else None) == heading


def test_unnumbered_sections_are_counted():
    document = make_document("# Aims\n\nOne here.\n\n# Means\n\nTwo there.")
    assert find_section(document, "II") == document.sections[1]
    assert find_section(document, "III") is None


def test_a_section_in_its_central_sentences_is_an_answer():
    answer = reply("section", "I")
    section = PAPER.sections[0]
    assert answer.status == "answered"
    assert answer.interpreted_question == "I. The ferry plan"
    starts = [extract.start for extract in answer.extracts]
    assert starts == sorted(starts)
    assert 2 <= len(starts) <= 5
    assert all(section.span.start <= start < section.span.end for start in starts)


def test_an_unknown_section_is_told_with_those_there_are_but_a_topic_is_searched():
    message = reply("section", "99").message
    assert "99" in message
    assert "I. The ferry plan; II. What the city wants now" in message
    assert reply("section", "99", question="what does section 99 say").message == message
    assert "Which section?" in reply("section").message
    assert reply("section", "zeppelins", question="the section on zeppelins") is None
    assert reply("section", "zeppelins").status == "command"


def test_what_a_paper_is_about_is_its_abstract_where_it_has_one():
    document = make_document("# Abstract\n\nBridges pay.\n\n# Costs\n\nSteel is dear.")
    replier = Replier({"paper": document}, USAGES)
    assert quotes(replier.reply(Request("about"), "about", None)) == ["Bridges pay."]
    answer = reply("about")
    assert quotes(answer)[:2] == ["I. The ferry plan", "II. What the city wants now"]
    assert len(quotes(answer)) > 2


def test_of_several_papers_each_says_what_it_is_about():
    first = make_document("# Abstract\n\nBridges pay.", "first")
    second = make_document("# Abstract\n\nFerries sink.", "second")
    replier = Replier({"first": first, "second": second}, USAGES)
    assert quotes(replier.reply(Request("about"), "about", None)) == [
        "Bridges pay.",
        "Ferries sink.",
    ]
    one = replier.reply(Request("about"), "about", None, ("second",))
    assert quotes(one) == ["Ferries sink."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_names_every_command_in_every_language(language):
    lines = reply("help", language=language).message.split("\n")
    assert [line.partition(" – ")[0] for line in lines[-len(USAGES) :]] == list(USAGES.values())
    for kind in ("greeting", "thanks", "clear", "export"):
        assert reply(kind, language=language).message.startswith(
            phrase(f"replies.{kind}", language)
        )


def test_unknown_commands_and_wrong_arguments_say_what_is_allowed():
    assert "/more, /context" in reply("unknown", "nonsense").message
    assert "did you mean /figures?" in reply("unknown", "figuers").message
    assert reply("more", "5").message == "/more takes nothing after it."
    assert "md (Markdown) or json" in reply("export", "pdf").message
    assert "/define EEU" in reply("define").message


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("list the tables", "en", ["Table 1"]),
        ("표 목록을 보여 주세요", "ko", ["Table 1"]),
        ("покажи все таблицы", "ru", ["Table 1"]),
        ("list the tables and charts", "en", ["Figure 1", "Table 1"]),
        ("표와 그림을 보여 주세요", "ko", ["Figure 1", "Table 1"]),
        ("도표 목록", "ko", ["Figure 1", "Table 1"]),
        ("покажи таблицы и рисунки", "ru", ["Figure 1", "Table 1"]),
    ],
)
def test_tables_alone_are_listed_in_every_language(question, language, expected):
    labels = ("Figure 1", "Table 1")
    figures = tuple(
        replace(figure(HARBOUR, f"fig-{n}", "May 2009"), label=label)
        for n, label in enumerate(labels)
    )
    replier = Replier({"harbour": replace(PAPER, figures=figures)}, USAGES)
    request = Request("figures", language=language)
    answer = replier.reply(request, question, SURVEYS, ("harbour",))
    assert [shown.label for shown in answer.figures] == expected


def test_more_of_a_list_of_figures_is_told_to_be_all():
    assert reply("more").message == phrase("replies.list_complete")


def test_more_of_a_refused_question_are_closest_passages_too():
    found = replace(SURVEYS, confidence=None)
    more = REPLIER.found(Request("more"), found)
    assert (more.status, more.extracts, more.nearest) == ("command", SURVEYS.extracts, ())
    refused = REPLIER.found(Request("more"), found, refused=True)
    assert (refused.extracts, refused.nearest) == ((), SURVEYS.extracts)
    none = REPLIER.found(Request("more", language="ko"), replace(found, extracts=()))
    assert none.message == phrase("replies.no_more", "ko", asked="Why?")
