"""The register of fixed assets: what stands on each card, and what is due with a month."""

from collections.abc import Iterable

from django.db.models import ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from invoices.modules.books.domain.depreciation import ACCUMULATED, COST
from invoices.modules.books.domain.errors import AssetDiffers, NotAnExpense
from invoices.modules.books.models import Depreciation, FixedAsset, FixedAssetDisposal
from invoices.modules.ledger.public import LedgerAccount, balances_of_account, closed_months
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.fields import YuanField
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month


def fixed_assets(user: User) -> QuerySet[FixedAsset]:
    """With `accumulated` depreciation, the `net` value and the day of an approved disposal (`gone_on`)."""
    return with_figures(FixedAsset.objects.visible_to(user)).select_related("prepared_by", "decided_by")


def with_figures(rows: QuerySet[FixedAsset]) -> QuerySet[FixedAsset]:
    posted = Depreciation.objects.filter(asset=OuterRef("pk")).order_by().values("asset")
    gone = FixedAssetDisposal.objects.filter(asset=OuterRef("pk"), state=ApprovalState.APPROVED).order_by()
    sums = Subquery(posted.annotate(sum=Sum("amount")).values("sum"))
    accumulated = F("taken_over") + F("carried") + Coalesce(sums, Value(ZERO, output_field=YuanField()))
    return rows.annotate(
        accumulated=ExpressionWrapper(accumulated, output_field=YuanField()),
        net=ExpressionWrapper(F("cost") - accumulated, output_field=YuanField()),
        gone_on=Subquery(gone.values("day")[:1]),
    )


def current(cards: QuerySet[FixedAsset]) -> QuerySet[FixedAsset]:
    """Without those that a corrected card has followed."""
    followed = FixedAsset.objects.filter(state=ApprovalState.APPROVED, was__isnull=False).values("was")
    return cards.exclude(pk__in=followed)


def in_use() -> QuerySet[FixedAsset]:
    """The approved cards that are not disposed of."""
    gone = FixedAssetDisposal.objects.filter(state=ApprovalState.APPROVED).values("asset")
    return with_figures(current(FixedAsset.objects.filter(state=ApprovalState.APPROVED)).exclude(pk__in=gone))


def standing_cards() -> QuerySet[FixedAsset]:
    """One of each number: it is in the register, or waits to be entered."""
    waits = Q(state=ApprovalState.WAITING, was__isnull=False)
    return current(FixedAsset.objects.exclude(Q(state__in=NEVER_MIND) | waits))


def cards_of(asset: FixedAsset) -> QuerySet[FixedAsset]:
    """The card and those of its number before and after it, the oldest first; no rejected ones but itself."""
    rows = FixedAsset.objects.filter(~Q(state__in=NEVER_MIND) | Q(pk=asset.pk), code=asset.code)
    return rows.select_related("prepared_by", "decided_by").order_by("pk")


def depreciations_of(asset: FixedAsset) -> QuerySet[Depreciation]:
    """What was posted of its number, on this card and others."""
    return Depreciation.objects.filter(asset__code=asset.code).order_by("month")


def waiting_correction(asset: FixedAsset) -> FixedAsset | None:
    return asset.followed_by.filter(state=ApprovalState.WAITING).first()


def disposals(user: User) -> QuerySet[FixedAssetDisposal]:
    return FixedAssetDisposal.objects.visible_to(user).select_related("asset", "prepared_by", "decided_by")


def standing_disposal(asset: FixedAsset) -> FixedAssetDisposal | None:
    """The disposal that waits or was carried out."""
    return asset.disposals.exclude(state__in=NEVER_MIND).select_related("asset", "prepared_by", "decided_by").first()


def depreciation_due(assets: Iterable[FixedAsset], month: Month) -> list[tuple[FixedAsset, Yuan]]:
    """What each asset is to be depreciated by with the month: also what earlier months left out. Below zero where a
    corrected card gives back.
    """
    found = []
    for asset in assets:
        posted = asset.accumulated - asset.before  # type: ignore[attr-defined]
        due = asset.line.through(month) - posted
        if due and (due > ZERO) == (asset.line.rest > ZERO):
            found.append((asset, due))
    return found


def undepreciated(month: Month) -> list[tuple[FixedAsset, Yuan]]:
    return depreciation_due(in_use(), month)


def month_to_depreciate(upto: Month) -> tuple[Month, list[tuple[FixedAsset, Yuan]]] | None:
    """The first month behind all closed ones, up to `upto`, with which something is to be depreciated, and what."""
    assets = list(in_use())
    month = max([min((one.line.first for one in assets), default=upto.next), *(one.next for one in closed_months())])
    while month <= upto:
        if due := depreciation_due(assets, month):
            return month, due
        month = month.next
    return None


def expense_accounts() -> list[tuple[str, str]]:
    """(code, name) of the accounts of costs that are posted to."""
    rows = list(LedgerAccount.objects.filter(kind="expense").order_by("code").values_list("code", "name"))
    heads = {code for code, _ in rows if any(other.startswith(f"{code}.") for other, _ in rows)}
    return [row for row in rows if row[0] not in heads]


def check_card(asset: FixedAsset) -> None:
    """Raises AssetDiffers, NotAnExpense."""
    base = asset.cost - asset.residual
    if asset.taken_over > base:
        raise AssetDiffers(depreciated=asset.taken_over.grouped(), base=base.grouped())
    if asset.expense not in dict(expense_accounts()):
        raise NotAnExpense(account=asset.expense)


def register_and_ledger() -> list[tuple[str, Yuan, Yuan]]:
    """(account, what the cards in use come to, its balance) of cost and accumulated depreciation."""
    assets = list(in_use())
    accumulated = sum((one.accumulated for one in assets), ZERO)  # type: ignore[attr-defined]
    sums = ((COST, sum((one.cost for one in assets), ZERO)), (ACCUMULATED, accumulated))
    return [
        (account, register, balance if account == COST else -balance)
        for account, register in sums
        for balance in [sum(balances_of_account(account).values(), ZERO)]
    ]


def has_register() -> bool:
    return FixedAsset.objects.filter(state=ApprovalState.APPROVED).exists()


def find_assets(rows: QuerySet[FixedAsset], text: str) -> QuerySet[FixedAsset]:
    return rows.filter(Q(code__icontains=text) | Q(name__icontains=text) | Q(department__icontains=text))
