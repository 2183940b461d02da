"""Reading the seals that were made."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from invoices.modules.ledger.public import head
from invoices.modules.proofs.domain.seals import SealKind
from invoices.modules.proofs.models import SealSending, StoredSeal
from property_ops.framework.health import OK, HealthNote
from property_ops.framework.models import User
from property_ops.kernel.text import gettext_noop


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


def headed(text: str) -> list[StoredSeal]:
    """The seals whose head begins so: one, unless nothing was recorded between several."""
    return list(StoredSeal.objects.filter(head__startswith=text).order_by("number"))


def seal_for(kind: SealKind, name: str) -> StoredSeal | None:
    """The latest seal made for a closing, a disclosure or a day."""
    return StoredSeal.objects.filter(kind=kind.value, name=name).order_by("-number").first()


def visible_seals(user: User) -> QuerySet[StoredSeal]:
    return StoredSeal.objects.visible_to(user)


def unsealed(last: StoredSeal | None) -> int:
    """How many entries the last seal does not cover yet; without one, all."""
    return head().number - (last.size if last else 0)


def sendings() -> list[SealSending]:
    """Where seals are to be sent to, and whether they arrived; a place that is new has had no try yet."""
    places = [*settings.SEALS_MAIL, *([settings.SEALS_POST] if settings.SEALS_POST else [])]
    known = {one.place: one for one in SealSending.objects.filter(place__in=places)}
    return [known.get(place, SealSending(place=place)) for place in places]


def health_note() -> HealthNote:
    """Of slot `health_notes`: seals that do not arrive are for somebody to look at."""
    last = last_seal()
    age = None if last is None else round((timezone.now() - last.sealed_at).total_seconds() / 3600, 1)
    failing = any(one.failure for one in sendings())
    return HealthNote(
        "seals",
        "not arriving" if failing else OK,
        {"seal_age_hours": age},
        wrong=gettext_noop("Seals do not arrive where they are sent to."),
        mend=gettext_noop("The overview says why: a mail server or an address that does not answer."),
    )
