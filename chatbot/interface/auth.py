"""Who may use the web chat: a file of ``user:hash`` lines.

``python -m chatbot.interface.auth USER`` asks for a password and prints such a line.
A hash is ``scrypt$N$r$p$salt$key`` with salt and key in base 64 (RFC 7914); the
parameters follow the OWASP recommendation for scrypt.
"""

from __future__ import annotations

import base64
import binascii
import getpass
import hashlib
import hmac
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from chatbot.errors import MissingInput, SettingsError, UsageError

_COST, _BLOCK, _LANES = 2**14, 8, 5
_MEMORY = 64 * 1024 * 1024
_SHORTEST = 8
_REMEDY = "make one with: python -m chatbot.interface.auth USER"


@dataclass(frozen=True, slots=True)
class PasswordHash:
    """The scrypt parameters, salt and derived key of one password."""

    cost: int
    block: int
    lanes: int
    salt: bytes
    key: bytes

    def matches(self, password: str) -> bool:
        """Whether this is the hash of ``password``; the time taken does not tell how near."""
        return hmac.compare_digest(self.key, self._derive(password))

    def _derive(self, password: str) -> bytes:
        return hashlib.scrypt(
            password.encode(),
            salt=self.salt,
            n=self.cost,
            r=self.block,
            p=self.lanes,
            maxmem=_MEMORY,
            dklen=len(self.key),
        )

    def __str__(self) -> str:
        salt, key = (base64.b64encode(part).decode() for part in (self.salt, self.key))
        return f"scrypt${self.cost}${self.block}${self.lanes}${salt}${key}"


def hash_password(password: str, salt: bytes | None = None) -> PasswordHash:
    """The hash of a password with a new salt."""
    salt = os.urandom(16) if salt is None else salt
    empty = PasswordHash(_COST, _BLOCK, _LANES, salt, bytes(32))
    return PasswordHash(_COST, _BLOCK, _LANES, salt, empty._derive(password))


def read_users(path: Path) -> dict[str, PasswordHash]:
    """The users of a file; blank lines and lines that begin with ``#`` are passed over.

    Raises:
        MissingInput: there is no such file.
        SettingsError: it cannot be read, holds no user, or a line is not ``user:hash``.
    """
    if not path.is_file():
        raise MissingInput(f"file of users not found: {path} ({_REMEDY})")
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"file of users {path} cannot be read: {error}") from error
    users: dict[str, PasswordHash] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        user, colon, text = line.strip().rpartition(":")
        if not (user and colon):
            raise SettingsError(f"{path}, line {number}: not a user:hash line ({_REMEDY})")
        users[user] = _parsed(text, f"{path}, line {number}")
    if not users:
        raise SettingsError(f"{path} names no user ({_REMEDY})")
    return users


def checker(users: Mapping[str, PasswordHash]) -> Callable[[str, str], bool]:
    """A function of user and password that says whether they go together.

    An unknown user costs the same time as a wrong password.
    """
    decoy = hash_password("")

    def check(user: str, password: str) -> bool:
        known = users.get(user)
        matches = (known or decoy).matches(password)
        return known is not None and matches

    return check


def _parsed(text: str, where: str) -> PasswordHash:
    parts = text.split("$")
    try:
        name, cost, block, lanes, salt, key = parts
        if name != "scrypt":
            raise ValueError(name)
        parsed = PasswordHash(
            int(cost),
            int(block),
            int(lanes),
            base64.b64decode(salt, validate=True),
            base64.b64decode(key, validate=True),
        )
        parsed.matches("")  # parameters that scrypt refuses must not fail at sign-in
    except (ValueError, binascii.Error, MemoryError) as error:
        raise SettingsError(f"{where}: the hash is not one of this program ({_REMEDY})") from error
    return parsed


def _line(user: str, ask: Callable[[str], str]) -> str:
    if not user or ":" in user or user.startswith("#") or user != user.strip():
        raise UsageError(f"user name {user!r} cannot be used: no ':', '#' or blank at its ends")
    password = ask("Password: ")
    if len(password) < _SHORTEST:
        raise UsageError(f"the password is too short: take at least {_SHORTEST} characters")
    if ask("Once more: ") != password:
        raise UsageError("the two passwords differ: try again")
    return f"{user}:{hash_password(password)}"


def main(arguments: list[str] | None = None, ask: Callable[[str], str] = getpass.getpass) -> int:
    """Print the line of a user; the password is asked for and never shown."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        if len(given) != 1:
            raise UsageError("one user name is needed: python -m chatbot.interface.auth USER")
        sys.stdout.write(f"{_line(given[0], ask)}\n")
    except UsageError as error:
        sys.stderr.write(f"error: {error}\n")
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main())
