from django.db import models

from property_ops.framework.scope import CompanyWide


class NumberSeries(CompanyWide):
    """The next number of a series of documents, without gaps (docs/product.md rule 8): see numbering.reserve."""

    journal = "the documents themselves show a gap in their numbers"

    name = models.CharField(primary_key=True, max_length=40)
    next_number = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(next_number__gte=1), name="po_series_from_one")]


class ShippedRow(CompanyWide):
    """What a module last shipped for a row of its data, so that a row somebody edited is never overwritten."""

    journal = "no fact: what the product brought along"

    model = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    values = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "key"], name="po_shipped_row_once")]
