from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from invoices.modules.proofs.domain.seals import Seal, paper_text, seal_in
from property_ops.framework.scope import CompanyWide


class StoredSeal(CompanyWide):
    """A seal as it was made, the same line that stands in the file of seals. Append-only.

    `size` is of the ledger. `frontiers`, by chain, are what the next seal goes on from; they are no part of the seal,
    but fold to its roots.
    """

    journal = "signed, and kept elsewhere"

    number = models.PositiveBigIntegerField(_("seal number"), unique=True)
    kind = models.CharField(_("made for"), max_length=20)
    name = models.CharField(_("of"), max_length=40)
    sealed_at = models.DateTimeField(_("sealed at"))
    head = models.CharField(_("head"), max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("entries"))
    line = models.TextField()
    frontiers = models.JSONField()

    class Meta:
        verbose_name = _("seal")
        ordering = ["-number"]
        indexes = [models.Index(fields=["kind", "name"], name="po_seal_by_name")]

    def __str__(self) -> str:
        return str(self.number)

    @cached_property
    def seal(self) -> Seal:
        """Raises SealUnreadable."""
        return seal_in(self.line)

    @property
    def on_paper(self) -> str:
        """What the QR code says."""
        return paper_text(self.number, self.head)
