"""Starts the web chat; takes the options of ``python -m chatbot serve``."""

import sys

from chatbot.cli import main

if __name__ == "__main__":
    raise SystemExit(main(["serve", *sys.argv[1:]]))
