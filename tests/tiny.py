"""A tiny corpus of made-up papers and a chatbot over it, with the hashing encoder."""

from chatbot.pipeline import assemble
from chatbot.settings import Settings
from tests.fakes import HashingEncoder
from tests.indexing.helpers import build

FERRY = """\
Bridges Across the Strait

The city of Alba opened a ferry line in 1998. It carried 1,200 passengers a day in 1999. The \
Port Authority ran the ferry and sold the tickets.

Nevertheless, the ferry plan collapsed for the following reasons.

First, nobody counted the passengers. Surveys came too late.

Second, tickets cost more than the bus. A family paid 40 euros.

Third, storms closed the line every winter.

Steel prices rose by 30% in 2008. The old pier was sold to a museum.

The museum keeps a “green *lantern*” and a bell from the last boat.
"""
RAIL = """\
Rails in the Hills

The railway between Bruma and Corvo is 87 kilometres long. Engineers planned four tunnels.

Snow stopped the trains in January. The railway hired sixty workers to clear the tracks.

A museum of engines opened at Bruma in 2011.
"""
PAPERS = {"ferry.txt": FERRY, "rail.txt": RAIL}


def write_papers(folder, papers=None):
    """A corpus folder with these papers."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (papers or PAPERS).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def tiny_index(folder, *encoders, papers=None, **options):
    """The index of a few papers, built below ``folder``."""
    corpus = write_papers(folder / "corpus", papers)
    return build(corpus, folder / "index", *encoders, **options)


def tiny_chatbot(folder, papers=None, settings=None):
    """A chatbot over a few papers, with small passages."""
    encoder = HashingEncoder()
    index = tiny_index(folder, encoder, papers=papers, target_words=20)
    return assemble(index, [encoder], settings or Settings())
