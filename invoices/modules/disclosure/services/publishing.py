"""Publishing: by another person, only if it ties to the ledger, frozen then (docs/product.md rules 7, 10, 18)."""

from datetime import date
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from invoices.modules.disclosure.domain.errors import DoesNotTie, NotWaiting
from invoices.modules.disclosure.domain.figures import Figures, differences
from invoices.modules.disclosure.domain.privacy import refuse_personal_data
from invoices.modules.disclosure.domain.states import DisclosureState
from invoices.modules.disclosure.models import Disclosure
from invoices.modules.disclosure.reports.poster import Poster, draw
from invoices.modules.disclosure.selectors import people_of, taken
from invoices.modules.ledger.public import head
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.numbering import reserve
from property_ops.framework.permissions import require
from property_ops.kernel.errors import SamePerson
from property_ops.modules.estates.public import Company


def publish(*, disclosure_id: int, by: User, today: date) -> Disclosure:
    """Number it, make its poster, and freeze both with the head of the ledger at this moment.

    Raises NotAllowed, NotWaiting, SamePerson, DoesNotTie, TooFewPayers, ShowsPersonalData, GlyphMissing.
    """
    require(by, "disclosure.publish")
    with transaction.atomic():
        waiting = Disclosure.objects.select_for_update(of=("self",)).select_related("estate")
        found = waiting.get(pk=disclosure_id)
        if found.state != DisclosureState.WAITING:
            raise NotWaiting()
        if found.prepared_by_id == by.pk:
            raise SamePerson(user=str(by))
        last = head()
        _must_tie(found.shown, taken(found.estate, found.of, up_to=last.number).figures)
        company = Company.objects.first() or Company(name="")
        refuse_personal_data(found.note, names=people_of(found.estate), allowed=[company.phone])
        found.head_number, found.head_digest = last.number, last.digest
        found.number = _number(found.year)
        found.state, found.published_by, found.published_on = DisclosureState.PUBLISHED, by, today
        found.poster = draw(poster_of(found))
        found.poster_sha256 = sha256(found.poster).hexdigest()
        found.save()
        audit.record(by=by, action="disclosure.published", subject=found.number, head=found.head_digest)
    return found


def preview(found: Disclosure) -> bytes:
    """The poster as it would be published, without number and day."""
    return draw(poster_of(found))


def poster_of(found: Disclosure) -> Poster:
    return Poster(
        figures=found.shown,
        note=found.note,
        company=found.company,
        contact=found.contact,
        number=found.number or "",
        published_on=str(found.published_on or ""),
        head=f"{found.head_number} / {found.head_digest[:16]}",
        url=settings.PUBLIC_URL + reverse("disclosure_online", args=[found.number]) if found.number else "",
        edition=found.edition,
    )


def _must_tie(shown: Figures, ledger: Figures) -> None:
    for one in differences(shown, ledger):
        raise DoesNotTie(
            line=one.line,
            shown=one.shown.grouped() if one.shown is not None else "—",
            ledger=one.ledger.grouped() if one.ledger is not None else "—",
        )


def _number(year: int) -> str:
    """`GS2022-000001`: one series a year."""
    series = f"GS{year}"
    return f"{series}-{reserve(series, 1):06d}"
