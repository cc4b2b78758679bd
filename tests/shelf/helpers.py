"""A shelf over two tiny papers, with the hashing encoder."""

import time

from chatbot.locations import Folders
from chatbot.pictures import Pictures
from chatbot.pipeline import assemble
from chatbot.settings import EncoderSettings, PassageSettings, Settings
from chatbot.shelf.shelf import PaperShelf
from tests.fakes import HashingEncoder
from tests.tiny import tiny_index

SETTINGS = Settings(
    encoders=EncoderSettings(names=("hashing",)), passages=PassageSettings(target_words=20)
)
CANAL = """\
Canals of the Plain

The Duvno canal was dug in 1871 by four hundred men. Its water turned eleven mills.

The last barge passed the Duvno lock in 1953.
"""


class Shelf(PaperShelf):
    """Also holds the chatbot that answers, and every one that took its place."""

    def __init__(self, folder, encoder=None, limits=None, papers=None):
        self.encoder = encoder or HashingEncoder()
        index = tiny_index(folder, self.encoder, papers=papers, target_words=20)
        self.chatbots = [assemble(index, [self.encoder], SETTINGS)]
        self.folders = Folders(folder / "corpus", folder / "index")
        self._listener = None
        self.pictures = Pictures(lambda: self.chatbot.documents, self.folders)
        super().__init__(
            self.folders,
            SETTINGS,
            lambda: self.chatbots[-1],
            self._take,
            self.pictures.forget,
            limits,
        )

    def after(self, told):
        """Also tell somebody else of every new chatbot."""
        self._listener = told

    def _take(self, chatbot):
        self.chatbots.append(chatbot)
        if self._listener:
            self._listener(chatbot)

    @property
    def chatbot(self):
        return self.chatbots[-1]

    @property
    def added(self):
        """The names of the files in the folder of added papers."""
        folder = self.folders.corpus / "added"
        return sorted(path.name for path in folder.iterdir() if path.is_file())

    def bring(self, name, data):
        """Let one file arrive; its id."""
        data = data.encode() if isinstance(data, str) else data
        return self.arrived(self.files.take(name, [data]))

    def put(self, **files):
        """Add files (“canal_txt” is canal.txt) and wait; what came of it."""
        named = {name.replace("_txt", ".txt"): data for name, data in files.items()}
        return self.ended(self.add([self.bring(*file) for file in named.items()]))

    def ended(self, job):
        """Wait for a job; what came of it."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            look = self.look(job)
            if look.ended:
                return look
            time.sleep(0.005)
        raise TimeoutError(job)

    def look(self, job):
        return next(look for look in self.jobs.looks() if look.id == job)
