"""Chains of records that are sealed: a module names its own in its manifest's slot `sealed_chains`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SealedChain:
    """`digests(after)` yields the digest (hex) of each record behind the first `after`, in their order.

    Records are only ever added at the end, and the digest of one covers the record before.
    """

    name: str
    digests: Callable[[int], Iterator[str]]
