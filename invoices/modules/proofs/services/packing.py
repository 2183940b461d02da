"""An auditor's folder: the ledger, the seals, what a quarter's disclosures count, both verifiers, and a read-me."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from invoices.modules.ledger.public import export_ledger, export_verifiers
from invoices.modules.proofs import selectors
from invoices.modules.proofs.domain.errors import NothingDisclosed
from invoices.modules.proofs.domain.seals import SealKind
from invoices.modules.proofs.models import CountedHouseholds
from invoices.modules.proofs.reports.read_me import FileInPack, PosterInPack, read_me
from invoices.modules.proofs.services.keys import public_key
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.slots import plugged_into

READ_ME = "读我.txt"


def write_audit_pack(*, period: str, out: Path, by: User) -> int:
    """Write the folder of a quarter such as `2022-Q2`; how many disclosures it holds.

    Seals are written before the ledger, which may grow meanwhile. Raises NotAllowed, NothingDisclosed.
    """
    require(by, "ledger.export")
    counted = selectors.counted_in(period)
    if not counted:
        raise NothingDisclosed(period=period)
    out.mkdir(parents=True, exist_ok=True)
    for papers in plugged_into("audit_pack_papers"):
        for name, content in papers([one.disclosure for one in counted]):
            (out / name).write_bytes(content)
    posters = [_with_households(one, out) for one in counted]
    _write(out / "seals.jsonl", (f"{line}\n" for line in selectors.seal_lines()))
    export_ledger(out=out / "ledger.jsonl", by=by)
    export_verifiers(folder=out)
    files = [
        FileInPack(path.name, sha256(path.read_bytes()).hexdigest())
        for path in sorted(out.iterdir())
        if path.is_file() and path.name != READ_ME
    ]
    said = read_me(period=period, key=public_key(), posters=posters, files=files)
    # With a mark and Windows' line ends: the oldest Notepad of an office shows it rightly.
    (out / READ_ME).write_text(said, encoding="utf-8-sig", newline="\r\n")
    audit.record(by=by, action="proofs.audit_pack", subject=period, disclosures=len(counted))
    return len(counted)


def _with_households(one: CountedHouseholds, out: Path) -> PosterInPack:
    tree = selectors.tree_of(one)
    name = f"households-{one.disclosure}.jsonl"
    _write(out / name, tree.lines(start=str(one.start), end=str(one.end), up_to=one.up_to, net=one.net))
    seal = selectors.seal_for(SealKind.DISCLOSURE, one.disclosure)
    return PosterInPack(
        disclosure=one.disclosure,
        estate=f"{one.estate.code} {one.estate.name}",
        seal=seal.number if seal else 0,
        seal_head=seal.head if seal else "",
        bills=one.bills,
        total=one.total,
        households_head=one.head,
        file=name,
    )


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)
