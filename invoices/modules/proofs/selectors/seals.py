"""Reading the seals that were made."""

from collections.abc import Iterator

from django.db.models import QuerySet

from invoices.modules.proofs.domain.seals import SealKind
from invoices.modules.proofs.models import StoredSeal
from property_ops.framework.models import User


def last_seal() -> StoredSeal | None:
    return StoredSeal.objects.order_by("-number").first()


def seal_lines(*, since: int = 1) -> Iterator[str]:
    """The lines of the file of seals from that number on, as the database has them."""
    seals = StoredSeal.objects.filter(number__gte=since).order_by("number")
    yield from seals.values_list("line", flat=True).iterator()


def sealed(said: str) -> StoredSeal | None:
    """The seal of that number or head."""
    text = said.strip().lower()
    is_number = text.isdecimal() and len(text) < 18
    found = StoredSeal.objects.filter(number=int(text)) if is_number else StoredSeal.objects.filter(head=text)
    return found.order_by("number").first()


def seal_for(kind: SealKind, name: str) -> StoredSeal | None:
    """The latest seal made for a closing, a disclosure or a day."""
    return StoredSeal.objects.filter(kind=kind.value, name=name).order_by("-number").first()


def visible_seals(user: User) -> QuerySet[StoredSeal]:
    return StoredSeal.objects.visible_to(user)
