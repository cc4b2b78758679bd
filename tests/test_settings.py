"""Settings are strict: what is unknown, wrong or missing is one line that names it."""

from pathlib import Path

import pytest

from chatbot.cli import main
from chatbot.errors import MissingInput, SettingsError
from chatbot.settings import Settings, load_settings


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, text, name="own.toml"):
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_the_defaults_hold(here):
    assert load_settings() == Settings()
    assert Settings().encoders.names is None


def test_a_file_changes_what_it_names_and_nothing_else(here):
    file = write(here, "[retrieval]\ncandidates = 7\n[encoders]\nnames = ['minilm', 'other']\n")
    settings = load_settings(file)
    assert (settings.retrieval.candidates, settings.retrieval.dense_weight) == (7, 0.5)
    assert settings.encoders.names == ("minilm", "other")
    assert settings.answers == Settings().answers


def test_the_file_named_goes_before_the_environment_and_that_before_the_folder(here, monkeypatch):
    write(here, "[server]\nport = 1\n", "chatbot.toml")
    assert load_settings().server.port == 1
    monkeypatch.setenv("CHATBOT_SETTINGS", str(write(here, "[server]\nport = 2\n", "two.toml")))
    assert load_settings().server.port == 2
    assert load_settings(write(here, "[server]\nport = 3\n", "three.toml")).server.port == 3


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[retrieval]\ncandidate = 7\n", "setting retrieval.candidate: extra inputs"),
        ("[colours]\nink = 'red'\n", "setting colours: extra inputs"),
        ("[retrieval]\ncandidates = 'many'\n", "setting retrieval.candidates: "),
        ("[retrieval]\ndense_weight = 1.5\n", "setting retrieval.dense_weight: "),
        ("[encoders]\nnames = []\n", "setting encoders.names: "),
        ("[encoders]\nnames = 'minilm'\n", "setting encoders.names: "),
        ("[server]\nport = 70000\n", "setting server.port: "),
        ("retrieval = 3\n", "setting retrieval: "),
        ("[retrieval\n", "is not a TOML file"),
        ("a = 1\na = 2\n", "is not a TOML file"),
    ],
)
def test_what_is_wrong_is_one_line(here, text, named):
    file = write(here, text)
    with pytest.raises(SettingsError) as raised:
        load_settings(file)
    line = str(raised.value)
    assert line.startswith(str(file))
    assert named in line
    assert "\n" not in line


def test_a_file_that_is_not_text_is_refused(here):
    (here / "own.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="not a TOML file"):
        load_settings(here / "own.toml")


def test_a_file_that_cannot_be_read_is_named(here, monkeypatch):
    def refuse(self, **_):
        raise PermissionError(13, "Permission denied", str(self))

    file = write(here, "")
    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(MissingInput, match=r"own\.toml cannot be read: Permission denied"):
        load_settings(file)


def test_a_missing_file_is_named_wherever_it_was_named(here, monkeypatch):
    with pytest.raises(MissingInput, match=r"settings file not found: absent\.toml"):
        load_settings(Path("absent.toml"))
    monkeypatch.setenv("CHATBOT_SETTINGS", "gone.toml")
    with pytest.raises(MissingInput, match=r"gone\.toml"):
        load_settings()


def test_on_the_command_line_a_wrong_setting_is_status_2(here, capsys):
    file = write(here, "[retrieval]\ncandidate = 7\n")
    assert main(["documents", "--settings", str(file)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"error: {file}: setting retrieval.candidate")
    assert err.count("\n") == 1
