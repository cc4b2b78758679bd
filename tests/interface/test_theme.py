import re

import pytest

from chatbot.interface.theme import colours, styles

TEXT_ON = [
    ("ink", "page"),
    ("ink", "surface"),
    ("ink", "tint"),
    ("muted", "page"),
    ("muted", "surface"),
    ("accent", "page"),
    ("accent", "surface"),
    ("accent", "tint"),
    ("on-accent", "accent"),
    ("on-mark", "mark"),
    ("on-mark", "hit"),
    ("warn", "page"),
]


def luminance(colour):
    """Relative luminance as WCAG 2.1 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_keeps_the_contrast_of_level_aa(scheme, text, ground):
    named = colours()[scheme]
    assert contrast(named[text], named[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_the_edge_of_the_question_box_can_be_seen(scheme):
    named = colours()[scheme]
    assert contrast(named["edge"], named["page"]) >= 3


def test_light_and_dark_name_the_same_colours():
    light, dark = colours()
    assert light.keys() == dark.keys()


def test_the_style_sheets_fetch_nothing_and_know_every_colour_they_name():
    sheet = re.sub(r'url\("data:[^"]*"\)', "", styles())
    assert not re.search(r"@import|url\(|https?:", sheet)
    assert set(re.findall(r"var\(--([\w-]+)\)", sheet)) <= set(re.findall(r"--([\w-]+):", sheet))
