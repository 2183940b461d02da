from enum import StrEnum

from django.db import models

from property_ops.framework.scope import CompanyWide


class JournalEvent(StrEnum):
    """The database's own first letters; a row is found when the journal of its table begins again after migrations."""

    MADE = "I"
    CHANGED = "U"
    DELETED = "D"
    FOUND = "F"


class JournalRow(CompanyWide):
    """What the database itself wrote down of one row: as it was made, changed or deleted (docs/adr/0044).

    `content` is the row as JSON, in the words of the database that wrote it. Append-only.
    """

    journal = "the journal itself, gathered under the seals"

    of_table = models.CharField(max_length=64)
    of_row = models.CharField(max_length=80)
    event = models.CharField(max_length=1)
    content = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["of_table", "of_row"], name="po_journal_of_row")]


class JournalBatch(CompanyWide):
    """The records of one chain that were gathered together, under one digest that covers the batch before. Append-only.

    `spans` are the numbers of its records: pairs of the first and the last.
    """

    journal = "a chain under the seals"

    chain = models.CharField(max_length=20)
    number = models.PositiveBigIntegerField()
    spans = models.JSONField()
    records = models.PositiveBigIntegerField()
    content = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["chain", "number"]
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="po_journal_batch_once")]
