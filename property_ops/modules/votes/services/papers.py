"""Ballot papers: issued, printed, delivered, replaced; and the powers of attorney by which others sign them."""

from datetime import date, datetime

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.store import keep
from property_ops.kernel.writing import clean, squeezed, with_reason
from property_ops.modules.estates.public import Company
from property_ops.modules.votes.domain.errors import DeliveredBefore, PollNotOpen, ProxyStands, TooManyProxies
from property_ops.modules.votes.domain.receipts import new_receipt
from property_ops.modules.votes.models import BallotDelivery, BallotPaper, Elector, ElectorUnit, Poll, VoteProxy
from property_ops.modules.votes.models.ballot import DeliveryManner
from property_ops.modules.votes.selectors.papers import last_version, papers_to_print, units_without_paper
from property_ops.modules.votes.selectors.register import standing_proxy, subjects_of
from property_ops.modules.votes.services.polls import CHANGE


def open_poll(poll_id: int, right: str, by: User) -> Poll:
    """The vote, locked, while ballots of it are taken. Raises NotAllowed, PollNotOpen."""
    poll = Poll.objects.select_for_update(of=("self",)).get(pk=poll_id)
    require(by, right, poll)
    return open_for_ballots(poll)


def open_for_ballots(poll: Poll) -> Poll:
    """Raises PollNotOpen."""
    if not Poll.objects.filter(Poll.STANDS, pk=poll.pk, result=None).exists():
        raise PollNotOpen(poll=poll.number)
    return poll


@transaction.atomic
def print_papers(*, poll: Poll, by: User, now: datetime, only: ElectorUnit | None = None) -> bytes:
    """The PDF of the papers of all units, or of one; what has none yet is given one. Raises NotAllowed, PollNotOpen."""
    poll = open_poll(poll.pk, CHANGE, by)
    BallotPaper.objects.bulk_create(
        BallotPaper(unit=unit, version=1, receipt=new_receipt(), by=by, at=now) for unit in units_without_paper(poll)
    )
    papers = papers_to_print(poll)
    chosen = [paper for paper in papers if only is None or paper.unit_id == only.pk]
    audit.record(by=by, action="votes.papers_printed", subject=poll.number, count=len(chosen))
    from property_ops.modules.votes.reports.ballot import (  # slow to import: only who prints pays for it
        doc_of,
        draw_ballots,
    )

    return draw_ballots(
        [doc_of(paper) for paper in chosen], poll=poll, subjects=subjects_of(poll), company=Company.load()
    )


@transaction.atomic
def replace_paper(*, unit: ElectorUnit, reason: str, by: User, now: datetime) -> BallotPaper:
    """The paper that is out becomes void. A vote that is counted stands until the new paper is.

    Raises NotAllowed, PollNotOpen, ReasonMissing.
    """
    poll = open_poll(unit.poll_id, CHANGE, by)
    version, why = last_version(unit) + 1, with_reason(reason, most=100)
    made = BallotPaper.objects.create(unit=unit, version=version, receipt=new_receipt(), reason=why, by=by, at=now)
    audit.record(by=by, action="votes.paper_replaced", subject=poll.number, unit=unit.code, reason=why)
    return made


@transaction.atomic
def deliver(*, unit: ElectorUnit, on: date, manner: DeliveryManner, by: User, now: datetime) -> BallotDelivery:
    """Raises NotAllowed, PollNotOpen, DeliveredBefore."""
    open_poll(unit.poll_id, CHANGE, by)
    if BallotDelivery.objects.filter(unit=unit).exists():
        raise DeliveredBefore(unit=unit.code)
    return BallotDelivery.objects.create(unit=unit, on=on, manner=manner, by=by, at=now)


@transaction.atomic
def register_proxy(*, elector: Elector, agent: str, agent_mark: str, scan: bytes, by: User, now: datetime) -> VoteProxy:
    """A signed power of attorney, with its photo.

    Raises NotAllowed, PollNotOpen, ProxyStands, TooManyProxies, PictureRefused.
    """
    require(by, CHANGE, elector)
    picture = keep(scan, now=now)
    poll = open_poll(elector.poll_id, CHANGE, by)
    agent, mark = clean(agent), squeezed(agent_mark).upper()
    if standing_proxy(elector):
        raise ProxyStands(elector=str(elector))
    standing = VoteProxy.objects.filter(elector__poll=poll, agent=agent, agent_mark=mark, revoked_at=None)
    if standing.count() >= poll.most_proxies:
        raise TooManyProxies(agent=agent, most=poll.most_proxies)
    made = VoteProxy.objects.create(elector=elector, agent=agent, agent_mark=mark, picture=picture, by=by, at=now)
    audit.record(by=by, action="votes.proxy_registered", subject=poll.number, elector=elector.number, row=made.pk)
    return made


@transaction.atomic
def revoke_proxy(*, proxy: VoteProxy, by: User, now: datetime) -> VoteProxy:
    """Ballots that the proxy signed before stay counted. Raises NotAllowed, PollNotOpen."""
    poll = open_poll(proxy.elector.poll_id, CHANGE, by)
    proxy = VoteProxy.objects.select_for_update(of=("self",)).get(pk=proxy.pk)
    if proxy.revoked_at is None:
        proxy.revoked_at, proxy.revoked_by = now, by
        proxy.save(update_fields=["revoked_at", "revoked_by"])
        audit.record(by=by, action="votes.proxy_revoked", subject=poll.number, row=proxy.pk)
    return proxy
