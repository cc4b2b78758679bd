"""``python -m chatbot`` does what the ``chatbot`` command does."""

import sys

from chatbot.cli import main

if __name__ == "__main__":
    sys.exit(main())
