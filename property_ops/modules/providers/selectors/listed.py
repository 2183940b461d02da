"""The list of providers that everybody may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from property_ops.modules.providers.domain.score import accepted_in
from property_ops.modules.providers.domain.states import GETS_OFFERS
from property_ops.modules.providers.models import PriceList, Provider, PublishedPrice
from property_ops.modules.providers.selectors.prices import agreements_on
from property_ops.modules.providers.selectors.register import with_trades
from property_ops.modules.providers.selectors.scores import scores, standard_on


@dataclass(frozen=True, slots=True)
class ListedProvider:
    """What is public of a provider: no person's name and no number. `score` is none while too little was counted."""

    name: str
    trades: Sequence[str]
    trade_words: Sequence[str]
    prices: Sequence[PublishedPrice]
    score: Decimal | None
    orders: int
    estates: Sequence[str]


def listed_today(*, today: date, now: datetime) -> list[ListedProvider]:
    """Those with an agreement in force, the best first; asks no more, the more there are."""
    agreed = agreements_on(today).prefetch_related("estates__estate")
    places: dict[int, list[str]] = {}
    for agreement in agreed:
        places.setdefault(agreement.provider_id, []).extend(one.estate.name for one in agreement.estates.all())
    found = list(with_trades(Provider.objects.filter(pk__in=places, standing__in=GETS_OFFERS)).order_by("code"))
    prices, scored, standard = _prices(found, today), scores(found, today=today, now=now), standard_on(today)
    shown = []
    for one in found:
        score = scored.get(one.pk)
        accepted = accepted_in(score) if score else 0
        enough = standard is not None and accepted >= standard.least_orders
        shown.append(
            ListedProvider(
                name=one.name,
                trades=[row.trade for row in one.trades.all()],
                trade_words=[row.get_trade_display() for row in one.trades.all()],
                prices=prices.get(one.pk, []),
                score=score.value if score and enough else None,
                orders=accepted,
                estates=places[one.pk],
            )
        )
    return sorted(shown, key=lambda one: (-(one.score or Decimal(0)), one.name))


def _prices(providers: Sequence[Provider], today: date) -> dict[int, list[PublishedPrice]]:
    """Of the list in force of each."""
    lists = PriceList.objects.filter(PriceList.STANDS, provider__in=providers, start__lte=today).order_by("start")
    in_force = {one.provider_id: one.pk for one in lists}
    found: dict[int, list[PublishedPrice]] = {}
    rows = PublishedPrice.objects.filter(price_list__in=in_force.values()).select_related("item", "price_list")
    for row in rows.order_by("item__trade", "item"):
        found.setdefault(row.price_list.provider_id, []).append(row)
    return found
