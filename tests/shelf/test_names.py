import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.errors import UsageError
from chatbot.shelf.names import LONGEST_BYTES, clean_name, free_name


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("paper.pdf", "paper.pdf"),
        ("Отчёт «о портах» “2”.txt", "Отчёт «о портах» “2”.txt"),
        ("항구 보고서.PDF", "항구 보고서.PDF"),
        ("it's  a\tpaper.md", "it's apaper.md"),
        ('a "quoted" name?.pdf', "a _quoted_ name_.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\papers\\mine.pdf", "mine.pdf"),
        ("..hidden.txt", "hidden.txt"),
        ("e\u0301tude.txt", "\u00e9tude.txt"),
        ("evil\u202efdp.txt", "evilfdp.txt"),
        ("CON.txt", "paper CON.txt"),
        ("readme.md", "paper readme.md"),
    ],
)
def test_names_stay_as_far_as_they_can(name, cleaned):
    assert clean_name(name) == cleaned


@pytest.mark.parametrize("name", ["", "..", "/", "paper", ".pdf", "paper.exe", "a/b/", "x.pdf/.."])
def test_what_names_no_paper_is_refused(name):
    with pytest.raises(UsageError):
        clean_name(name)


@given(st.text(max_size=400))
def test_a_clean_name_is_a_name_and_stays_clean(name):
    cleaned = clean_name(f"{name}a.txt")
    assert not set(cleaned) & set('/\\\0\n<>:"|?*') and not cleaned.startswith(".")
    assert len(cleaned.encode()) <= LONGEST_BYTES
    assert clean_name(cleaned) == cleaned


def test_a_taken_name_gets_the_next_free_number():
    assert free_name("a.txt", {"b"}) == "a.txt"
    assert free_name("A.txt", {"a", "a (2)"}) == "A (3).txt"
