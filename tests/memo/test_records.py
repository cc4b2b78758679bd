"""A sentence cut off at the edge of what was inserted."""

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest

from chatbot.memo.exporting import ExportOptions, export_memo
from chatbot.memo.reading import read_finished
from chatbot.memo.records import records_in, records_of
from chatbot.memo.verifying import verify_file
from tests.memo.papers import TEXT, excerpt, ferry, memo_of

FERRY = ferry()
TWO = "It did not stop in winter. However, storms closed the line twice."
MEMO = memo_of(FERRY, excerpt(FERRY, TWO), excerpt(FERRY, "The town was surprised."))
RECORDED = [".docx", ".odt", ".pdf", ".html", ".md", ".tex"]


def file_without_last_sentence(path):
    """The exported file, after somebody cut the sentence off in it."""
    export_memo(MEMO, path, ExportOptions(style="apa"))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "word/document.xml" if path.suffix == ".docx" else "content.xml"
    body = parts[name].decode()
    words = "However, storms closed the line twice."
    gap = r"(?:\s|<[^>]+>)*"
    pattern = gap.join(re.escape(word) for word in words.split())
    assert re.search(pattern, body)
    parts[name] = re.sub(pattern, "", body).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for each, data in parts.items():
            archive.writestr(each, data)


def test_a_record_names_the_place_and_survives_any_text_around_it():
    (first, _) = records_in(" x ".join(records_of(MEMO)))
    start = TEXT.index(TWO)
    assert first.document_in({"other": FERRY, "ferry": FERRY}) is FERRY
    assert first.document_in({"other": FERRY}) is None
    assert [(s.start, s.end) for s in first.spans] == [(start, start + len(TWO))]
    assert first.words_in({"ferry": FERRY}) == TWO
    assert first.words_in({"ferry": ferry(text="Another. " + TEXT)}) is None
    assert first.words_in({}) is None


def test_a_record_of_an_older_file_names_the_paper_itself():
    (record,) = records_of(memo_of(FERRY, excerpt(FERRY, TWO)))
    kind, _, spans, digest = record.split(":")
    (read,) = records_in(f"{kind}:f%65rry:{spans}:{digest}")
    assert read.words_in({"ferry": FERRY}) == TWO


def test_numbers_beyond_any_text_are_no_record(tmp_path):
    number = "1" * 5000
    assert records_in(f"quoted:ferry:{number}-{number}:0123456789") == []
    path = tmp_path / "memo.md"
    path.write_text(f"> {TWO}\n\n<!-- quoted:ferry:0-{number}:0123456789 -->\n", "utf-8")
    assert verify_file(path, {"ferry": FERRY}).exact


@pytest.mark.parametrize("suffix", [".docx", ".md", ".pdf"])
def test_a_paper_with_a_long_name_of_another_script_has_records_too(tmp_path, suffix):
    paper = replace(FERRY, id="북방정책과 철도 협력의 전망에 관한 연구 보고서 최종본")
    memo = memo_of(paper, excerpt(paper, TWO))
    path = tmp_path / f"memo{suffix}"
    export_memo(memo, path)
    (record,) = read_finished(path, lambda _: True).records
    assert record.words_in({paper.id: paper}) == TWO


def test_too_many_to_be_compared_are_told(monkeypatch, tmp_path):
    path = tmp_path / "memo.md"
    export_memo(MEMO, path)
    assert verify_file(path, {"ferry": FERRY}).notes == ()
    monkeypatch.setattr("chatbot.memo.shortened._MOST", 3)
    found = {n: verify_file(path, {"ferry": FERRY}, n) for n in ("en", "ko", "ru")}
    assert {len(each.verdicts) for each in found.values()} == {2}
    assert [n for n, each in found.items() if "not checked" in each.notes[0]] == ["en"]
    assert len({each.notes for each in found.values()}) == 3


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_a_sentence_cut_off_in_the_file_is_caught(tmp_path, suffix):
    path = tmp_path / f"memo{suffix}"
    file_without_last_sentence(path)
    first, second = verify_file(path, {"ferry": FERRY}).verdicts
    assert (first.status, first.text, first.source) == (
        "changed", "It did not stop in winter.", TWO
    )  # fmt: skip
    assert ("removed", "However, storms closed the line twice.") in first.diff
    assert first.message.startswith("verbatim, but shorter")
    assert second.status == "exact"


@pytest.mark.parametrize("suffix", RECORDED)
def test_every_format_but_plain_text_knows_what_was_inserted(tmp_path, suffix):
    path = tmp_path / f"memo{suffix}"
    export_memo(MEMO, path)
    whole = verify_file(path, {"ferry": FERRY})
    assert whole.exact, whole
    text = TWO.encode()
    if suffix == ".md":
        path.write_bytes(path.read_bytes().replace(text, b"It did not stop in winter."))
        first, _ = verify_file(path, {"ferry": FERRY}).verdicts
        assert first.status == "changed"


def test_words_taken_from_an_excerpt_into_a_sentence_are_no_fault(tmp_path):
    path = tmp_path / "memo.md"
    export_memo(MEMO, path)
    text = path.read_text("utf-8")
    block = next(line for line in text.splitlines() if line.startswith("> It did not"))
    path.write_text(text.replace(block, "She says that it “did not stop in winter”."), "utf-8")
    found = verify_file(path, {"ferry": FERRY})
    assert [v.status for v in found.verdicts] == ["exact", "exact"]


def test_excerpts_that_change_places_are_no_fault(tmp_path):
    inner = "It did not stop in winter."
    memo = memo_of(FERRY, excerpt(FERRY, TWO), excerpt(FERRY, inner))
    path = tmp_path / "memo.md"
    export_memo(memo, path)
    lines = path.read_text("utf-8").splitlines()
    first, second = (n for n, line in enumerate(lines) if line.startswith("> "))
    lines[first], lines[second] = lines[second], lines[first]
    path.write_text("\n".join(lines), "utf-8")
    assert verify_file(path, {"ferry": FERRY}).exact


def test_an_excerpt_inside_another_that_is_gone_is_no_fault(tmp_path):
    inner = excerpt(FERRY, "It did not stop in winter.")
    memo = memo_of(FERRY, excerpt(FERRY, TWO), inner)
    path = tmp_path / "memo.md"
    export_memo(memo, path)
    text = path.read_text("utf-8")
    block = next(line for line in text.splitlines() if line.startswith(f"> {TWO}"))
    path.write_text(text.replace(block, ""), "utf-8")
    assert verify_file(path, {"ferry": FERRY}).exact


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_records_outlive_saving_in_another_program(tmp_path):
    path = tmp_path / "memo.docx"
    file_without_last_sentence(path)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for suffix in ("docx", "odt"):
        call = ["soffice", profile, "--headless", "--convert-to", suffix]
        folder = tmp_path / suffix
        subprocess.run([*call, "--outdir", str(folder), str(path)], check=True, timeout=120,
                       capture_output=True)  # fmt: skip
        found = verify_file(folder / f"memo.{suffix}", {"ferry": FERRY})
        assert [v.status for v in found.verdicts] == ["changed", "exact"]
