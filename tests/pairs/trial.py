"""Each pair in a copy of the world of its own; afterwards the books must still be whole."""

import graphlib
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, product

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.db.models import Sum

from invoices.modules.ledger.public import trial_balance
from invoices.modules.payments.models import Disbursement, Receipt, Refund
from invoices.modules.receivables.models import Credit, Settlement
from invoices.modules.receivables.public import with_left
from property_ops.framework.approval.domain import ApprovalState
from property_ops.kernel.money import ZERO
from tests.pairs.interleaving import Turn, alone, together
from tests.pairs.scenes import BESIDE, DANGEROUS, SCENES
from tests.pairs.world import build
from tests.services.postgresql import Cluster
from tests.verifying import differences

# What cannot be done in the world as it is: these refuse, and that they do so is all that is looked at.
REFUSE = {"closing.acknowledge", "closing.close", "ledger.ask_reopening"}
ALL = SCENES | BESIDE


@dataclass
class PairResult:
    both_done: bool
    faults: list[str] = field(default_factory=list)


class Trial:
    def __init__(self, cluster: Cluster, world: str) -> None:
        self._cluster, self._world, self._numbers = cluster, world, count(1)
        self._stops: dict[str, int] = {}
        self._after: dict[str, set[str]] = defaultdict(set)
        self._settings = connections.settings["default"]

    def prepare(self, *, migrate: bool) -> list[str]:
        """Build the world, and run each service alone in it; says which does not work there."""
        if migrate:
            call_command("migrate", verbosity=0)
        build()
        faults = list(_broken_books("the world"))
        for name, scene in ALL.items():
            with transaction.atomic():
                turn = alone(name, scene)
                transaction.set_rollback(True)
            self._stops[name] = turn.stops
            self._note_locks(turn)
            if turn.broken or bool(turn.refused) != (name in REFUSE):
                faults.append(f"{name} alone: {turn.refused or 'done'} {turn.broken}")
        connections.close_all()
        return faults

    def draw(self, chance: random.Random, wanted: int) -> list[tuple[str, str, int]]:
        """The dangerous ones in both orders, then any; each with the place where the first one is stopped."""
        pairs = [pair for one in DANGEROUS for pair in (one, one[::-1])]
        others = [pair for pair in product(ALL, ALL) if pair not in pairs]
        chance.shuffle(others)
        drawn = (pairs + others)[:wanted] if wanted >= len(pairs) else chance.sample(pairs, wanted)
        return [(*pair, chance.randint(1, max(1, self._stops[pair[0]]))) for pair in drawn]

    def run(self, first: str, second: str, stop: int) -> PairResult:
        name = f"pairs_{next(self._numbers)}"
        self._cluster.create_database(name, template=self._world)
        self._settings["NAME"] = name
        try:
            turns = together((first, ALL[first]), (second, ALL[second]), stop=stop)
            what = f"{first} stopped at {stop}, {second}"
            faults = [f"{what}: {turn.name} broke: {turn.broken}" for turn in turns if turn.broken]
            faults += _broken_books(what)
        finally:
            connections.close_all()
            self._settings["NAME"] = self._world
            self._cluster.drop_database(name)
            settings.SEALS.unlink(missing_ok=True)  # the next copy of the world made none of those
        for turn in turns:
            self._note_locks(turn)
        return PairResult(not any(turn.refused or turn.broken for turn in turns), faults)

    def crossed_locks(self) -> list[str]:
        """Two locks that one service takes in the order in which another does not."""
        try:
            tuple(graphlib.TopologicalSorter(self._after).static_order())
        except graphlib.CycleError as cycle:
            return [f"locks are taken in different orders: {' → '.join(cycle.args[1])}"]
        return []

    def close(self) -> None:
        connections.close_all()
        self._cluster.drop_database(self._world)

    def _note_locks(self, turn: Turn) -> None:
        held: list[str] = []
        for lock in turn.locks:
            if lock not in held:
                self._after[lock].update(held)
                held.append(lock)


def _broken_books(what: str) -> Iterator[str]:
    """What is not as it must be after any pair."""
    said = differences()
    said += [*_credits(), *_receipts(), *_refunds(), *_payments()]
    if sum(row[2].fen - row[3].fen for row in trial_balance()):
        said.append("the trial balance is not zero")
    yield from (f"{what}: {one}" for one in said)


def _credits() -> Iterator[str]:
    for credit in with_left(Credit.objects.all()):
        if not ZERO <= credit.left <= credit.amount:
            yield f"credit {credit.source} has {credit.left} left of {credit.amount}"


def _receipts() -> Iterator[str]:
    for receipt in Receipt.objects.all():
        matched = receipt.matches.filter(undone_on=None).aggregate(sum=Sum("amount"))["sum"] or ZERO
        if matched + receipt.refunded > receipt.amount:
            yield f"receipt {receipt.number} is spent twice"


def _refunds() -> Iterator[str]:
    for refund in Refund.objects.filter(state=ApprovalState.APPROVED):
        taken = Settlement.objects.filter(cause=f"refund/{refund.number}").aggregate(sum=Sum("amount"))["sum"]
        if taken != refund.amount:
            yield f"refund {refund.number} of {refund.amount} took {taken} of the account's credit"


def _payments() -> Iterator[str]:
    for payment in Disbursement.objects.all():
        coded = payment.codings.filter(undone_on=None).aggregate(sum=Sum("amount"))["sum"] or ZERO
        is_gone = payment.receipt_id or hasattr(payment, "reversal")
        if coded > (ZERO if is_gone else payment.amount):
            yield f"payment {payment.transaction} is said to be for more than it is"
