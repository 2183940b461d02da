"""Chains of records that are sealed: a module names its own in its manifest's slot `sealed_chains`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SealedChain:
    """`digests(after)` yields the digest (hex) of each record behind the first `after`, in their order.

    Records are only ever added at the end, and the digest of one covers the record before. `gather`, if there is one,
    makes a record of what was written since, before a seal is made; that alone makes no seal.
    """

    name: str
    digests: Callable[[int], Iterator[str]]
    gather: Callable[[], None] | None = None
