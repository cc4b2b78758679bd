import pytest

from chatbot.retrieval.retriever import HybridRetriever
from tests.fakes import HashingEncoder
from tests.tiny import tiny_index


@pytest.fixture(scope="session")
def index(tmp_path_factory):
    return tiny_index(tmp_path_factory.mktemp("tiny"), HashingEncoder(), target_words=20)


@pytest.fixture(scope="session")
def retriever(index):
    return HybridRetriever(index, [HashingEncoder()])
