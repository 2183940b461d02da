"""Publishing: by another person, only if it ties to the ledger, frozen then (docs/product.md rules 7, 10, 18)."""

from datetime import date, datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from invoices.modules.disclosure.domain.errors import DoesNotTie
from invoices.modules.disclosure.domain.figures import DisclosureFigures, differences
from invoices.modules.disclosure.domain.privacy import refuse_personal_data
from invoices.modules.disclosure.models import Disclosure
from invoices.modules.disclosure.reports.poster import draw
from invoices.modules.disclosure.reports.wording import CountedOnPaper, Poster, SealOnPaper
from invoices.modules.disclosure.selectors import people_of, quarter_figures
from invoices.modules.ledger.public import books, head
from invoices.modules.proofs.public import SealKind, count_households, counted_for, paper_text, seal_for, seal_now
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.modules.estates.public import Company


def publish(*, disclosure_id: int, by: User, now: datetime, today: date) -> Disclosure:
    """Number it, seal the ledger, make its poster, and freeze both with the head of the ledger at this moment.

    Raises NotAllowed, AlreadyDecided, SamePerson, DoesNotTie, TooFewPayers, ShowsPersonalData, GlyphMissing.
    """
    with transaction.atomic(), books(), approving(Disclosure, disclosure_id, by=by, now=now) as found:
        last = head()
        _must_tie(found.shown, quarter_figures(found.estate, found.of, up_to=last.number).figures)
        company = Company.load()
        refuse_personal_data(found.note, names=people_of(found.estate), allowed=[company.phone])
        found.head_number, found.head_digest = last.number, last.digest
        found.number, found.published_on = Disclosure.series.next(found.year), today
        counted = count_households(
            disclosure=found.number, estate=found.estate, period=found.of.period, label=str(found.of), up_to=last.number
        )
        facts: dict[str, str | int] = {"households": counted.head, "total": counted.total.fen}
        seal_now(kind=SealKind.DISCLOSURE, name=found.number, by=by, now=now, facts=facts)
        found.poster = draw(poster_of(found))
        found.poster_sha256 = sha256(found.poster).hexdigest()
    return found


def preview(found: Disclosure) -> bytes:
    """The poster as it would be published, without number and day."""
    return draw(poster_of(found))


def poster_of(found: Disclosure) -> Poster:
    seal, counted = _proof_of(found.number) if found.number else (None, None)
    return Poster(
        figures=found.shown,
        note=found.note,
        company=found.company,
        contact=found.contact,
        number=found.number or "",
        published_on=str(found.published_on or ""),
        url=settings.PUBLIC_URL + reverse("disclosure_online", args=[found.number]) if found.number else "",
        edition=found.edition,
        seal=seal,
        counted=counted,
    )


def _proof_of(number: str) -> tuple[SealOnPaper | None, CountedOnPaper | None]:
    """What the notice shows for those who check it: the seal, and the head and total of all households."""
    seal, counted = seal_for(SealKind.DISCLOSURE, number), counted_for(number)
    if seal is None or counted is None:
        return None, None
    text = paper_text(seal.number, seal.head, [f"households {number} {counted.head} {counted.total.fen}"])
    return (
        SealOnPaper(seal.number, seal.size, seal.head, text),
        CountedOnPaper(counted.bills, counted.total.grouped(), counted.head),
    )


def _must_tie(shown: DisclosureFigures, ledger: DisclosureFigures) -> None:
    for one in differences(shown, ledger):
        raise DoesNotTie(
            line=one.line,
            shown=one.shown.grouped() if one.shown is not None else "—",
            ledger=one.ledger.grouped() if one.ledger is not None else "—",
        )
