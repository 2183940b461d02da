from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, append_only, decided_once

ORDER, LINE, OFFER = "po_providers_serviceorder", "po_providers_serviceline", "po_providers_serviceoffer"
SETTLEMENT, SETTLED = "po_providers_providersettlement", "po_providers_settlementline"

PROVIDER = f"(SELECT o.provider_id FROM {ORDER} o WHERE o.id = NEW.order_id)"
IN_FORCE = (
    "(SELECT l.id FROM po_providers_pricelist l WHERE l.state = 'approved' AND l.start <= NEW.day "
    f"AND l.provider_id = {PROVIDER} ORDER BY l.start DESC LIMIT 1)"
)
PUBLISHED = (
    "COALESCE((SELECT p.price FROM po_providers_publishedprice p WHERE p.item_id = NEW.item_id "
    f"AND p.price_list_id = {IN_FORCE}), -1)"
)
# Quantities have two decimals: amount = floor((2 × quantity × price + 100) ÷ 200), without dividing.
WRONG_AMOUNT = (
    "200 * NEW.amount > 2 * NEW.quantity * NEW.unit_price + 100 "
    "OR 200 * NEW.amount + 200 <= 2 * NEW.quantity * NEW.unit_price + 100"
)


def sum_of_order(order: str) -> str:
    return (
        f"(SELECT COALESCE(SUM(s.amount), 0) FROM {LINE} s, {ORDER} o WHERE o.id = {order} AND s.order_id = o.id "
        "AND s.round = o.round)"
    )


def sum_of_settlement(payer: str) -> str:
    return (
        f"(SELECT COALESCE(SUM(s.amount), 0) FROM {SETTLED} s WHERE s.settlement_id = NEW.id AND s.payer = '{payer}')"
    )


NOT_THE_ORDERS = (
    f"NOT EXISTS (SELECT 1 FROM {ORDER} w, {SETTLEMENT} x WHERE w.id = NEW.order_id AND x.id = NEW.settlement_id "
    "AND w.state = 'accepted' AND w.provider_id = x.provider_id AND w.payer = NEW.payer) "
    f"OR NEW.amount <> {sum_of_order('NEW.order_id')} "
    f"OR EXISTS (SELECT 1 FROM {SETTLED} y, {SETTLEMENT} z WHERE y.order_id = NEW.order_id AND z.id = y.settlement_id "
    "AND y.settlement_id <> NEW.settlement_id AND z.state IN ('waiting', 'approved'))"
)


class Migration(migrations.Migration):
    dependencies = [("po_providers", "0001_initial")]
    operations = [
        *append_only("po_providers_providerpaper"),
        *append_only("po_providers_agreementestate"),
        *append_only("po_providers_agreementexit"),
        *append_only("po_providers_publishedprice"),
        *append_only("po_providers_serviceevent"),
        *append_only("po_providers_servicephoto"),
        *append_only("po_providers_serviceacceptance"),
        *append_only(LINE),
        *append_only(SETTLED),
        *decided_once("po_providers_cooperationagreement"),
        *decided_once("po_providers_pricelist"),
        *decided_once("po_providers_standingchange"),
        *decided_once("po_providers_scorestandard"),
        *decided_once("po_providers_sliptranscription"),
        *decided_once("po_providers_servicecomplaint"),
        RefuseWhen(ORDER, "UPDATE", "OLD.state IN ('accepted', 'cancelled')", "an order that is over is frozen"),
        RefuseWhen(ORDER, "DELETE", "TRUE", "orders are kept: a row cannot be deleted"),
        RefuseWhen(
            OFFER,
            "INSERT",
            "NOT EXISTS (SELECT 1 FROM po_providers_provider v WHERE v.id = NEW.provider_id "
            "AND v.standing IN ('listed', 'warned'))",
            "a provider that is not listed gets no offers",
        ),
        RefuseWhen(
            LINE,
            "INSERT",
            f"NEW.unit_price > {PUBLISHED} OR {WRONG_AMOUNT}",
            "a service costs no more than quantity times the price published for its day",
        ),
        RefuseWhen(SETTLED, "INSERT", NOT_THE_ORDERS, "a settlement has accepted orders of its provider, each once"),
        RefuseWhen(
            SETTLEMENT,
            "UPDATE",
            f"OLD.state <> 'waiting' OR (NEW.state = 'approved' AND (NEW.payable <> {sum_of_settlement('company')} "
            f"OR NEW.by_residents <> {sum_of_settlement('resident')}))",
            "a settlement is the sum of its orders, and frozen once it is decided",
        ),
        RefuseWhen(SETTLEMENT, "DELETE", "TRUE", "settlements are kept: a row cannot be deleted"),
    ]
