"""What `property-ops verify` asks of the seals (docs/product.md rule 21), and what it is asked of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from invoices.modules.ledger.public import broken_links
from invoices.modules.proofs import selectors
from invoices.modules.proofs.domain.errors import BillBelowZero, NoSealsThere, NoSuchSeal, SealUnreadable
from invoices.modules.proofs.domain.findings import ReadSeals, Records, not_as_sealed, read_seals
from invoices.modules.proofs.models import StoredSeal
from invoices.modules.proofs.services import public_key
from invoices.modules.proofs.services.sealing import LEDGER, moment_of
from property_ops.framework.checks import Check, Difference, Question
from property_ops.framework.slots import plugged_into
from property_ops.kernel.merkle import Tree
from property_ops.kernel.money import Yuan
from property_ops.kernel.text import gettext_noop

_AS_SEALED = gettext_noop("The records are as they were sealed")
_SEALS = gettext_noop("seals")
SHORTEST_HEAD = 12
"""Characters of a head that say for certain which seal is meant."""


def verify() -> Iterator[Check]:
    """The seals in the database against the records, and against the file of seals."""
    lines = list(selectors.seal_lines())
    also = [*_two_files(lines), *_beside_their_lines()]
    yield _check(read_seals(lines, key=public_key()) if lines else ReadSeals((), ()), _all_records(), also)
    yield _households()


def against_file(value: str) -> Iterator[Check]:
    """`--seals FILE`: seals that were kept elsewhere. Raises NoSealsThere."""
    faults = (Difference(gettext_noop("the ledger: %(fault)s"), {"fault": fault}) for fault in broken_links())
    yield Check(gettext_noop("The ledger's chain is whole"), differences=tuple(faults))
    yield _check(read_seals(_lines_of(Path(value)), key=public_key()), _all_records())


def since(value: str) -> Iterator[Check]:
    """`--since SEAL`: only what was recorded behind that seal is read. Raises NoSuchSeal, SealUnreadable."""
    stored = selectors.sealed(value)
    if stored is None:
        raise NoSuchSeal(seal=value)
    lines = selectors.seal_lines(since=stored.number)
    yield _check(read_seals(lines, key=public_key(), first=stored.number), _records_behind(stored))


def of_head(value: str) -> Iterator[Check]:
    """`--head HEAD`: the head of a seal, from a paper, a mail or a code; its first characters are enough.

    Raises NoSuchSeal for what is no head.
    """
    text = "".join(value.split()).lower()
    if len(text) < SHORTEST_HEAD or not set(text) <= set("0123456789abcdef"):
        raise NoSuchSeal(seal=value)
    faults = (Difference(gettext_noop("the ledger: %(fault)s"), {"fault": fault}) for fault in broken_links())
    yield Check(gettext_noop("The ledger's chain is whole"), differences=tuple(faults))
    found = selectors.headed(text)
    known = [one for one in found if one.seal.head.startswith(text)]
    if not known:
        says = gettext_noop("no seal of this installation has the head %(head)s: it is another's, or was erased here")
        yield Check(name=_AS_SEALED, figures={_SEALS: "0"}, differences=(Difference(says, {"head": text}),))
    for stored in known:
        yield _check(read_seals([stored.line], key=public_key(), first=stored.number), _all_records())


def _households() -> Check:
    """Rule 18: what posters say of all households together is the sum of the ledger's bills, each counted once."""
    found = []
    counted = 0
    for one in selectors.all_counted():
        counted += one.bills
        facts = {"disclosure": one.disclosure, "total": one.total}
        try:
            tree = selectors.tree_of(one)
        except BillBelowZero as error:
            found.append(Difference(error.message, error.data))
            continue
        if (tree.head, tree.root.fen) != (one.head, one.total.fen):
            says = gettext_noop("disclosure %(disclosure)s counts %(total)s, the ledger has %(ledger)s or other bills")
            found.append(Difference(says, {**facts, "ledger": Yuan(tree.root.fen)}))
    return Check(
        name=gettext_noop("Every household is in the total of its disclosure, once"),
        figures={gettext_noop("bills counted"): f"{counted:,}"},
        differences=tuple(found),
    )


SEALS = Question(
    "seals", "FILE", _("only hold the ledger against a file of seals that was kept elsewhere"), against_file
)
SINCE = Question("since", "SEAL", _("only check what was recorded since this seal, by number or head: quick"), since)

HEAD = Question("head", "HEAD", _("only hold the records against this head, as a paper or mail has it"), of_head)


def _check(read: ReadSeals, records: Mapping[str, Records], also: Iterable[Difference] = ()) -> Check:
    found = [*read.findings, *not_as_sealed(read.seals, records)]
    return Check(
        name=_AS_SEALED,
        figures={_SEALS: f"{len(read.seals):,}"},
        differences=(*(Difference(one.says, one.facts) for one in found), *also),
    )


def _all_records() -> dict[str, Records]:
    return {chain.name: Records(digests=chain.digests(0)) for chain in plugged_into("sealed_chains")}


def _records_behind(stored: StoredSeal) -> dict[str, Records]:
    """Each chain from its place in the seal on. A frontier that is not the seal's is found by the seal's own root."""
    found = {}
    for chain in plugged_into("sealed_chains"):
        known, parts = stored.seal.chains.get(chain.name), stored.frontiers.get(chain.name, ())
        tree = Tree(known.size, [bytes.fromhex(part) for part in parts]) if known else Tree()
        found[chain.name] = Records(tree, chain.digests(tree.size))
    return found


def _two_files(lines: list[str]) -> Iterator[Difference]:
    """Where the file of seals and the database have different ones: one of them was put back or lost something."""
    try:
        written = _lines_of(settings.SEALS) if settings.SEALS.exists() else []
    except NoSealsThere as error:
        yield Difference(error.message, error.data)
        return
    stored, kept = set(lines), set(written)
    for place, line in enumerate(written, start=1):
        if line not in stored:
            yield Difference(gettext_noop("line %(line)s of the file of seals is not in the database"), {"line": place})
    for place, line in enumerate(lines, start=1):
        if line not in kept:
            yield Difference(gettext_noop("seal %(seal)s is not in the file of seals"), {"seal": place})


def _beside_their_lines() -> Iterator[Difference]:
    """Columns of a stored seal that say something else than its signed line."""
    for stored in StoredSeal.objects.order_by("pk"):
        try:
            seal = stored.seal
        except SealUnreadable:
            continue  # said of the line already
        frontiers = stored.frontiers if isinstance(stored.frontiers, dict) else {}
        sizes = {name: one.size for name, one in seal.chains.items()}
        roots = {name: _root_of(sizes.get(name, 0), parts) for name, parts in frontiers.items()}
        said = (stored.number, stored.kind, stored.name, stored.head, stored.size, moment_of(stored.sealed_at), roots)
        own = {name: one.root for name, one in seal.chains.items()}
        if said != (seal.number, seal.kind, seal.name, seal.head, seal.chains[LEDGER].size, seal.sealed_at, own):
            says = gettext_noop("seal %(seal)s does not stand in the database as its line says")
            yield Difference(says, {"seal": seal.number})


def _root_of(size: int, frontier: Sequence[str]) -> str:
    try:
        return Tree(size, [bytes.fromhex(part) for part in frontier]).root.hex()
    except (ValueError, TypeError, LookupError):
        return ""


def _lines_of(path: Path) -> list[str]:
    """Raises NoSealsThere."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NoSealsThere(path=path, reason=getattr(error, "strerror", "") or error) from error
