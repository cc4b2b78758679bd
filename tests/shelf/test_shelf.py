"""Adding, removing and describing papers while questions are answered."""

import json
import stat
import threading
import time

import pytest

from chatbot.documents.passwords import FILE, KnownPasswords, kept_passwords
from chatbot.errors import UsageError
from chatbot.indexing.store import load_index
from chatbot.shelf import recognising
from chatbot.shelf.describing import CitationForm
from chatbot.shelf.shelf import ShelfLimits
from tests import pdfs
from tests.fakes import HashingEncoder

from .helpers import CANAL, Shelf

DIGGERS = "How many men dug the Duvno canal?"


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)


def test_an_added_paper_is_asked_without_encoding_the_others_again(shelf):
    before, encoded = shelf.chatbot, len(shelf.encoder.encoded)
    look = shelf.put(canal_txt=CANAL)
    assert (look.state, look.outcomes[0].document) == ("done", "canal")
    assert shelf.chatbot.ask(DIGGERS).extracts[0].document == "canal"
    fresh = " ".join(shelf.encoder.encoded[encoded:])
    assert "barge" in fresh and "ferry" not in fresh and "railway" not in fresh
    assert "canal" not in before.documents and before.ask("museum").extracts
    assert set(load_index(shelf.folders.index).documents) == {"canal", "ferry", "rail"}


def test_a_removed_paper_is_forgotten_everywhere(shelf, tmp_path):
    look = shelf.put(canal_txt=CANAL)
    source = shelf.chatbot.documents["canal"].source.sha256
    pictures = shelf.folders.index / "pictures" / source
    pictures.mkdir(parents=True)
    (pictures / "1.png").write_bytes(b"a picture of the Duvno canal")
    assert shelf.ended(shelf.remove(look.outcomes[0].document)).state == "done"
    assert shelf.added == [] and "canal" not in shelf.chatbot.documents
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert left and not [path for path in left if b"Duvno" in path.read_bytes()]
    assert not pictures.exists()


def test_what_cannot_be_removed_says_why(shelf, tmp_path):
    with pytest.raises(UsageError, match=r"by hand: delete .*ferry\.txt there"):
        shelf.remove("ferry")
    with pytest.raises(UsageError, match="no paper 'zebra'"):
        shelf.remove("zebra")
    alone = Shelf(tmp_path / "alone", papers={"old.txt": CANAL})
    alone.put(new_txt=CANAL + "\nOne thing more stands here.\n")
    (alone.folders.corpus / "old.txt").unlink()
    assert alone.ended(alone.look_again()).state == "done"
    with pytest.raises(UsageError, match="the only paper"):
        alone.remove("new")


def test_a_file_deleted_behind_the_page_goes_from_the_list(shelf):
    shelf.put(canal_txt=CANAL)
    (shelf.folders.corpus / "added" / "canal.txt").unlink()
    (gone,) = (entry for entry in shelf.entries() if entry.gone)
    assert gone.document == "canal"
    assert shelf.ended(shelf.remove("canal")).state == "done"
    assert [entry.document for entry in shelf.entries()] == ["ferry", "rail"]


def test_the_same_content_is_told_and_the_same_name_gets_a_number(shelf):
    ferry = (shelf.folders.corpus / "ferry.txt").read_bytes()
    ids = [shelf.bring("copy.txt", ferry), shelf.bring("FERRY.txt", CANAL)]
    twin, named = shelf.ended(shelf.add(ids)).outcomes
    assert twin.problem == "copy.txt is there already, as ferry.txt"
    assert (named.name, named.document) == ("FERRY (2).txt", "FERRY (2)")
    assert shelf.added == ["FERRY (2).txt"]


def test_one_bad_file_leaves_the_others_unharmed_and_can_be_removed(shelf):
    blank = pdfs.pdf(pdfs.page())
    look = shelf.ended(shelf.add([shelf.bring("blank.pdf", blank), shelf.bring("c.txt", CANAL)]))
    bad, good = look.outcomes
    assert "holds no text on its 1 page" in bad.problem and good.document == "c"
    first = shelf.entries()[0]
    assert (first.document, first.failure) == ("blank", bad.problem)
    shelf.ended(shelf.remove("blank"))
    assert shelf.added == ["c.txt"] and not any(entry.failure for entry in shelf.entries())


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.txt", b"", r"a\.txt is empty \(0 bytes\)"),
        ("a.pdf", b"hello", r"a\.pdf is no PDF"),
        ("a.txt", b"%PDF-1.7", r"a\.txt is a PDF"),
        ("a.exe", b"MZ", r"a\.exe: files of type \.exe are not supported"),
        ("a", b"x", "without a suffix"),
        ("big.txt", b"x" * 2001, r"big\.txt is larger than .*server\.max_upload_mb"),
    ],
)
def test_a_file_that_cannot_be_one_is_refused_on_its_way_in(tmp_path, name, data, told):
    shelf = Shelf(tmp_path, limits=ShelfLimits(largest=2000))
    with pytest.raises(UsageError, match=told):
        shelf.bring(name, data)
    assert not list((shelf.folders.corpus / "added" / ".incoming").glob("*"))


def test_more_than_the_limits_are_told(tmp_path):
    shelf = Shelf(tmp_path, limits=ShelfLimits(at_once=2, papers=3))
    ids = [shelf.bring(f"{n}.txt", f"{CANAL}{n}") for n in range(5)]
    with pytest.raises(UsageError, match="3 files at once, at most 2"):
        shelf.add(ids[:3])
    kept, refused = shelf.ended(shelf.add(ids[3:])).outcomes
    assert kept.document == "3" and "at most 3 papers" in refused.problem
    with pytest.raises(UsageError, match="no file has arrived"):
        shelf.add(ids[:1])


def test_a_page_that_is_read_only_changes_nothing(tmp_path):
    shelf = Shelf(tmp_path, limits=ShelfLimits(read_only=True))
    arrived = shelf.bring("canal.txt", CANAL)
    for change in (lambda: shelf.add([arrived]), shelf.look_again):
        with pytest.raises(UsageError, match="read-only"):
            change()


class GatedEncoder(HashingEncoder):
    """Waits before it encodes passages, once ``gate`` is closed."""

    def __init__(self):
        super().__init__()
        self.gate, self.reached = threading.Event(), threading.Event()
        self.gate.set()

    def encode_passages(self, texts, sentence_spans, advance):
        self.reached.set()
        self.gate.wait(20)
        return super().encode_passages(texts, sentence_spans, advance)


def test_questions_are_answered_while_papers_are_added_and_cancelling_undoes_it(tmp_path):
    shelf = Shelf(tmp_path, GatedEncoder())
    generation = (shelf.folders.index / "current").read_bytes()
    shelf.encoder.gate.clear()
    shelf.encoder.reached.clear()
    job = shelf.add([shelf.bring("canal.txt", CANAL)])
    other = shelf.add([shelf.bring("second.txt", CANAL.replace("Duvno", "Sava"))])
    assert shelf.encoder.reached.wait(20)
    assert shelf.look(other).state == "waiting"
    assert shelf.chatbot.ask("museum").extracts
    shelf.jobs.cancel(job)
    assert shelf.look(job).state == "stopping"
    shelf.encoder.gate.set()
    assert shelf.ended(job).state == "cancelled"
    assert shelf.ended(other).state == "done"
    assert shelf.added == ["second.txt"] and "canal" not in shelf.chatbot.documents
    assert (shelf.folders.index / "current").read_bytes() != generation
    assert len(shelf.chatbots) == 2


def test_a_failed_adding_takes_its_files_away_again(shelf, monkeypatch):
    monkeypatch.setattr(shelf.encoder, "encode_passages", None)
    look = shelf.put(canal_txt=CANAL)
    assert (look.state, look.error) == ("failed", "TypeError")
    assert shelf.added == [] and len(shelf.chatbots) == 1


def encrypted(password, blank=False):
    from io import BytesIO

    from pypdf import PdfReader, PdfWriter

    words = ["The Duvno canal was dug in 1871 by four hundred men.", "Its water turned mills."]
    plain = pdfs.pdf(pdfs.page().lines(72, 72, *([" "] if blank else words)))
    writer = PdfWriter(clone_from=PdfReader(BytesIO(plain)))
    writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_encrypted_paper_asks_for_its_password_and_keeps_it_for_its_owner_alone(shelf):
    job = shelf.add([shelf.bring("secret.pdf", encrypted("sesame"))])
    assert "is encrypted" in shelf.ended(job).outcomes[0].problem
    assert shelf.entries()[0].remedy == "password"
    wrong = shelf.ended(shelf.unlock("secret", "open"))
    assert "is wrong" in wrong.outcomes[0].problem
    assert kept_passwords(shelf.folders.index) == {}
    shelf.ended(shelf.unlock("secret", "sesame"))
    assert shelf.chatbot.ask(DIGGERS).extracts[0].document == "secret"
    file = shelf.folders.index / FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert dict(KnownPasswords(shelf.folders.index, {"a": "b"})) == {"secret": "sesame", "a": "b"}
    shelf.ended(shelf.remove("secret"))
    assert not file.exists()


def test_a_password_that_opens_a_paper_without_text_is_kept(shelf):
    shelf.ended(shelf.add([shelf.bring("blank.pdf", encrypted("sesame", blank=True))]))
    look = shelf.ended(shelf.unlock("blank", "sesame"))
    assert "cannot be undone" in look.outcomes[0].problem  # opened, but without any letter
    assert kept_passwords(shelf.folders.index) == {"blank": "sesame"}


def test_files_that_are_passed_over_are_known(shelf):
    (shelf.folders.corpus / "ferry.md").write_text(CANAL, encoding="utf-8")
    shelf.ended(shelf.look_again())
    (line,) = shelf.passed_over()
    assert "ferry.txt has the same id “ferry” as ferry.md" in line


def test_a_citation_is_written_beside_the_paper_and_used(shelf):
    shelf.put(canal_txt=CANAL)
    assert next(e for e in shelf.entries() if e.document == "canal").unchecked
    form = CitationForm("report", "Canals", "Novak, Ana; Water Board", "1999", doi="10.1000/1")
    shelf.ended(shelf.describe("canal", form))
    sidecar = shelf.folders.corpus / "added" / "canal.csl.json"
    assert json.loads(sidecar.read_text())["author"] == [
        {"family": "Novak", "given": "Ana"},
        {"literal": "Water Board"},
    ]
    entry = next(e for e in shelf.entries() if e.document == "canal")
    assert (entry.title, entry.year, entry.unchecked) == ("Canals", "1999", False)
    assert shelf.form("canal") == form
    with pytest.raises(UsageError, match="'soon' is no year"):
        shelf.describe("canal", CitationForm(title="Canals", year="soon"))
    with pytest.raises(UsageError, match="the title is missing"):
        shelf.describe("canal", CitationForm())
    shelf.ended(shelf.remove("canal"))
    assert not sidecar.exists()


OCRMYPDF = """\
#!{python}
import shutil, sys
shutil.copyfile({recognised!r}, sys.argv[-1])
"""


def test_recognised_text_is_marked_as_such(shelf, tmp_path, monkeypatch):
    import sys

    picture = pdfs.page().box(0, 0, 612, 792)
    job = shelf.add([shelf.bring("scan.pdf", pdfs.pdf(picture))])
    assert "has no text layer: page 1" in shelf.ended(job).outcomes[0].problem
    assert shelf.entries()[0].remedy == "recognise"
    hidden = pdfs.page().box(0, 0, 612, 792)
    hidden.operators.append("3 Tr")
    hidden.text(72, 72, "The Duvno canal was dug in 1871 by four hundred men.")
    (tmp_path / "recognised.pdf").write_bytes(pdfs.pdf(hidden))
    program = tmp_path / "bin" / "ocrmypdf"
    program.parent.mkdir()
    recognised = str(tmp_path / "recognised.pdf")
    program.write_text(OCRMYPDF.format(python=sys.executable, recognised=recognised))
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(program.parent))
    shelf.ended(shelf.recognise("scan"))
    assert shelf.chatbot.documents["scan"].ocr
    assert not shelf.chatbot.documents["ferry"].ocr
    assert shelf.chatbot.ask(DIGGERS).extracts[0].ocr
    assert [entry.document for entry in shelf.entries() if entry.ocr] == ["scan"]


def test_without_the_program_recognising_says_how_to_get_it(shelf, monkeypatch):
    monkeypatch.setenv("PATH", "")
    job = shelf.add([shelf.bring("scan.pdf", pdfs.pdf(pdfs.page().box(0, 0, 612, 792)))])
    shelf.ended(job)
    look = shelf.ended(shelf.recognise("scan"))
    assert look.state == "failed" and "install ocrmypdf" in look.error
    assert not recognising.installed()


def test_the_first_paper_of_an_empty_corpus_opens_the_page(tmp_path):
    from chatbot.errors import CorpusError
    from chatbot.interface.loading import Loading
    from chatbot.locations import Folders
    from chatbot.pipeline import assemble
    from chatbot.shelf.shelf import PaperShelf
    from tests.indexing.helpers import build

    from .helpers import SETTINGS

    folders, encoder = Folders(tmp_path / "corpus", tmp_path / "index"), HashingEncoder()
    folders.corpus.mkdir()

    def load():
        index = build(folders.corpus, folders.index, encoder, target_words=20)
        return assemble(index, [encoder], SETTINGS)

    loading = Loading(load)
    with pytest.raises(CorpusError, match="no paper found"):
        loading.wait()
    shelf = PaperShelf(folders, SETTINGS, loading.wait, loading.replace, print)
    shelf.add([shelf.arrived(shelf.files.take("canal.txt", [CANAL.encode()]))])
    until = time.monotonic() + 30
    while not shelf.jobs.looks()[0].ended and time.monotonic() < until:
        time.sleep(0.01)
    assert loading.ready and set(loading.wait().documents) == {"canal"}
