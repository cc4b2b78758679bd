"""One module for each system compared; each runs in its own process and environment.

An adapter imports nothing of this project but ``exchange`` (the program's own excepted),
so that a peer's environment needs the peer alone.
"""
