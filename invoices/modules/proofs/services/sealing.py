"""Making seals: the heads of all chains, signed, stored, and appended to the file of seals (product.md rule 21)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from invoices.modules.ledger.public import books, head
from invoices.modules.proofs import selectors
from invoices.modules.proofs.domain.seals import FIRST, ChainHead, Seal, SealKind
from invoices.modules.proofs.models import StoredSeal
from invoices.modules.proofs.services.keys import public_part, signing_key
from property_ops.framework import audit
from property_ops.framework.accounts import system_user
from property_ops.framework.locking import process_lock
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.sealing import SealedChain
from property_ops.framework.slots import plugged_into
from property_ops.framework.timed import last_time_of
from property_ops.kernel.merkle import Tree, consistency_proof, leaf_hash

LEDGER = "ledger"
AT = time(23, 30)
"""When a day's seal is due, by the clock of the estates."""
LATE = timedelta(hours=36)


def seal_day(*, day: date, by: User, now: datetime) -> StoredSeal | None:
    """Seal what there is, for `day`; None where nothing was recorded since the last seal. Raises NotAllowed."""
    require(by, "proofs.seal")
    with transaction.atomic(), books():
        last = selectors.last_seal()
        if not any(_has_grown(chain, last) for chain in plugged_into("sealed_chains")):
            return None
        return seal_now(kind=SealKind.DAY, name=str(day), by=by, now=now)


def is_sealing_due(now: datetime) -> bool:
    """Something was posted that no seal covers, and none was made since the last evening's moment."""
    last = selectors.last_seal()
    if last is not None and last.sealed_at >= last_time_of(AT, now):
        return False
    return head().number > (last.size if last else 0)


def seal_due_day(*, now: datetime) -> StoredSeal | None:
    """The seal of the day whose evening has come, made by the product itself; None where none is due."""
    if not is_sealing_due(now):
        return None
    return seal_day(day=timezone.localdate(last_time_of(AT, now)), by=system_user(), now=now)


def seal_now(
    *, kind: SealKind, name: str, by: User, now: datetime, facts: Mapping[str, str | int] | None = None
) -> StoredSeal:
    """Seal what there is in the caller's transaction; the file of seals has it once that is committed."""
    key = signing_key()
    with books():
        last = selectors.last_seal()
        trees, chains = {}, {}
        for chain in plugged_into("sealed_chains"):
            if chain.gather:
                chain.gather()
            trees[chain.name], chains[chain.name] = _grown(chain, last)
        seal = Seal(
            number=last.number + 1 if last else 1,
            kind=kind.value,
            name=name,
            sealed_at=moment_of(now),
            chains=chains,
            previous=last.seal.digest if last else FIRST,
            key=public_part(key),
            facts=dict(facts or {}),
        )
        stored = _stored(_signed(seal, key), trees, now)
        audit.record(by=by, action="proofs.sealed", subject=f"{stored.number} {name}", head=stored.head)
    transaction.on_commit(append_to_file, robust=True)
    return stored


def moment_of(now: datetime) -> str:
    """As a seal's line has it."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def append_to_file() -> None:
    """Append the seals that the file does not have yet; what stands in it is never touched."""
    path = settings.SEALS
    with process_lock("seals"):
        there = set(path.read_text(encoding="utf-8").splitlines()) if path.exists() else set()
        missing = [line for line in selectors.seal_lines() if line not in there]
        if missing:
            with path.open("a", encoding="utf-8", newline="\n") as file:
                file.writelines(f"{line}\n" for line in missing)


def _has_grown(chain: SealedChain, last: StoredSeal | None) -> bool:
    return chain.gather is None and next(chain.digests(_tree_of(chain, last).size), None) is not None


def _grown(chain: SealedChain, last: StoredSeal | None) -> tuple[Tree, ChainHead]:
    """The chain's tree with what was recorded since the last seal, and its head with the proof that it goes on."""
    before = _tree_of(chain, last)
    added = [leaf_hash(bytes.fromhex(digest)) for digest in chain.digests(before.size)]
    tree = Tree(before.size, before.frontier)
    for one in added:
        tree.append_hash(one)
    proof = tuple(one.hex() for one in consistency_proof(before, added))
    return tree, ChainHead(tree.size, tree.root.hex(), proof)


def _tree_of(chain: SealedChain, last: StoredSeal | None) -> Tree:
    if last is None or chain.name not in last.seal.chains:
        return Tree()
    parts = [bytes.fromhex(part) for part in last.frontiers[chain.name]]
    return Tree(last.seal.chains[chain.name].size, parts)


def _signed(seal: Seal, key: Ed25519PrivateKey) -> Seal:
    return replace(seal, signature=key.sign(seal.signed).hex())


def _stored(seal: Seal, trees: Mapping[str, Tree], now: datetime) -> StoredSeal:
    return StoredSeal.objects.create(
        number=seal.number,
        kind=seal.kind,
        name=seal.name,
        sealed_at=now,
        head=seal.head,
        size=seal.chains[LEDGER].size,
        line=seal.line,
        frontiers={name: [part.hex() for part in tree.frontier] for name, tree in trees.items()},
    )
