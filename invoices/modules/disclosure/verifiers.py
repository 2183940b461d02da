"""What `property-ops verify` asks of disclosures: they are as published, and follow from the ledger (rule 18)."""

from collections.abc import Iterator
from hashlib import sha256

from invoices.modules.disclosure.domain.errors import TooFewPayers
from invoices.modules.disclosure.domain.figures import differences
from invoices.modules.disclosure.models import Disclosure
from invoices.modules.disclosure.selectors import quarter_figures
from invoices.modules.ledger.public import digests_of
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    published = Disclosure.objects.filter(state=ApprovalState.APPROVED).select_related("estate").order_by("number")
    heads = digests_of(published.values_list("head_number", flat=True))
    found = [(one, tuple(_faults(one, heads))) for one in published.iterator(chunk_size=20)]
    yield Check(
        name=gettext_noop("Every published disclosure follows from the ledger up to its head"),
        figures={gettext_noop("published disclosures"): f"{len(found):,}"},
        differences=tuple(fault for _, faults in found for fault in faults),
    )


def _faults(one: Disclosure, heads: dict[int, str]) -> Iterator[Difference]:
    name = {"number": one.number}
    if heads.get(one.head_number) != one.head_digest:
        yield Difference(gettext_noop("disclosure %(number)s: its head is not in the ledger's chain"), name)
    shown = one.shown
    if shown.digest != one.figures_sha256 or sha256(bytes(one.poster or b"")).hexdigest() != one.poster_sha256:
        yield Difference(gettext_noop("disclosure %(number)s was changed after it was published"), name)
    try:
        ledger = quarter_figures(one.estate, one.of, up_to=one.head_number).figures
    except TooFewPayers:
        yield Difference(gettext_noop("disclosure %(number)s would tell what a single home pays"), name)
        return
    for other in differences(shown, ledger):
        yield Difference(
            gettext_noop("disclosure %(number)s: “%(line)s” is %(shown)s, in the ledger it is %(ledger)s"),
            {**name, "line": other.line, "shown": other.shown or "—", "ledger": other.ledger or "—"},
        )
