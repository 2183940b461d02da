"""Who may speak for which party of acceptance (docs/product.md rule 22)."""

from django.db.models import Q, QuerySet

from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.models import User
from property_ops.framework.permissions import roles_of
from property_ops.framework.slots import plugged_into
from property_ops.kernel.acceptance import Manner
from property_ops.modules.works.domain.acceptance import DOING, SPOKEN, Party, PartyWord
from property_ops.modules.works.models import PartyMember, Transcription, WorkConfirmation, WorkEvent, WorkOrder
from property_ops.modules.works.selectors.timeline import confirmations_of, parties_of

MEMBER = "party_member"
"""The role of log-ins that parties of acceptance have."""
_STANDS = Q(state__in=[ApprovalState.WAITING.value, ApprovalState.APPROVED.value])


def bound_to(user: User) -> Party | None:
    """The party whose log-in it is; None: of the staff."""
    member = PartyMember.objects.filter(user=user).first()
    return Party(member.party) if member else None


def own_party(user: User) -> Party | None:
    """Staff speak for the company, a party's own log-in for that party; one that is not bound to any, for none."""
    return bound_to(user) or (None if MEMBER in roles_of(user) else Party.COMPANY)


def has_done(work: WorkOrder, user: User) -> bool:
    """Whether this person planned, costed or reported the work."""
    return WorkEvent.objects.filter(work=work, by=user, action__in=DOING).exists()


def spoke_for_another(work: WorkOrder, party: Party, *, user: User | None, person: str) -> bool:
    """Whether this user, or somebody of this name, spoke for another party in this round, in person or on paper.

    Who keeps a secret of another party could speak by it: of slot `party_secrets`, and of what was said by one.
    """
    others = {"work": work, "round": work.round}
    words = WorkConfirmation.objects.filter(**others, manner__in=SPOKEN).exclude(party=party)
    papers = Transcription.objects.filter(_STANDS, **others).exclude(party=party)
    if user is not None and (
        words.filter(Q(by=user) | Q(keeper=user)).exists()
        or papers.filter(prepared_by=user).exists()
        or any({*secrets(work, user)} - {party} for secrets in plugged_into("party_secrets"))
    ):
        return True
    names = [*words.values_list("person", flat=True), *papers.values_list("person", flat=True)]
    return _name(person) in map(_name, names)


def _name(person: str) -> str:
    return "".join(person.split())


def speaks_for(work: WorkOrder, user: User) -> Party | None:
    """The party for which this person may accept the work now."""
    party = own_party(user)
    if party is None or party not in parties_of(work):
        return None
    if party is not Party.COMPANY and has_done(work, user):
        return None
    return None if spoke_for_another(work, party, user=user, person=str(user)) else party


def may_transcribe(work: WorkOrder, user: User) -> list[Party]:
    """The parties whose signed papers this person may write down: one at most, and none of a work of their own."""
    if own_party(user) is not Party.COMPANY or has_done(work, user):
        return []
    outside = [party for party in parties_of(work) if party is not Party.COMPANY]
    return [party for party in outside if not spoke_for_another(work, party, user=user, person="")]


def papers_of(work: WorkOrder) -> QuerySet[Transcription]:
    """All that was transcribed for a work, without the files."""
    rows = Transcription.objects.filter(work=work).select_related("prepared_by", "decided_by", "picture")
    return rows.defer("pdf").order_by("id")


def visible_papers(user: User) -> QuerySet[Transcription]:
    rows = Transcription.objects.visible_to(user)
    return rows.select_related("work__estate", "prepared_by", "decided_by", "picture")


def words_of(work: WorkOrder) -> list[PartyWord]:
    """How each party accepted, in their order; of a row of the register what it tells of all of them."""
    said = confirmations_of(work)
    found = []
    for party in Party:
        last = max((one for one in said if one.party == party), key=lambda one: one.pk, default=None)
        if last is not None:
            found.append(_word(last))
    if found or work.accepted_on is None:
        return found
    return [PartyWord(None, Manner.REGISTER, work.accepted_by, work.accepted_on)]


def _word(one: WorkConfirmation) -> PartyWord:
    checked_by = str(one.transcription.decided_by) if one.transcription else ""
    return PartyWord(Party(one.party), Manner(one.manner), one.person, one.on, one.by_link, checked_by)
