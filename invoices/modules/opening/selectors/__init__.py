"""What was taken over, and what of it still stands."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum

from invoices.modules.ledger.public import LedgerAccount, balances_of_account
from invoices.modules.opening.domain.papers import BETWEEN, PaperKind
from invoices.modules.opening.models import Opening, OpeningLine
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.fields import choices_of
from property_ops.framework.models import User
from property_ops.kernel.canonical import digest_of
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.writing import squeezed
from property_ops.modules.estates.public import Role, Tenure, Unit

KINDS = choices_of(PaperKind)
OF_BALANCE = ("asset", "liability", "equity")


def visible_openings(user: User) -> QuerySet[Opening]:
    """The papers, with how many lines they have and what those say on the debit side."""
    rows = Opening.objects.visible_to(user).select_related("estate", "prepared_by", "decided_by", "undone_by")
    return rows.annotate(count=Count("lines"), total=Sum("lines__amount", filter=Q(lines__amount__gt=ZERO)))


def standing(kind: str, estate_id: int | None = None) -> Opening | None:
    """The paper of this kind that waits or is taken over."""
    rows = Opening.objects.filter(kind=kind, estate=estate_id, undone_on=None)
    return rows.exclude(state__in=NEVER_MIND).first()


def lines_of(opening: Opening) -> QuerySet[OpeningLine]:
    return OpeningLine.objects.filter(opening=opening).select_related("unit", "payer").order_by("position")


def arrears_taken_over(*, estate_id: int, month: date) -> list[OpeningLine]:
    """The old arrears of an estate and month that are taken over and not undone."""
    rows = OpeningLine.objects.filter(
        opening__kind=PaperKind.ARREARS,
        opening__estate=estate_id,
        opening__undone_on=None,
        month=month,
        opening__state=ApprovalState.APPROVED,
    )
    return list(rows.select_related("unit", "payer", "opening").order_by("opening", "position"))


def digest_of_lines(opening: Opening) -> str:
    """Of all that the paper says: the ledger's entry has it as its evidence."""
    rows = opening.lines.order_by("position").values_list(
        "account", "unit__code", "payer", "month", "due_on", "about", "amount"
    )
    said = [[*(None if cell is None else str(cell) for cell in row[:-1]), row[-1].fen] for row in rows]
    return digest_of({"kind": opening.kind, "day": f"{opening.day}", "paper": opening.reference, "lines": said})


def taken_over() -> QuerySet[Opening]:
    return Opening.objects.filter(state=ApprovalState.APPROVED)


def is_taken_over() -> bool:
    """Whether balances by account are taken over: from then on the whole books are kept here."""
    return taken_over().filter(kind=PaperKind.ACCOUNTS, undone_on=None).exists()


def not_listed_yet() -> Yuan:
    """What the balances by account say of households, and no list says of whom: zero once all is taken over."""
    return sum(balances_of_account(BETWEEN).values(), ZERO)


def balance_accounts() -> list[tuple[str, str]]:
    """(code, name) of every account that balances can be taken over on: posted to, and not of income or cost."""
    rows = list(LedgerAccount.objects.order_by("code").values_list("code", "name", "kind"))
    codes = [code for code, *_rest in rows]
    heads = {code for code in codes if any(other.startswith(f"{code}.") for other in codes)}
    return [(code, name) for code, name, kind in rows if kind in OF_BALANCE and code not in heads and code != BETWEEN]


def kinds_of_accounts() -> dict[str, str]:
    return dict(LedgerAccount.objects.values_list("code", "kind"))


def tenures_of(units: Collection[Unit]) -> dict[int, list[Tenure]]:
    found: dict[int, list[Tenure]] = {}
    rows = Tenure.objects.filter(unit__in=units).order_by("unit", F("start").asc(nulls_first=True), "pk")
    for tenure in rows:
        found.setdefault(tenure.unit_id, []).append(tenure)
    return found


def payer_meant(tenures: Iterable[Tenure], name: str, day: date) -> Tenure | None:
    """Who is meant by a name, or without one the owner of that day; None where nobody or several can be."""
    tenures = list(tenures)
    on_day = [one for one in tenures if (one.start or date.min) <= day and (one.end is None or day < one.end)]
    if not name:
        owners = [one for one in on_day if one.role == Role.OWNER]
        return owners[0] if len(owners) == 1 else None
    named = [one for one in tenures if squeezed(one.name) == squeezed(name)]
    of_day = [one for one in named if one in on_day]
    found = of_day or named
    return found[0] if len(found) == 1 else None
