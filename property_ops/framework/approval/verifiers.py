"""What `property-ops verify` asks of all that is approved: another person did it (docs/product.md rule 10)."""

from collections.abc import Iterator, Sequence

from django.db import connection
from django.db.models import F, Q

from property_ops.framework.accounts import SYSTEM
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.models import FourEyes, Prepared, kinds_of_prepared
from property_ops.framework.checks import Check, Difference
from property_ops.framework.models import User
from property_ops.kernel.text import gettext_noop

UNDECIDED = Q(decided_by=None) | Q(prepared_by=None)


def verify() -> Iterator[Check]:
    differences, approved = [], 0
    system = list(User.objects.filter(username=SYSTEM).values_list("pk", flat=True))
    for kind in _with_rows(kinds_of_prepared()):
        rows, alone = kind._default_manager.order_by(), _alone(kind, system)
        approved += rows.filter(kind.STANDS).count()
        differences += [
            Difference(
                gettext_noop("%(kind)s %(thing)s was not approved by another person"),
                {"kind": kind._meta.verbose_name, "thing": thing},
            )
            for thing in rows.filter(alone).order_by("pk")
        ]
    yield Check(
        name=gettext_noop("All that is approved was prepared by one person and approved by another"),
        figures={gettext_noop("approved"): f"{approved:,}"},
        differences=tuple(differences),
    )


def _with_rows(kinds: Sequence[type[FourEyes]]) -> list[type[FourEyes]]:
    """Those of which there is any: most companies use a part of what there is, and one question tells which."""
    tables = [connection.ops.quote_name(kind._meta.db_table) for kind in kinds]
    asked = (f"SELECT {place} WHERE EXISTS (SELECT 1 FROM {table})" for place, table in enumerate(tables))
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return [kinds[place] for (place,) in sorted(cursor.fetchall())]


def _alone(kind: type[FourEyes], system: Sequence[int]) -> Q:
    """Rows that stand without a second person, or were decided by who prepared them."""
    undecided = kind.STANDS & UNDECIDED
    if any(field.name == "decided_at" for field in kind._meta.fields):
        undecided |= kind.STANDS & Q(decided_at=None)
    alone = undecided
    for column in ("decided_by", *kind.also_by_another):
        alone |= Q(**{column: F("prepared_by")}) | Q(**{f"{column}__in": system})
    return alone & ~Q(state=ApprovalState.WITHDRAWN) if issubclass(kind, Prepared) else alone
