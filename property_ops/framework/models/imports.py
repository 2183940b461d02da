from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.scope import OfEstate


class ImportedBatch(Prepared, OfEstate):
    """Rows of one register of a file that would make somebody pay: claims, until another person has approved them.

    Its rows are `ImportedClaim`, frozen under `digest`; nothing of them stands in the register before. `sheets` is
    what the importer needs to read them again: name, titles, heads. `figures` is what they came to when approved.
    """

    estate_path = "claims__estate_code"

    importer = models.CharField(_("register"), max_length=60)
    file = models.CharField(_("file"), max_length=200)
    as_of = models.DateField(_("changes count from"))
    sheets = models.JSONField(_("sheets"))
    rows = models.PositiveIntegerField(_("rows"))
    digest = models.CharField(_("digest"), max_length=64)
    figures = models.JSONField(_("what it came to"), default=dict)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("imported batch")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk} {self.file}"

    @property
    def rights(self) -> Rights:  # type: ignore[override] # each register has its own
        from property_ops.framework.importing.registry import importer_named

        return importer_named(self.importer).rights

    @property
    def audit_subject(self) -> str:
        return f"{self.pk} {self.file}"

    def audit_facts(self) -> dict[str, Any]:
        return {"register": self.importer, "rows": self.rows, "digest": self.digest, **self.figures}

    @classmethod
    def narrowed(cls, rows: QuerySet[Any], estates: QuerySet[Any]) -> QuerySet[Any]:
        """Those of which every row is of these estates."""
        others = ImportedClaim.objects.exclude(estate_code__in=estates.values("code"))
        return rows.exclude(pk__in=others.values("batch"))


class ImportedClaim(OfEstate):
    """A row of a batch: `key` is the thing it is of, `values` its cells as they stood in the file, by column.

    `start` and `end` are the days `[start, end)` that it speaks of, where it speaks of any. Append-only.
    """

    estate_path = "estate_code"

    batch = models.ForeignKey(ImportedBatch, models.PROTECT, related_name="claims")
    sheet = models.PositiveSmallIntegerField()
    row = models.PositiveIntegerField()
    estate_code = models.CharField(max_length=20)
    key = models.CharField(max_length=200)
    words = models.CharField(max_length=200)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    values = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["batch", "sheet", "row"]
        indexes = [models.Index(fields=["key"], name="po_claim_by_key")]
        constraints = [models.UniqueConstraint(fields=["batch", "sheet", "row"], name="po_claim_row_once")]

    def __str__(self) -> str:
        return gettext("row %(row)s") % {"row": self.row}
