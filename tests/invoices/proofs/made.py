"""An export, its seals and what a disclosure counts, made without a database."""

from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from invoices.modules.ledger.domain.chain import GENESIS, digest
from invoices.modules.proofs.domain.households import CountedPeriod, HouseholdTree
from invoices.modules.proofs.domain.seals import FIRST, ChainHead, Seal
from property_ops.kernel.canonical import canonical
from property_ops.kernel.merkle import Tree, consistency_proof, leaf_hash

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw().hex()
NAMES = ("王秀英", "𠮷野", "\U0002ebf0", "e\u0301 é", "👩‍🔧", "张〓", "\u2028\t\x7f\"\\'")
SECRET = bytes(range(32, 64))


@dataclass(frozen=True)
class Exported:
    ledger: list[bytes]
    seals: list[bytes]
    households: list[bytes]
    tree: HouseholdTree
    digests: list[str]


def exported(*, entries: int = 24, sealed: tuple[int, ...] = (5, 6, 16, 24)) -> Exported:
    lines = [canonical({"format": "property-ops ledger", "genesis": GENESIS, "version": 2})]
    previous, balances, bills, digests = GENESIS, {"1122": 0, "5001.01": 0}, [], []
    for number in range(1, entries + 1):
        fen, bill = number * 101_07, f"ZD2022-{number:06d}"
        content = {
            "evidence": f"{number:064x}" if number % 2 else "",
            "legs": [["1122", "BC01", f"BC01-1-1-{number}", "7", fen], ["5001.01", "BC01", "", "", -fen]],
            "memo": f"账单 {bill} {NAMES[number % len(NAMES)]}",
            "month": "2022-05-01",
            "number": number,
            "posted_on": "2022-06-01",
            "previous": previous,
            "source": f"bill/{bill}",
        }
        previous = digest(**{**content, "legs": map(tuple, content["legs"])})
        lines.append(canonical({**content, "digest": previous}))
        balances["1122"], balances["5001.01"] = balances["1122"] + fen, balances["5001.01"] - fen
        bills.append((bill, fen))
        digests.append(previous)
    lines.append(canonical({"balances": balances, "entries": entries, "head": previous}))
    tree = HouseholdTree(CountedPeriod("GS2022-000001", "BC01", "2022-Q2"), bills, SECRET)
    households = tree.lines(start="2022-04-01", end="2022-07-01", up_to=entries)
    return Exported(
        [line + b"\n" for line in lines],
        seals_over(digests, sealed, tree.head),
        [line.encode() for line in households],
        tree,
        digests,
    )


def seals_over(digests: list[str], sizes: tuple[int, ...], households: str) -> list[bytes]:
    """One seal at each size, the last of a disclosure."""
    found: list[Seal] = []
    tree = Tree()
    for number, size in enumerate(sizes, start=1):
        added = [leaf_hash(bytes.fromhex(one)) for one in digests[tree.size : size]]
        proof = tuple(one.hex() for one in consistency_proof(tree, added))
        for one in added:
            tree.append_hash(one)
        is_last = size == sizes[-1]
        seal = Seal(
            number=number,
            kind="disclosure" if is_last else "day",
            name="GS2022-000001" if is_last else f"2022-06-{number:02d}",
            sealed_at=f"2022-06-{number:02d}T15:55:00Z",
            chains={"ledger": ChainHead(size, tree.root.hex(), proof)},
            previous=found[-1].digest if found else FIRST,
            key=PUBLIC,
            facts={"households": households} if is_last else {},
        )
        found.append(replace(seal, signature=KEY.sign(seal.signed).hex()))
    return [f"{seal.line}\n".encode() for seal in found]
