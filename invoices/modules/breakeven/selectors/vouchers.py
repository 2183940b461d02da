"""Reading cost vouchers for someone: of the estates they see."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from invoices.modules.breakeven.domain.posting import MACHINE, PROVIDER
from invoices.modules.breakeven.models import CostKind, CostVoucher
from invoices.modules.payments.public import OwedPaper
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.first_days import FirstOfMonth, first_days
from property_ops.framework.models import User
from property_ops.kernel.period import Month
from property_ops.modules.providers.public import ProviderSettlement


def visible_vouchers(user: User) -> QuerySet[CostVoucher]:
    vouchers = CostVoucher.objects.visible_to(user)
    return vouchers.select_related("estate", "kind", "prepared_by", "decided_by")


def voucher(user: User, pk: int) -> CostVoucher | None:
    return visible_vouchers(user).filter(pk=pk).first()


def find_vouchers(vouchers: QuerySet[CostVoucher], text: str) -> QuerySet[CostVoucher]:
    """By number, reference or what it is for."""
    return vouchers.filter(Q(number__icontains=text) | Q(reference__icontains=text) | Q(memo__icontains=text))


def vouchers_of_paper(user: User, reference: str) -> QuerySet[CostVoucher]:
    """All of one paper, whatever became of them."""
    return visible_vouchers(user).filter(reference=reference).order_by("estate__code", "pk")


def waiting_vouchers(month: Month | None = None) -> QuerySet[CostVoucher]:
    """Those that wait for another person, of one month or of all."""
    waiting = CostVoucher.objects.filter(CostVoucher.WAITS)
    return waiting.filter(month=month.start) if month else waiting


def cost_kinds() -> QuerySet[CostKind]:
    return CostKind.objects.all()


def months_of_vouchers(user: User) -> list[Month]:
    """Latest first."""
    return [Month.of(day) for day in reversed(first_days(visible_vouchers(user), FirstOfMonth("month")))]


def bought_accounts() -> set[str]:
    """The accounts of costs for which a supplier is owed (2202)."""
    payable = MACHINE[1]
    kinds = CostKind.objects.filter(payable_account=payable).values_list("expense_account", flat=True)
    return {MACHINE[0], PROVIDER[0], *kinds}


def owed_papers() -> list[OwedPaper]:
    """Of slot `payables`: the posted vouchers by which suppliers are owed, without those that were taken back."""
    payable = MACHINE[1]
    posted = CostVoucher.objects.filter(CostVoucher.STANDS, kind__payable_account=payable, reverses=None)
    standing = posted.exclude(reversals__state=ApprovalState.APPROVED).select_related("estate").order_by("pk")
    return [OwedPaper(str(one.number), f"{one.estate.name} {one.memo}", one.estate, one.amount) for one in standing]


def providers_of_vouchers(numbers: Sequence[str] | None = None) -> dict[str, tuple[str, str]]:
    """Voucher number → code and name of the provider whose settlement it books; all of them without `numbers`."""
    vouchers = CostVoucher.objects.exclude(number=None)
    vouchers = vouchers if numbers is None else vouchers.filter(number__in=numbers)
    references = dict(vouchers.values_list("number", "reference"))
    settled = ProviderSettlement.objects.filter(number__in=set(references.values()))
    known = {
        number: (code, name) for number, code, name in settled.values_list("number", "provider__code", "provider__name")
    }
    return {str(number): known[of] for number, of in references.items() if of in known}
