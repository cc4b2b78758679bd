import io
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chatbot.citations.pandoc import run_pandoc
from chatbot.datatypes import Memo
from chatbot.errors import MissingInput, RunError, UsageError
from chatbot.memo.composing import TEMPLATES
from chatbot.memo.exporting import FORMATS, ExportOptions, export_memo, exported
from chatbot.memo.sources import keys_of, references_of
from chatbot.memo.verifying import verify_file
from tests.memo.papers import REFERENCE, TEXT, excerpt, ferry, memo_of

FERRY = ferry()
PARTS = [part for part in TEXT.split("\n\n") if not part.startswith("#")]
MEMO = memo_of(
    FERRY,
    *(excerpt(FERRY, part, question="What?", accessed="2026-11-24") for part in PARTS),
    title="Ferries & *trains*",
    recipient="The Minister",
    findings=("The ferry was full.",),
    unanswered=("Who built the pier?",),
)
CHECKED = (".docx", ".odt", ".pdf", ".md", ".html", ".tex", ".txt")


def text_of(suffix, memo=MEMO, **options):
    return exported(memo, suffix, ExportOptions(**options))[suffix].decode()


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("suffix", CHECKED)
def test_what_is_exported_is_verified_exact(tmp_path, suffix, template):
    path = tmp_path / f"memo{suffix}"
    export_memo(MEMO, path, ExportOptions(template=template))
    found = verify_file(path, {"ferry": FERRY})
    assert found.exact, [v for v in found.verdicts if v.status != "exact"]
    quoted = [" ".join(verdict.text.split()) for verdict in found.verdicts if verdict.cited]
    assert quoted == [" ".join(each.quote.split()) for each in MEMO.shown]


SIGNS = st.text(
    st.sampled_from("ab 1.,;:!?'\"“”‘’«»*_`~^$%&#@{}[]()<>|\\/-–—+=…한Я é"), min_size=1, max_size=40
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SIGNS, min_size=1, max_size=6))
def test_no_sign_is_lost_or_read_as_markup(tmp_path_factory, texts):
    """Any signs, between plain words, come back from every format as they were."""
    sentences = [f"Alba {' '.join(text.split())} opened the Bruma line." for text in texts]
    document = ferry(text="\n\n".join(dict.fromkeys(sentences)))
    quotes = [excerpt(document, each) for each in dict.fromkeys(sentences)]
    memo = memo_of(document, *quotes)
    folder = tmp_path_factory.mktemp("signs")
    for suffix in (".docx", ".odt", ".md", ".html"):
        export_memo(memo, folder / f"m{suffix}")
        found = verify_file(folder / f"m{suffix}", {"ferry": document})
        wrong = [(v.text, v.source) for v in found.verdicts if v.cited and v.status != "exact"]
        assert (suffix, wrong) == (suffix, [])


def test_a_word_file_has_real_footnotes_and_styles():
    data = exported(MEMO, ".docx", ExportOptions())[".docx"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        notes = archive.read("word/footnotes.xml").decode()
        body = archive.read("word/document.xml").decode()
    said = re.sub("<[^>]+>", "", notes)
    assert "Bridges Across the Strait (Port Press, 2019), para. 1." in said
    assert "Note 3 in the source: “It cost 40 euros”" in said
    assert body.count("w:footnoteReference ") == len(MEMO.shown) + 1
    assert '<w:pStyle w:val="BlockText"' in body
    assert '<w:pStyle w:val="Heading2"' in body


def test_a_memo_has_its_parts_in_order():
    text = text_of(".md")
    parts = [
        r"# Ferries & \*trains\*",
        "**To:** The Minister",
        "## Key findings",
        "- The ferry was full.",
        "## Excerpts",
        "*What?*",
        "> The ferry carried 1,200",
        "## Not answered by the papers",
        "- Who built the pier?",
        "## Sources",
        "Berg, Anna. *Bridges Across the Strait*. Port Press, 2019.",
        f"- ferry.txt, SHA-256 {FERRY.source.sha256}",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "**From:**" not in text


@pytest.mark.parametrize("language", ["ko", "ru"])
def test_headings_and_notes_speak_the_readers_language_and_are_verified(tmp_path, language):
    options = ExportOptions(language=language)
    text = exported(MEMO, ".md", options)[".md"].decode()
    expected = {"ko": ("## 출처", "**받는 사람:** The"), "ru": ("## Источники", "**Кому:** The")}
    assert all(part in text for part in expected[language])
    for suffix in (".docx", ".pdf"):
        path = tmp_path / f"memo{suffix}"
        export_memo(MEMO, path, options)
        found = verify_file(path, {"ferry": FERRY})
        assert found.exact, [v for v in found.verdicts if v.status != "exact"]
        assert sum(v.cited is not None for v in found.verdicts) == len(MEMO.shown)


def test_styles_decide_the_form_of_citations():
    assert "(Berg 2019, para. 1)" in text_of(".md", style="chicago-author-date")
    assert r"\[Berg, 2019, абз. 1\]" in text_of(".md", style="gost")
    assert "(Berg, par. 1)" in text_of(".md", style="mla")


def test_an_annotated_bibliography_puts_excerpts_below_their_source():
    text = text_of(".md", template="bibliography")
    assert text.index("Berg, Anna.") < text.index("> The ferry carried")
    assert "## Sources" not in text


def test_missing_metadata_is_marked_and_never_invented():
    document = ferry(reference={})
    text = text_of(".md", memo=memo_of(document, excerpt(document, PARTS[0])))
    assert r"\[missing: title, date, author\] The metadata of ferry is incomplete" in text
    assert re.search("^ferry$", text, re.MULTILINE)


def test_an_empty_memo_says_what_to_do():
    with pytest.raises(UsageError, match="the memo is empty: add extracts"):
        exported(Memo(), ".docx", ExportOptions())
    with pytest.raises(UsageError, match="quotes no paper"):
        exported(Memo(unanswered=("Q?",)), ".ris", ExportOptions())
    assert "- Q?" in text_of(".md", memo=Memo(unanswered=("Q?",)))


def test_unknown_formats_styles_and_templates_name_the_known_ones(tmp_path):
    for suffix, options, said in (
        (".rtf", {}, r"'.rtf'.*\.docx, \.odt"),
        (".md", {"style": "vancouver"}, "'vancouver': use chicago-notes"),
        (".md", {"template": "letter"}, "'letter': use memo, excerpts, bibliography"),
        (".md", {"template": "own.docx"}, "goes with that format only"),
    ):
        with pytest.raises(UsageError, match=said):
            exported(MEMO, suffix, ExportOptions(**options))
    with pytest.raises(MissingInput, match=r"own\.docx"):
        exported(MEMO, ".docx", ExportOptions(template=str(tmp_path / "own.docx")))


def test_a_reference_document_gives_its_styles(tmp_path):
    own = tmp_path / "own.docx"
    own.write_bytes(run_pandoc(["--print-default-data-file", "reference.docx"], b""))
    with zipfile.ZipFile(own) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    styles = entries["word/styles.xml"].replace(b'w:val="Block Text"', b'w:val="Our Quotes"')
    with zipfile.ZipFile(own, "w") as archive:
        for name, data in (entries | {"word/styles.xml": styles}).items():
            archive.writestr(name, data)
    made = exported(MEMO, ".docx", ExportOptions(template=str(own)))[".docx"]
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert "Our Quotes" in archive.read("word/styles.xml").decode()


def test_latex_cites_by_biblatex_with_its_file_beside(tmp_path):
    written = export_memo(MEMO, tmp_path / "memo.tex")
    assert [path.name for path in written] == ["memo.tex", "memo.bib"]
    text = written[0].read_text("utf-8")
    assert r"\addbibresource{memo.bib}" in text
    assert r"\autocite[para. 1]{ferry}" in text
    assert r"bell\_tower, 100\% of \$5" in text
    assert "@techreport{ferry," in written[1].read_text("utf-8")


def test_a_pdf_holds_hangul_cyrillic_and_three_stops():
    document = ferry(text="북방정책은 성공했다. Северный путь... открыт.")
    memo = memo_of(document, excerpt(document, document.text))
    data = exported(memo, ".pdf", ExportOptions())[".pdf"]
    assert data.startswith(b"%PDF-")
    assert b"NanumGothic" in data
    assert b"LibertinusSerif" in data


def test_keys_are_plain_and_unique():
    documents = [replace(FERRY, id=name) for name in ("북방", "정책", "A b,c", "A b-c")]
    memo = Memo()
    for document in documents:
        memo = replace(
            memo, excerpts=(*memo.excerpts, excerpt(document, "It did not stop in winter."))
        )
    assert list(keys_of(memo).values()) == ["paper", "paper-2", "A-b-c", "A-b-c-2"]


def test_a_web_source_gets_the_last_date_of_access():
    document = ferry(reference={**REFERENCE, "URL": "https://x.org"})
    memo = memo_of(
        document,
        excerpt(document, "It cost 40 euros.", accessed="2026-11-02"),
        excerpt(document, "The town was surprised.", accessed="2026-11-24"),
    )
    assert references_of(memo)[0]["accessed"] == {"date-parts": [[2026, 11, 24]]}
    assert "accessed" not in references_of(MEMO)[0]


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    with pytest.raises(RunError, match="choose a folder"):
        export_memo(MEMO, blocked / "memo.md")
    if os.geteuid() != 0:
        tmp_path.chmod(0o500)
        with pytest.raises(RunError, match="cannot be written"):
            export_memo(MEMO, tmp_path / "memo.md")


def test_every_format_can_be_written(tmp_path):
    for suffix in FORMATS:
        assert export_memo(MEMO, tmp_path / f"memo{suffix}")[0].stat().st_size > 100


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("template", TEMPLATES)
def test_libreoffice_opens_and_converts_a_word_file(tmp_path, template):
    path = tmp_path / "memo.docx"
    export_memo(MEMO, path, ExportOptions(template=template))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    call = ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path)]
    done = subprocess.run(
        [*call, str(path)], check=False, capture_output=True, text=True, timeout=120
    )
    said = [line for line in done.stderr.splitlines() if "javaldx" not in line]
    assert (done.returncode, said) == (0, [])
    found = verify_file(tmp_path / "memo.odt", {"ferry": FERRY})
    assert found.exact, [v for v in found.verdicts if v.status != "exact"]
    assert sum(v.cited is not None for v in found.verdicts) == len(MEMO.shown)
