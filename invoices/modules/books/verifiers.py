"""What `property-ops verify` asks of the books."""

from collections.abc import Iterator

from django.db.models import Count, F, Max

from invoices.modules.books.domain.depreciation import ACCUMULATED
from invoices.modules.books.models import FixedAsset, FixedAssetDisposal, ManualVoucher, Voucher, VoucherEntry
from invoices.modules.ledger.public import evidence_of, legs_of_sources
from invoices.modules.tax.public import vat_of_sale
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.checks import Check, Difference
from property_ops.framework.first_days import FirstOfMonth
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.kernel.text import gettext_noop

TAXES = "2221"


def verify() -> Iterator[Check]:
    yield _numbers()
    yield _manual()
    yield _depreciation()


def _numbers() -> Check:
    """Rule 8: 记-0001 and on in every month; a voucher has the entries of its own day and no other."""
    rows = Voucher.objects.order_by().values_list("month").annotate(count=Count("pk"), last=Max("number"))
    differences = [
        Difference(
            gettext_noop("%(month)s has %(count)s vouchers, the last is number %(last)s"),
            {"month": f"{month:%Y-%m}", "count": count, "last": last},
        )
        for month, count, last in rows
        if count != last
    ]
    strange = VoucherEntry.objects.annotate(of=FirstOfMonth("entry__posted_on")).exclude(of=F("voucher__month"))
    differences += [
        Difference(gettext_noop("entry %(entry)s stands on a voucher of another month"), {"entry": number})
        for number in strange.values_list("entry__number", flat=True)
    ]
    empty = Voucher.objects.filter(entries=None)
    differences += [
        Difference(gettext_noop("voucher %(voucher)s has no entry"), {"voucher": str(voucher)}) for voucher in empty
    ]
    return Check(
        name=gettext_noop("Vouchers are numbered without gaps, each month by itself"),
        figures={gettext_noop("vouchers"): f"{Voucher.objects.count():,}"},
        differences=tuple(differences),
    )


def _manual() -> Check:
    posted = ManualVoucher.objects.filter(state=ApprovalState.APPROVED)
    numbers = [str(number) for number in posted.values_list("number", flat=True)]
    evidence = evidence_of()
    missing = [number for number in numbers if f"voucher/{number}" not in evidence]
    return Check(
        name=gettext_noop("Every manual voucher that is approved is its entry in the ledger"),
        figures={gettext_noop("manual vouchers"): f"{len(numbers):,}"},
        differences=tuple(
            Difference(gettext_noop("voucher %(number)s is not in the ledger"), {"number": one}) for one in missing
        ),
    )


def _depreciation() -> Check:
    """Every card in its straight line, month by month as it was posted, and the ledger's legs of each."""
    differences, posted = list[Difference](), dict[tuple[str, str], int]()
    assets = FixedAsset.objects.prefetch_related("depreciations", "was__depreciations").order_by("code", "pk")
    for asset in assets:
        before = ZERO
        differences += _carried(asset)
        for one in asset.depreciations.all():
            due = asset.line.through(Month.of(one.month)) - before
            before += one.amount
            posted[one.source, asset.code] = -one.amount.fen
            if one.amount != due or asset.state != ApprovalState.APPROVED:
                differences.append(_unlike(asset, f"{one.month:%Y-%m}", one.amount, due))
    differences += _not_in_ledger("depreciation/", posted)
    differences += _not_in_ledger("asset_disposal/", _gone())
    differences += _vat_of_sales()
    return Check(
        name=gettext_noop("Every fixed asset is depreciated in a straight line, as the ledger has it"),
        figures={gettext_noop("fixed assets"): f"{len(assets):,}", gettext_noop("months"): f"{len(posted):,}"},
        differences=tuple(differences),
    )


def _gone() -> dict[tuple[str, str], int]:
    """What disposals took from accumulated depreciation: all of it, up to the month in which the asset went."""
    gone = {}
    for one in FixedAssetDisposal.objects.filter(state=ApprovalState.APPROVED).select_related("asset"):
        accumulated = one.asset.before + one.asset.line.through(Month.of(one.day))
        if accumulated:
            gone[one.source, one.asset.code] = accumulated.fen
    return gone


def _carried(asset: FixedAsset) -> Iterator[Difference]:
    """A corrected card goes on where the one before it stopped."""
    was = asset.was
    if was is None or asset.state != ApprovalState.APPROVED:
        return
    posted = list(was.depreciations.all())
    wanted = was.carried + sum((one.amount for one in posted), ZERO)
    until = posted[-1].month if posted else was.carried_until
    if (asset.code, asset.carried, asset.carried_until) != (was.code, wanted, until):
        yield Difference(
            gettext_noop("card %(card)s goes on from %(carried)s, the card before it stopped at %(wanted)s"),
            {"card": asset.code, "carried": asset.carried, "wanted": wanted},
        )


def _vat_of_sales() -> Iterator[Difference]:
    sold = FixedAssetDisposal.objects.filter(state=ApprovalState.APPROVED)
    posted = {leg.source: leg for leg in legs_of_sources("asset_disposal/") if leg.account.startswith(TAXES)}
    for one in sold:
        wanted = vat_of_sale(one.proceeds, rate=one.vat_rate, levied=one.vat_levied)
        leg = posted.get(one.source)
        stands = (Yuan(-leg.fen), leg.account) if leg else (ZERO, "")
        if not one.vat == wanted == stands[0] or one.vat_account != stands[1]:
            yield Difference(
                gettext_noop(
                    "the VAT of disposal %(card)s is %(said)s, in the ledger %(stands)s, by its rate %(wanted)s"
                ),
                {"card": one.source, "said": one.vat, "stands": stands[0], "wanted": wanted},
            )


def _not_in_ledger(kind: str, wanted: dict[tuple[str, str], int]) -> Iterator[Difference]:
    found = {(leg.source, leg.subledger): leg.fen for leg in legs_of_sources(kind) if leg.account == ACCUMULATED}
    for source, card in sorted(wanted.keys() | found.keys()):
        said, stands = wanted.get((source, card), 0), found.get((source, card), 0)
        if said != stands:
            yield Difference(
                gettext_noop("%(source)s of card %(card)s is %(said)s, in the ledger it is %(stands)s"),
                {"source": source, "card": card, "said": Yuan(said), "stands": Yuan(stands)},
            )


def _unlike(asset: FixedAsset, month: str, amount: Yuan, due: Yuan) -> Difference:
    return Difference(
        gettext_noop("card %(card)s was depreciated by %(amount)s with %(month)s, in its line it is %(due)s"),
        {"card": asset.code, "month": month, "amount": amount, "due": due},
    )
