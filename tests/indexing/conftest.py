import pytest

from tests.indexing.helpers import RAIL, TRADE


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "trade.txt").write_text(TRADE)
    (folder / "rail.txt").write_text(RAIL)
    return folder


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"
