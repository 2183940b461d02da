"""Reading cost vouchers for someone: of the estates they see."""

from django.db.models import Q, QuerySet

from invoices.modules.breakeven.models import CostKind, CostVoucher
from property_ops.framework.models import User
from property_ops.kernel.period import Month


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
    return [Month.of(day) for day in visible_vouchers(user).order_by().dates("month", "month", order="DESC")]
