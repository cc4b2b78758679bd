import socket
import subprocess
import sys

import pytest

from chatbot.errors import MissingInput, SettingsError, UsageError
from chatbot.interface.auth import checker, hash_password, main, read_users
from chatbot.interface.server import Address, free_address


def test_the_address_comes_from_the_call_then_the_environment_then_the_default(monkeypatch):
    monkeypatch.setenv("GRADIO_SERVER_NAME", "0.0.0.0")
    monkeypatch.setenv("GRADIO_SERVER_PORT", "0")
    assert free_address(None, None).host == "0.0.0.0"
    assert free_address("127.0.0.1", 0).host == "127.0.0.1"
    monkeypatch.delenv("GRADIO_SERVER_NAME")
    assert free_address(None, 0).host == "127.0.0.1"


def test_port_zero_takes_a_free_one():
    assert free_address("127.0.0.1", 0).port > 0


def test_a_port_in_use_is_told_with_the_remedy():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=rf"127.0.0.1 port {port} .*--port"):
            free_address("127.0.0.1", port)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 99999), ("192.0.2.7", 0)])
def test_an_address_that_cannot_be_used_is_told(host, port, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", _literal)
    with pytest.raises(UsageError, match="cannot listen on"):
        free_address(host, port)


def _literal(host, port, **_):
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]


def test_a_port_in_the_environment_that_is_no_number_is_told(monkeypatch):
    monkeypatch.setenv("GRADIO_SERVER_PORT", "http")
    with pytest.raises(UsageError, match="GRADIO_SERVER_PORT is 'http'"):
        free_address(None, None)


@pytest.mark.parametrize(
    ("address", "url"),
    [
        (Address("127.0.0.1", 7860), "http://127.0.0.1:7860/"),
        (Address("0.0.0.0", 80), "http://127.0.0.1:80/"),
        (Address("::1", 80), "http://[::1]:80/"),
    ],
)
def test_the_url_is_one_for_this_machine(address, url):
    assert address.url == url


def test_who_has_the_password_comes_in(tmp_path):
    file = tmp_path / "users"
    file.write_text(f"# staff\n\nada:{hash_password('a long secret')}\n", encoding="utf-8")
    check = checker(read_users(file))
    assert check("ada", "a long secret")
    assert not check("ada", "a long secreT")
    assert not check("bob", "a long secret")
    assert not check("", "")
    assert "secret" not in file.read_text(encoding="utf-8").partition("\n")[2]


def test_two_hashes_of_one_password_differ():
    assert str(hash_password("same words")) != str(hash_password("same words"))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ada",
        "ada:plain password",
        "ada:scrypt$16384$8$5$AAAA$AAAA$AAAA",
        "ada:scrypt$3$8$5$AAAA$AAAA",
        "ada:scrypt$1073741824$8$5$AAAA$AAAA",
        "ada:scrypt$16384$8$5$!$AAAA",
        "ada:md5$16384$8$5$AAAA$AAAA",
        ":scrypt$16384$8$5$AAAA$AAAA",
    ],
)
def test_a_file_of_users_that_is_none_is_refused_with_the_remedy(tmp_path, line):
    file = tmp_path / "users"
    file.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"python -m chatbot\.interface\.auth"):
        read_users(file)


def test_a_missing_file_of_users_is_told(tmp_path):
    with pytest.raises(MissingInput, match="not found"):
        read_users(tmp_path / "none")


def test_the_command_makes_a_line_that_lets_its_user_in(tmp_path, capsys):
    assert main(["ada"], ask=lambda _: "a long secret") == 0
    file = tmp_path / "users"
    file.write_text(capsys.readouterr().out, encoding="utf-8")
    assert checker(read_users(file))("ada", "a long secret")


@pytest.mark.parametrize(
    ("arguments", "answers"),
    [([], []), (["a:b"], []), (["ada"], ["short"]), (["ada"], ["long enough", "another one"])],
)
def test_the_command_refuses_what_would_not_work(arguments, answers, capsys):
    replies = iter(answers)
    assert main(arguments, ask=lambda _: next(replies)) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("error: ") and err.count("\n") == 1


def test_rendering_and_server_do_not_import_gradio():
    program = (
        "import sys, chatbot.interface.server, chatbot.interface.chat, chatbot.interface.theme;"
        "sys.exit(any(name in sys.modules for name in ('gradio', 'torch', 'faiss')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0
