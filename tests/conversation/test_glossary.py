import json
from collections import Counter
from importlib.resources import files

import pytest

from chatbot.conversation.glossary import (
    LANGUAGES,
    SECTIONS,
    fold,
    listed,
    load_glossary,
    make_glossary,
)
from chatbot.conversation.world_names import world_names

FLAT = {"silent", "and", "particles"}


def source(language):
    """The file of a glossary, its keys with their repetitions."""
    path = files("chatbot.conversation") / "glossaries" / f"{language}.json"
    return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=list)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_glossary_has_only_known_sections_and_no_wording_twice(language):
    sections = source(language)
    assert {name for name, _ in sections} <= {*SECTIONS, *FLAT}
    for name, wordings in sections:
        if name not in FLAT:
            repeated = [w for w, count in Counter(w for w, _ in wordings).items() if count > 1]
            assert (name, repeated) == (name, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_of_a_glossary_has_two_meanings(language):
    forms = Counter()
    for name, wordings in source(language):
        if name in ("and", "particles"):
            continue
        texts = [wordings] if name == "silent" else [text for _, text in wordings]
        forms.update(fold(form) for text in texts for form in listed(text))
    assert [form for form, count in forms.items() if count > 1] == []


@pytest.mark.parametrize(("language", "script"), [("ko", "[가-힣]"), ("ru", "[а-я]")])
def test_the_forms_of_a_glossary_are_in_its_script(language, script):
    import re

    entries = load_glossary(language).entries
    foreign = [form for form in entries if not re.search(script, form) and form != "mou"]
    assert foreign == []


def test_languages_without_a_glossary_have_none():
    assert load_glossary("fr") is None
    assert load_glossary("ru-RU") is load_glossary("ru-RU")
    assert load_glossary("ru-RU").language == "ru"


def test_own_forms_go_before_the_names_of_the_world():
    tiny = make_glossary("ru", {"words": {"pepper": "чили"}}, {"Чили": "Chile", "Перу": "Peru"})
    assert tiny.entries["чили"].english == "pepper"
    assert tiny.entries["перу"].english == "Peru"


@pytest.mark.parametrize(
    ("language", "own", "english"),
    [
        ("ko", "베트남", "Vietnam"),
        ("ko", "한국어", "Korean"),
        ("ko", "러시아 루블", "Russian Ruble"),
        ("ru", "Вьетнам", "Vietnam"),
        ("ru", "китайский", "Chinese"),
        ("ru", "январь", "January"),
    ],
)
def test_names_of_the_world(language, own, english):
    assert world_names(language)[own] == english


def test_names_that_are_mostly_other_words_are_left_out():
    assert "수단" not in world_names("ko")
    assert "того" not in {name.casefold() for name in world_names("ru")}
