"""Train a small model that reads a question together with a sentence, and measure it.

    python -m scripts.train_evidence_model --data DIR --out FOLDER [--minutes N] [--work DIR]

DIR/training holds SQuAD's training sentences and SelQA. With ``--work``, where the indexes of
``scripts.fit_confidence`` are kept, the model is measured on DIR/squad and DIR/covidqa, of which it
has seen nothing: how well it tells what a document answers from what it does not, alone
and beside the sum that the confidence rests on. It is no part of the program: what was
measured, and why it is not shipped, is in docs/decisions/0025-trained-evidence-model.md.

The start is the bundled all-MiniLM-L6-v2. Its upper layers and a small head are trained;
what lies below stays as it is, so that FOLDER holds only these (``upper.safetensors``, 11 MB in
half precision) and a manifest of what they were trained on and belong to. Training stops after
``--minutes``; the learning rate falls with the time, so more time is a longer training. Where the
processor has no bfloat16 it is several times slower. Two runs give unequal weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from sklearn.metrics import roc_auc_score
from torch import nn
from torch.nn import functional
from transformers import AutoTokenizer, BertModel

from chatbot.indexing.minilm import WEIGHTS_SHA256, model_folder, source
from scripts.evidence_pairs import Pair, WordVector, groups
from scripts.measure_evidence_model import measure

FROZEN = 3
"""Layers that are not trained, from below, besides the embeddings."""
LONGEST_QUESTION = 32
LONGEST_SENTENCE = 60
"""In tokens; what is longer is cut at its end."""
TOGETHER = 8
"""Questions in a step."""
HELD_OUT = 150
"""Questions of the training sets that are kept back, to see whether anything is learnt."""
RATES = (1e-4, 1e-3)
"""The learning rates of the layers and of the head."""
WARM_UP = 60
"""Steps in which the rates rise."""
LISTWISE = 0.5
"""The weight of telling the right pair of a group from its others."""
SOURCES = ("squad_train_sentences.tsv", "selqa.jsonl")


class PairReader(nn.Module):
    """MiniLM over question and sentence, and a head over what it makes of both.

    The head sees the first token, the product and the distance of the two mean vectors, so that
    it starts from the likeness that MiniLM was trained for.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.tokenizer = AutoTokenizer.from_pretrained(str(folder))
        self.bert = BertModel.from_pretrained(str(folder), add_pooling_layer=False)
        size = self.bert.config.hidden_size
        self.head = nn.Sequential(
            nn.Linear(3 * size, size // 2), nn.GELU(), nn.Dropout(0.1), nn.Linear(size // 2, 1)
        )
        for part in (self.bert.embeddings, *self.bert.encoder.layer[:FROZEN]):
            part.requires_grad_(requires_grad=False)

    def forward(self, pairs: Sequence[Pair]) -> torch.Tensor:
        """Log odds (n,) that the sentences answer."""
        rows = [self._tokens(pair) for pair in pairs]
        longest = max(len(ids) for ids, _ in rows)
        ids = torch.tensor([row + [0] * (longest - len(row)) for row, _ in rows])
        parts = torch.tensor([row + [0] * (longest - len(row)) for _, row in rows])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = self.bert(input_ids=ids, attention_mask=(ids > 0).long())
        hidden = out.last_hidden_state.float()
        asked, said = (self._mean(hidden, parts == part) for part in (1, 2))
        first = functional.layer_norm(hidden[:, 0], hidden.shape[-1:])
        seen = torch.cat([first, asked * said * 20, (asked - said).abs() * 20], dim=-1)
        return self.head(seen)[:, 0]

    @staticmethod
    def _mean(hidden: torch.Tensor, chosen: torch.Tensor) -> torch.Tensor:
        """The unit mean (n, d) of the chosen tokens' states (n, t, d)."""
        weights = chosen.float().unsqueeze(-1)
        mean = (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)
        return functional.normalize(mean, dim=-1)

    def _tokens(self, pair: Pair) -> tuple[list[int], list[int]]:
        """Token ids, and which part each is of: 1 the question, 2 the sentence, 0 none."""
        start, end = self.tokenizer.cls_token_id, self.tokenizer.sep_token_id
        asked = self.tokenizer.encode(pair.question, add_special_tokens=False)[:LONGEST_QUESTION]
        said = self.tokenizer.encode(pair.sentence, add_special_tokens=False)[:LONGEST_SENTENCE]
        parts = [0, *[1] * len(asked), 0, *[2] * len(said), 0]
        return [start, *asked, end, *said, end], parts

    def word_vectors(self) -> WordVector:
        """Words by the mean of their pieces' own embeddings, before any layer."""
        table = self.bert.embeddings.word_embeddings.weight.detach().numpy()
        table = table - table.mean(axis=0)
        table /= np.linalg.norm(table, axis=1, keepdims=True).clip(1e-6)
        kept: dict[str, np.ndarray] = {}

        def vector(word: str) -> np.ndarray:
            if word not in kept:
                mean = table[self.tokenizer.encode(word, add_special_tokens=False)].mean(axis=0)
                kept[word] = mean / max(float(np.linalg.norm(mean)), 1e-6)
            return kept[word]

        return vector


def main() -> int:
    """Train, store, measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="where the layers are written")
    parser.add_argument(
        "--work", type=Path, help="where indexes are kept; without it nothing is measured"
    )
    parser.add_argument("--minutes", type=float, default=38.0)
    parser.add_argument("--most", type=int, default=1500, help="questions measured, a group")
    options = parser.parse_args()
    source()  # refuses other weights than the published ones
    torch.set_num_threads(1)
    torch.manual_seed(0)
    reader, chooser = PairReader(model_folder()), random.Random(1)
    made = list(groups(options.data / "training", reader.word_vectors(), chooser))
    chooser.shuffle(made)
    print(f"{len(made)} questions, {sum(map(len, made))} pairs")
    read = train(reader, made[HELD_OUT:], options.minutes * 60, chooser)
    pairs = [pair for group in made[:HELD_OUT] for pair in group]
    told = roc_auc_score([pair.answers for pair in pairs], scores(reader, pairs))
    print(f"pairs of the training sets held out: AUROC {told:.3f}")
    store(reader, options.out, options.data / "training", read)
    if options.work:
        stored = restored(options.out)
        measure(lambda pairs: scores(stored, pairs), options.data, options.work, options.most)
    return 0


def train(
    reader: PairReader, made: Sequence[list[Pair]], seconds: float, chooser: random.Random
) -> int:
    """Train until the time is up; returns how many pairs were read."""
    layers = [part for part in reader.bert.parameters() if part.requires_grad]
    rated = [{"params": layers}, {"params": list(reader.head.parameters())}]
    optimiser = torch.optim.AdamW(rated, weight_decay=0.01)
    began, read = time.monotonic(), 0
    reader.train()
    for step, batch in enumerate(_batches(made, chooser)):
        left = 1.0 - (time.monotonic() - began) / seconds
        if left <= 0:
            break
        for group, rate in zip(optimiser.param_groups, RATES, strict=True):
            group["lr"] = rate * min(1.0, step / WARM_UP) * max(0.02, left)
        loss = _loss(reader, batch)
        loss.backward()
        nn.utils.clip_grad_norm_(layers, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        read += sum(map(len, batch))
        if step % 100 == 0:
            print(f"{read} pairs read, {left:.2f} of the time left, loss {loss.item():.3f}")
    return read


def _batches(made: Sequence[list[Pair]], chooser: random.Random) -> Iterator[list[list[Pair]]]:
    """Groups of like length together, without end; in each round in another order."""
    while True:
        order = list(made)
        chooser.shuffle(order)
        for start in range(0, len(order), 20 * TOGETHER):
            part = sorted(order[start : start + 20 * TOGETHER], key=lambda g: len(g[0].sentence))
            batches = [part[at : at + TOGETHER] for at in range(0, len(part), TOGETHER)]
            chooser.shuffle(batches)
            yield from batches


def _loss(reader: PairReader, batch: Sequence[list[Pair]]) -> torch.Tensor:
    """Each pair judged by itself, right ones counting twice, and the right one among its group."""
    odds = reader([pair for group in batch for pair in group])
    right = torch.tensor([float(pair.answers) for group in batch for pair in group])
    alone = functional.binary_cross_entropy_with_logits(odds, right, weight=right + 1)
    groups_odds = odds.split([len(group) for group in batch])
    among = torch.stack([torch.logsumexp(one, 0) - one[0] for one in groups_odds]).mean()
    return alone + LISTWISE * among


def scores(reader: PairReader, pairs: Sequence[Pair]) -> np.ndarray:
    """Log odds (n,) of pairs, read in batches of like length."""
    reader.eval()
    order = sorted(range(len(pairs)), key=lambda at: len(pairs[at].sentence))
    found = np.zeros(len(pairs), np.float32)
    with torch.inference_mode():
        for start in range(0, len(order), 32):
            places = order[start : start + 32]
            found[places] = reader([pairs[at] for at in places]).numpy()
    return found


def store(reader: PairReader, folder: Path, training: Path, read: int) -> None:
    """Write what was trained, in half precision, and where it comes from."""
    folder.mkdir(parents=True, exist_ok=True)
    trained = {name for name, part in reader.named_parameters() if part.requires_grad}
    state = {name: part.half() for name, part in reader.state_dict().items() if name in trained}
    save_file(state, folder / "upper.safetensors")
    record = {
        "base": {"name": "all-MiniLM-L6-v2", "sha256": WEIGHTS_SHA256, "layers kept": FROZEN},
        "trained_on": {
            name: hashlib.sha256((training / name).read_bytes()).hexdigest() for name in SOURCES
        },
        "licences": "text of SQuAD CC BY-SA 4.0; SelQA Apache-2.0",
        "pairs_read": read,
        "sha256": hashlib.sha256((folder / "upper.safetensors").read_bytes()).hexdigest(),
    }
    (folder / "manifest.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


def restored(folder: Path) -> PairReader:
    """The model as ``store`` wrote it."""
    reader = PairReader(model_folder())
    state = load_file(folder / "upper.safetensors")
    reader.load_state_dict({name: part.float() for name, part in state.items()}, strict=False)
    return reader


if __name__ == "__main__":
    raise SystemExit(main())
