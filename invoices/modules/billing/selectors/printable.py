"""Which bills say something that no font can print: they wait, before anything is frozen (docs/product.md rule 27)."""

import json
from collections.abc import Sequence
from operator import itemgetter

from django.db.models import QuerySet

from invoices.modules.billing.models import Bill, BillLine
from invoices.modules.charges.public import ChargeBasis
from property_ops.framework.pdf.printable import signs_without_glyph


def bills_with_unprintable_signs(bills: QuerySet[Bill], heads: Sequence[tuple[int, str, str, str]]) -> dict[int, str]:
    """Key of the bill → `BC01-1-2-301 (😀)`, by unit. Looks at the names and at the evidence of the lines.

    `heads` are what the bills themselves say: key, unit, payer, estate.
    """
    found: dict[int, str] = {}
    lines = BillLine.objects.filter(bill__in=bills)
    said_in_lines = list(lines.order_by().values_list("item_name", "charge__basis_id").distinct())
    facts = ChargeBasis.objects.filter(pk__in={basis for _item, basis in said_in_lines})
    texts = {pk: json.dumps(said, ensure_ascii=False) for pk, said in facts.values_list("pk", "facts")}
    items = {item for item, _basis in said_in_lines}
    missing = signs_without_glyph({*texts.values(), *items, *(text for _pk, *said in heads for text in said)})
    if not missing:
        return found
    evidence: dict[int, set[str]] = {}
    for bill, item, basis in lines.values_list("bill_id", "item_name", "charge__basis_id"):
        evidence.setdefault(bill, set()).update(signs_without_glyph([item, texts.get(basis, "")]))
    for pk, unit, *said in sorted(heads, key=itemgetter(1)):
        signs = signs_without_glyph(said) | evidence.get(pk, set())
        if signs:
            found[pk] = f"{unit} ({''.join(sorted(signs))})"
    return found
