"""How many threads the arithmetic uses, so that libraries do not wait on each other.

NumPy's and FAISS' BLAS threads keep spinning for a while after a product; PyTorch's own
threads then wait for the cores, and encoding a question takes ten times as long. A short
question on one thread costs little on an idle machine and is steady on a busy one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


def calm_blas() -> None:
    """Keep BLAS to one thread in this process; its products here are small."""
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1, user_api="blas")


@contextmanager
def one_torch_thread() -> Iterator[None]:
    """Run PyTorch on one thread, then on as many as before."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
