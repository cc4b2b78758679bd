"""Tiny models with random weights, saved as a hub would give them: safetensors and JSON."""

import string

WORDS = """the ferry line tickets port authority sold opened passengers carried museum railway
long kilometres tunnels snow trains january who how many what why did a of in and to between
bruma corvo alba steel prices rose pier 1998 1999 1,200 87 ? . , %""".split()
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
INPUT = 48
"""Tokens that the models see at once."""


def save_model(folder, kind, seed=1, labels=1):
    """A BERT of one layer and this class, a few-word vocabulary and numbers from ``seed``."""
    import torch
    import transformers
    from transformers.utils import logging

    logging.disable_progress_bar()
    letters = string.ascii_lowercase + string.digits
    pieces = [*SPECIAL, *WORDS, *letters, *(f"##{letter}" for letter in letters)]
    vocabulary = {piece: number for number, piece in enumerate(dict.fromkeys(pieces))}
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=INPUT,
        initializer_range=0.7,
        num_labels=labels,
    )
    torch.manual_seed(seed)
    getattr(transformers, kind)(config).save_pretrained(folder)
    transformers.BertTokenizerFast(vocab=vocabulary, do_lower_case=True).save_pretrained(folder)
    return folder


def save_reranker(folder, seed=1):
    return save_model(folder, "BertForSequenceClassification", seed)


def save_reader(folder, seed=1):
    return save_model(folder, "BertForQuestionAnswering", seed, labels=2)
