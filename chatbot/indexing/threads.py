"""How many threads the arithmetic uses, so that libraries do not wait on each other.

NumPy's and FAISS' BLAS threads keep spinning for a while after a product; PyTorch's own
threads then wait for the cores, and encoding a question takes ten times as long. A short
question on one thread costs little on an idle machine and is steady on a busy one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache


def calm_blas() -> None:
    """Keep BLAS to one thread in this process; its products here are small."""
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1, user_api="blas")


@cache
def usual_torch_threads() -> int:
    """As many threads as PyTorch chose by itself; to be asked first when a model is loaded.

    A thread that starts while another one encodes a question would see that one's choice.
    """
    import torch

    return int(torch.get_num_threads())


@contextmanager
def torch_threads(number: int) -> Iterator[None]:
    """Run PyTorch on ``number`` threads here, then on as many as before."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(number)
    try:
        yield
    finally:
        torch.set_num_threads(before)
