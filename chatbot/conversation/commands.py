"""Requests as commands: ``/cite note 2``, by names that are the same in every language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.datatypes import Request, RequestKind

_COMMAND = re.compile(r"/\s?(?P<name>[^\W\d_](?:[\w-]*\w)?)(?:\s+(?P<argument>.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, how it is written with its argument, and its other names.

    ``others`` are names in the languages of the readers, by ISO 639-1 code.
    """

    kind: RequestKind
    name: str
    usage: str
    others: Mapping[str, tuple[str, ...]]


COMMANDS = (
    Command("more", "more", "/more", {"ko": ("더",), "ru": ("ещё", "еще")}),
    Command("context", "context", "/context [n]", {"ko": ("문맥",), "ru": ("контекст",)}),
    Command("before", "before", "/before [n]", {"ko": ("앞",), "ru": ("до", "перед")}),
    Command("after", "after", "/after [n]", {"ko": ("뒤",), "ru": ("после",)}),
    Command("where", "where", "/where [n]", {"ko": ("위치", "어디"), "ru": ("где",)}),
    Command("cite", "cite", "/cite [style] [n]", {"ko": ("인용",), "ru": ("цитата", "ссылка")}),
    Command("figures", "figures", "/figures", {"ko": ("그림",), "ru": ("рисунки",)}),
    Command("outline", "outline", "/outline", {"ko": ("목차",), "ru": ("оглавление",)}),
    Command("section", "section", "/section III", {"ko": ("장",), "ru": ("раздел",)}),
    Command("about", "about", "/about", {"ko": ("소개", "요약"), "ru": ("о-статье", "резюме")}),
    Command("define", "define", "/define EEU", {"ko": ("뜻", "정의"), "ru": ("определение",)}),
    Command("help", "help", "/help", {"ko": ("도움말",), "ru": ("помощь", "справка")}),
    Command("clear", "clear", "/clear", {"ko": ("지우기",), "ru": ("очистить",)}),
    Command("export", "export", "/export [md|json]", {"ko": ("내보내기",), "ru": ("экспорт",)}),
)
"""The commands in the order in which help lists them."""

_BY_NAME: Mapping[str, tuple[RequestKind, str | None]] = {
    **{command.name: (command.kind, None) for command in COMMANDS},
    **{
        name: (command.kind, language)
        for command in COMMANDS
        for language, names in command.others.items()
        for name in names
    },
}


def parsed(text: str, language: str) -> Request | None:
    """The request of a command; of kind ``unknown`` where no command has the name.

    ``language`` is that of the conversation; a name in a language of its own decides.
    """
    match = _COMMAND.fullmatch(text.strip())
    if match is None:
        return None
    name = match["name"].casefold()
    kind, own = _BY_NAME.get(name, ("unknown", None))
    argument = " ".join((match["argument"] or "").split())
    return Request(kind, name if kind == "unknown" else argument, own or language)
