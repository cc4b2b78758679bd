import json

from chatbot.cli import main
from chatbot.feedback import Asked, FeedbackStore, Mark, Piece


def settings(tmp_path):
    file = tmp_path / "settings.toml"
    marks = (tmp_path / "marks.sqlite3").as_posix()
    file.write_text(f'[feedback]\nfile = "{marks}"\n', encoding="utf-8")
    return str(file)


def test_marks_are_written_as_queries_to_a_new_file(tmp_path, capsys):
    store = FeedbackStore(tmp_path / "marks.sqlite3")
    store.put(Mark(Asked("Wie tief?", "Wie tief?"), "up", Piece("harbours", "1,4 m – tief", 5, 17)))
    store.put(Mark(Asked("Who won?", "Who won?"), "down"))
    output = tmp_path / "made.jsonl"
    call = ["queries", "from-feedback", str(output), "--settings", settings(tmp_path)]
    assert main(call) == 0
    assert capsys.readouterr().out.splitlines()[0] == "2 queries, 1 to be reviewed"
    first, second = map(json.loads, output.read_text(encoding="utf-8").splitlines())
    assert first["evidence"] == [{"document": "harbours", "quote": "1,4 m – tief", "start": 5}]
    assert second["needs_review"] is True
    assert main(call) == 2
    assert "exists already" in capsys.readouterr().err


def test_without_marks_nothing_is_written(tmp_path, capsys):
    output = tmp_path / "made.jsonl"
    call = ["queries", "from-feedback", str(output), "--settings", settings(tmp_path)]
    assert main(call) == 1
    assert "nothing is marked" in capsys.readouterr().err
    assert not output.exists() and not (tmp_path / "marks.sqlite3").exists()


def test_a_file_that_cannot_be_written_is_told(tmp_path, capsys):
    FeedbackStore(tmp_path / "marks.sqlite3").put(Mark(Asked("Q", "Q"), "up"))
    output = tmp_path / "none" / "made.jsonl"
    assert main(["queries", "from-feedback", str(output), "--settings", settings(tmp_path)]) == 1
    assert "cannot write" in capsys.readouterr().err
