"""Where Pandoc is: the binary that comes in the ``pypandoc-binary`` package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from chatbot.errors import RunError


@cache
def pandoc_program() -> str:
    """The path of the program.

    Raises:
        RunError: it is not installed.
    """
    try:
        import pypandoc
    except ImportError as error:
        raise RunError("pandoc is not installed: pip install pypandoc-binary") from error
    bundled = Path(pypandoc.__file__).with_name("files")
    for name in ("pandoc", "pandoc.exe"):
        if (bundled / name).is_file():
            return str(bundled / name)
    return str(pypandoc.get_pandoc_path())
