"""The models of one build, each loaded when first needed and only once."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.errors import EncoderError
from chatbot.indexing.encoders import Encoder, EncoderSource, Resolver, reads


class Models:
    """Found models, loaded on demand."""

    def __init__(self, names: Sequence[str], resolve: Resolver) -> None:
        """Find the models called ``names``.

        Raises:
            EncoderError: one is missing or altered, or none is named.
        """
        if not names:
            raise EncoderError("no embedding model is named; name at least one, such as minilm")
        self.sources: tuple[EncoderSource, ...] = tuple(resolve(name) for name in names)
        self._loaded: dict[str, Encoder] = {}

    @property
    def fingerprints(self) -> tuple[tuple[str, str], ...]:
        """Name and fingerprint of each, in order."""
        return tuple((source.name, source.fingerprint) for source in self.sources)

    def reader(self, language: str) -> Encoder:
        """The first encoder that reads a language, else the first of all.

        Raises:
            EncoderError: one cannot be loaded.
        """
        encoders = (self.load(source) for source in self.sources)
        return next((each for each in encoders if reads(each, {language})), None) or self.load(
            self.sources[0]
        )

    def load(self, source: EncoderSource) -> Encoder:
        """The encoder of one of ``sources``.

        Raises:
            EncoderError: it cannot be loaded.
        """
        if source.name not in self._loaded:
            self._loaded[source.name] = source.load()
        return self._loaded[source.name]
