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


class JournalBlackout(CompanyWide):
    """Personal data of a former resident was blacked out in one line of the journal (docs/adr/0073). Append-only.

    `row` is the line, `content` what it says since then: the database lets it say nothing else. No digest of what it
    said stands here, from which a telephone number could be guessed.
    """

    row = models.PositiveBigIntegerField()
    content = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["row"], name="po_blackout_of_row")]


class BatchBlackout(CompanyWide):
    """A gathered batch has lines that were blacked out: the digest over its lines `before` and `after`. Append-only.

    The batch itself stays as it was gathered and sealed; each blackout takes up where the one before ended.
    """

    number = models.PositiveBigIntegerField()
    before = models.CharField(max_length=64)
    after = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]


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
