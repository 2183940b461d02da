"""Who made the secret of a party, and could use it alone: they count as who speaks by it (docs/product.md rule 22)."""

from property_ops.framework.models import User
from property_ops.modules.estates.public import Estate
from property_ops.modules.portal.models import AcceptanceLink, PartyPin
from property_ops.modules.works.public import Party, WorkOrder


def secrets_kept(work: WorkOrder, user: User) -> set[Party]:
    """Of slot `party_secrets`: a PIN opens on site, a link where the party has no PIN of another's making."""
    pins = _makers_of_pins(work.estate)
    links = AcceptanceLink.objects.filter(work=work, made_by=user, revoked_at=None).values_list("party", flat=True)
    kept = {party for party, maker in pins.items() if maker == user.pk}
    return {Party(one) for one in kept | {party for party in links if pins.get(party, user.pk) == user.pk}}


def keeper_of(link: AcceptanceLink) -> User | None:
    """Who could answer by the link alone; nobody where another person made the PIN that it asks for."""
    maker = _makers_of_pins(link.work.estate).get(link.party, link.made_by_id)
    return link.made_by if maker == link.made_by_id else None


def maker_of_pin(estate: Estate, party: Party) -> User | None:
    known = PartyPin.objects.filter(estate=estate, party=party).select_related("made_by").first()
    return known.made_by if known else None


def has_pin_of_another(estate: Estate, party: Party, user: User) -> bool:
    return _makers_of_pins(estate).get(party.value, user.pk) != user.pk


def keeps_another_pin(estate: Estate, party: Party, user: User) -> bool:
    return any(maker == user.pk for other, maker in _makers_of_pins(estate).items() if other != party.value)


def _makers_of_pins(estate: Estate) -> dict[str, int]:
    return dict(PartyPin.objects.filter(estate=estate).values_list("party", "made_by"))
