"""The register of providers, as somebody looks at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Prefetch, Q, QuerySet

from property_ops.framework.models import User
from property_ops.modules.providers.domain.states import GETS_OFFERS, ProviderStanding
from property_ops.modules.providers.models import (
    PaperKind,
    Provider,
    ProviderPaper,
    ProviderTrade,
    ServiceOrder,
    StandingChange,
)
from property_ops.modules.providers.selectors.prices import agreements_on

WARN_DAYS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class EndingSoon:
    """A paper or agreement that ends within a month, or has ended; `last` is its last day."""

    provider: Provider
    what: str
    last: date
    over: bool


def visible_providers(user: User) -> QuerySet[Provider]:
    return with_trades(Provider.objects.visible_to(user)).order_by("code")


def with_trades(providers: QuerySet[Provider]) -> QuerySet[Provider]:
    return providers.prefetch_related(Prefetch("trades", ProviderTrade.objects.order_by("id")))


def find_providers(found: QuerySet[Provider], text: str) -> QuerySet[Provider]:
    return found.filter(Q(name__icontains=text) | Q(code__icontains=text) | Q(contact__icontains=text))


def papers_of(provider: Provider) -> QuerySet[ProviderPaper]:
    return provider.papers.select_related("picture", "added_by").order_by("kind", "-pk")


def paper(pk: int) -> ProviderPaper | None:
    return ProviderPaper.objects.select_related("picture").filter(pk=pk).first()


def latest_papers(providers: Sequence[Provider]) -> Mapping[tuple[int, str], ProviderPaper]:
    """The one of each kind that counts."""
    rows = ProviderPaper.objects.filter(provider__in=providers).select_related("provider").order_by("pk")
    return {(paper.provider_id, paper.kind): paper for paper in rows}


def has_licence(provider: Provider, day: date) -> bool:
    paper = latest_papers([provider]).get((provider.pk, PaperKind.LICENCE.value))
    return paper is not None and (paper.valid_until is None or paper.valid_until >= day)


def ending_soon(today: date, provider: Provider | None = None) -> list[EndingSoon]:
    """Papers and agreements of those that are on the list, the earliest first."""
    listed = (
        Provider.objects.filter(pk=provider.pk)
        if provider
        else Provider.objects.exclude(standing=ProviderStanding.LEFT)
    )
    until = today + WARN_DAYS
    papers = latest_papers(list(listed)).values()
    found = [
        EndingSoon(one.provider, f"{one.get_kind_display()} {one.number}", one.valid_until, one.valid_until < today)
        for one in papers
        if one.valid_until is not None and one.valid_until <= until
    ]
    ending = agreements_on(today).filter(provider__in=listed, end__lte=until + timedelta(days=1))
    found += [
        EndingSoon(one.provider, one.number, one.end - timedelta(days=1), over=False)
        for one in ending.select_related("provider")
    ]
    return sorted(found, key=lambda one: (one.last, one.provider.code, one.what))


def candidates_for(order: ServiceOrder, day: date) -> list[Provider]:
    """Those of the trade that may get the order now, with `open_orders`: how many they have in hand."""
    agreed = agreements_on(day, order.estate).values("provider")
    able = Provider.objects.filter(pk__in=agreed, standing__in=GETS_OFFERS, trades__trade=order.trade)
    in_hand = Count("orders", filter=Q(orders__state__in=("taken", "appointed", "done")), distinct=True)
    return [one for one in able.annotate(open_orders=in_hand).order_by("code").distinct() if has_licence(one, day)]


def visible_standings(user: User) -> QuerySet[StandingChange]:
    return StandingChange.objects.visible_to(user).select_related("provider", "prepared_by", "decided_by")


def standings_of(provider: Provider) -> QuerySet[StandingChange]:
    return provider.standings.select_related("prepared_by", "decided_by").order_by("-pk")
