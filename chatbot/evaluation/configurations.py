"""Named ways to answer over one index: retrieval presets and any switch of the components.

``NAME`` alone is a preset; ``NAME:switch=value,switch=value`` changes any switch of the
retriever or the answerer, from the preset of that name where there is one. Switches are
the components' own fields that hold a number or a truth value, those of their parts with
the part's name: ``dense_weight``, ``budget.total_words``. The settings of the optional
models are switches too: ``models.reranker=NAME-OR-PATH``. Nothing is loaded again.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from chatbot.errors import UsageError
from chatbot.evaluation.model_switches import MODEL_SWITCHES, PREFIX, with_models
from chatbot.evaluation.runner import Configuration

if TYPE_CHECKING:
    from chatbot.pipeline import Chatbot

DEFAULT = "default"

PRESETS: Mapping[str, Mapping[str, str]] = {
    DEFAULT: {},
    "hybrid": {"late_weight": "0"},
    "dense": {"dense_weight": "1", "late_weight": "0"},
    "sparse": {"dense_weight": "0", "late_weight": "0"},
}
"""How passages are ranked: as configured, by both scores alone, or by one of them."""

_COMPONENTS = ("speller", "retriever", "closer", "answerer")

Switch = bool | int | float


def configurations(
    chatbot: Chatbot, named: Sequence[str] = (), *, new_models: bool = True
) -> tuple[Configuration, ...]:
    """The configurations named, ``default`` where none is.

    ``new_models`` allows to name optional models other than those of ``chatbot``.

    Raises:
        UsageError: a preset or switch is unknown, a value does not fit, a name is given twice.
        ModelError: an optional model cannot be loaded.
    """
    passages = chatbot.index.passages
    found: dict[str, Configuration] = {}
    known = [chatbot]
    for text in named or (DEFAULT,):
        name, changes = parse_configuration(text)
        if name in found:
            raise UsageError(f"configuration {name!r} is given twice: name each differently")
        changed = switched(chatbot, changes, known, new_models=new_models)
        known.append(changed)
        found[name] = Configuration(name, changed, passages)
    return tuple(found.values())


def parse_configuration(text: str) -> tuple[str, dict[str, str]]:
    """The name and the switches of ``NAME`` or ``NAME:switch=value,…``.

    Raises:
        UsageError: the name is no preset and changes nothing, or a change has no value.
    """
    name, colon, rest = text.partition(":")
    name = name.strip()
    if not name or (not colon and name not in PRESETS):
        raise UsageError(
            f"unknown configuration {text!r}: known are {', '.join(PRESETS)}; "
            "NAME:switch=value,… makes another"
        )
    changes = dict(PRESETS.get(name, {}))
    for change in filter(None, rest.split(",")):
        switch, equals, value = change.partition("=")
        if not equals or not switch.strip() or not value.strip():
            raise UsageError(f"configuration {text!r}: {change!r} is not switch=value")
        changes[switch.strip()] = value.strip()
    return name, changes


def switched(
    chatbot: Chatbot,
    changes: Mapping[str, str],
    known: Sequence[Chatbot] = (),
    *,
    new_models: bool = True,
) -> Chatbot:
    """The chatbot with some switches changed; it shares the index and the models.

    An optional model that one of ``known`` has is shared too.

    Raises:
        UsageError: no component has such a switch, or the value does not fit it.
        ModelError: an optional model cannot be loaded.
    """
    components: dict[str, Any] = {name: getattr(chatbot, name) for name in _COMPONENTS}
    owners = {
        switch: name for name, component in components.items() for switch in switches(component)
    }
    models = {switch: changes[switch] for switch in changes if switch.startswith(PREFIX)}
    for switch, text in changes.items():
        if switch in MODEL_SWITCHES:
            continue
        if switch not in owners:
            names = ", ".join(sorted({*owners, *MODEL_SWITCHES}))
            raise UsageError(f"unknown switch {switch!r}: known are {names}")
        name = owners[switch]
        components[name] = _changed(components[name], switch.split("."), switch, text)
    changed = dataclasses.replace(chatbot, **components) if changes else chatbot
    return with_models(changed, models, known, new_models=new_models) if models else changed


def switches(component: Any) -> dict[str, Switch]:  # noqa: ANN401 (any dataclass)
    """The numbers and truth values of a component and, after a dot, of its parts."""
    found: dict[str, Switch] = {}
    for field in dataclasses.fields(component):
        value = getattr(component, field.name)
        if isinstance(value, bool | int | float):
            found[field.name] = value
        elif _is_part(value):
            found |= {f"{field.name}.{name}": part for name, part in switches(value).items()}
    return found


def _is_part(value: object) -> bool:
    """Whether a field holds a part that is made of switches alone, such as a budget."""
    return dataclasses.is_dataclass(value) and all(
        isinstance(getattr(value, field.name), bool | int | float)
        for field in dataclasses.fields(value)
    )


def _changed(component: Any, path: Sequence[str], switch: str, text: str) -> Any:  # noqa: ANN401
    present = getattr(component, path[0])
    value = _changed(present, path[1:], switch, text) if path[1:] else _value(switch, text, present)
    return dataclasses.replace(component, **{path[0]: value})


def _value(switch: str, text: str, present: Switch) -> Switch:
    if isinstance(present, bool):
        truths = {"true": True, "on": True, "1": True, "false": False, "off": False, "0": False}
        if text.casefold() not in truths:
            raise UsageError(f"switch {switch}: {text!r} must be on or off")
        return truths[text.casefold()]
    try:
        return int(text) if isinstance(present, int) else float(text)
    except ValueError as error:
        raise UsageError(
            f"switch {switch}: {text!r} must be {'a whole ' if isinstance(present, int) else 'a '}"
            "number"
        ) from error
