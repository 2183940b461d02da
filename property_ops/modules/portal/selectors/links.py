"""The links for acceptance that a person may see."""

from django.db.models import QuerySet

from property_ops.framework.models import User
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate
from property_ops.modules.portal.models import AcceptanceLink, MonthLink, PartyPin, SiteAcceptance
from property_ops.modules.works.public import WorkOrder


def visible_links(user: User) -> QuerySet[AcceptanceLink]:
    return AcceptanceLink.objects.visible_to(user).select_related("work__estate")


def links_of(work: WorkOrder) -> dict[str, AcceptanceLink]:
    """By party."""
    return {link.party: link for link in AcceptanceLink.objects.filter(work=work).select_related("made_by")}


def month_links_of(estate: Estate, month: Month) -> dict[str, MonthLink]:
    """By party, each with its `word` if it has said one."""
    links = MonthLink.objects.filter(estate=estate, month=month.start).select_related("made_by", "word")
    return {link.party: link for link in links}


def parties_with_pin(work: WorkOrder) -> frozenset[str]:
    return frozenset(PartyPin.objects.filter(estate=work.estate).values_list("party", flat=True))


def visible_works(user: User) -> QuerySet[WorkOrder]:
    return WorkOrder.objects.visible_to(user).select_related("estate")


def site_acceptances_of(work: WorkOrder) -> QuerySet[SiteAcceptance]:
    return SiteAcceptance.objects.filter(work=work).order_by("pk")


def visible_site_acceptances(user: User) -> QuerySet[SiteAcceptance]:
    return SiteAcceptance.objects.visible_to(user).select_related("signature")
