from __future__ import annotations

import json
from pathlib import Path

import pytest

from chatbot.documents import SUPPORTED_SUFFIXES, discover, read_document
from chatbot.documents.decoding import read_text
from chatbot.errors import CorpusError, DocumentError, MissingInput
from chatbot.languages.detection import detect_language

TEXT = "Über die Bäume der Stadt schrieb niemand, außer dem Gärtner, der täglich später kam.\n" * 4


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read_text(path).text == TEXT


def test_line_ends_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\r\ntwo\rthree\n")
    assert read_text(path).text == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.txt is empty"),
        (b" \r\n\t\n", "a.txt is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x03\xe8\xff\xfe", "is not a text file"),
        (bytes(range(256)) * 40, "is not a text file"),
        (b"\x00" * 500, "a.txt is empty"),
        (
            b"%PDF-1.7\n1 0 obj",
            "a.txt is a PDF although its name does not say so; rename it to .pdf",
        ),
        (b"a\x01\x02\x03\x04\x05\x06\x07\x08" * 50, "is not a text file"),
        (b"\xff\xfea\x00b", "not valid utf-16-le"),
    ],
)
def test_what_is_not_text_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(DocumentError, match=message) as caught:
        read_document(path)
    assert "\n" not in str(caught.value)


def test_a_stray_control_character_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"The bees\x00 are\x0b kept in many countries of the world.\n" * 3)
    assert "\x00" not in read_document(path).text


def test_size_kind_and_place_are_checked(tmp_path: Path, monkeypatch) -> None:
    with pytest.raises(MissingInput, match="not found"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(DocumentError, match=r"files of type \.xyz are not supported"):
        read_document(tmp_path / "a.xyz")
    (tmp_path / "dir.txt").mkdir()
    with pytest.raises(DocumentError, match="is not a file"):
        read_document(tmp_path / "dir.txt")
    path = tmp_path / "a.txt"
    path.write_text("words " * 100)
    with pytest.raises(DocumentError, match="too big"):
        read_text(path, max_bytes=100)

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DocumentError, match="permission denied"):
        read_document(path)


def test_a_corpus_is_listed_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/a.txt", "queries/q.txt", ".hidden.txt", "README.md",
                 "a.csl.json", "c.doc", "sub/.git/x.txt"):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)
    listing = discover(tmp_path)
    assert [(f.id, f.path.relative_to(tmp_path).as_posix()) for f in listing.files] == [
        ("a", "a.md"),
        ("b", "b.txt"),
    ]
    reasons = {s.path.relative_to(tmp_path).as_posix(): s.reason for s in listing.skipped}
    assert set(reasons) == {"c.doc", "sub/a.txt"}
    assert "a.md" in reasons["sub/a.txt"]
    assert "sub/a.txt" in reasons["sub/a.txt"]
    assert all(suffix in reasons["c.doc"] for suffix in SUPPORTED_SUFFIXES)


def test_an_id_is_nfc_and_loses_only_the_last_suffix(tmp_path: Path) -> None:
    (tmp_path / "e\u0301tude.v2.txt").write_text("Some words stand here.")
    (file,) = discover(tmp_path).files
    assert file.id == "\u00e9tude.v2"
    assert read_document(file.path).id == file.id


def test_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="corpus folder not found"):
        discover(tmp_path / "none")
    with pytest.raises(CorpusError, match="no paper found"):
        discover(tmp_path)


@pytest.mark.parametrize(
    ("sidecar", "message"),
    [
        ("{", "cannot be read as JSON"),
        ("[]", "holds 0 items"),
        ('{"type": "report"}', "'title' is a required property"),
        ('{"type": "novel", "title": "T"}', "field type"),
        ('{"type": "report", "title": "T", "author": [{"given": "A"}]}', "field author/0"),
        ('{"type": "report", "title": "T", "colour": "red"}', "colour"),
    ],
)
def test_a_wrong_sidecar_is_named(tmp_path: Path, sidecar: str, message: str) -> None:
    (tmp_path / "a.txt").write_text("Some words stand here.")
    (tmp_path / "a.csl.json").write_text(sidecar)
    with pytest.raises(DocumentError, match=message) as caught:
        read_document(tmp_path / "a.txt")
    assert "a.csl.json" in str(caught.value)


def test_a_sidecar_is_the_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Some words stand here.")
    item = {"type": "book", "title": "Trees", "issued": {"date-parts": [[2010]]}}
    (tmp_path / "a.csl.json").write_text(json.dumps([item]))
    assert read_document(tmp_path / "a.txt").metadata == {"id": "a", **item}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Plain words", "en"),
        ("한국과 러시아의 협력", "ko"),
        ("Сотрудничество с Россией", "ru"),
        ("これは日本語の文章です", "ja"),
        ("这是中文", "zh"),
        ("The name Путин is Russian and stands in an English text.", "en"),
        ("12 %", "en"),
    ],
)
def test_language_by_script(text: str, code: str) -> None:
    assert detect_language(text) == code
