"""What `property-ops verify` asks of months that the parties confirmed themselves (docs/product.md rule 22)."""

from collections.abc import Iterator
from decimal import Decimal

from property_ops.framework.checks import Check, Difference
from property_ops.kernel.acceptance import Manner
from property_ops.kernel.period import Month
from property_ops.kernel.text import gettext_noop
from property_ops.modules.confirmations.public import Confirmation
from property_ops.modules.portal.models import MonthWordRow


def verify() -> Iterator[Check]:
    own = Confirmation.objects.filter(manner=Manner.OWN.value).select_related("item__estate").order_by("pk")
    yield Check(
        name=gettext_noop("What both parties confirmed in person is what both of them said"),
        figures={gettext_noop("services confirmed in person"): own.count()},
        differences=tuple(_not_so_said(list(own))),
    )


def _not_so_said(own: list[Confirmation]) -> Iterator[Difference]:
    said: dict[tuple[int, object], dict[str, tuple[Decimal, str]]] = {}
    for row in MonthWordRow.objects.select_related("word__link"):
        link = row.word.link
        said.setdefault((row.item_id, link.month), {})[link.party] = (row.completion, row.word.person)
    for one in own:
        words = said.get((one.item_id, one.month), {})
        names = {one.committee_signer, one.branch_signer}
        if (
            len(words) != 2
            or min(ratio for ratio, _person in words.values()) != one.completion
            or {person for _ratio, person in words.values()} != names
        ):
            what = f"{one.item.estate.name} {Month.of(one.month)} {one.item.name}"
            yield Difference(gettext_noop("%(what)s: both parties did not say so themselves"), {"what": what})
