"""Keeping the proof of every statement made: what is made again is compared, never silently replaced."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from django.utils import timezone

from invoices.modules.statements.domain.errors import StatementDiffers
from invoices.modules.statements.models import Edition
from invoices.modules.statements.services.composing import Composed
from property_ops.framework.bulk import insert_columns
from property_ops.framework.locking import locked_transaction

# Raised whenever layout, wording or the composing changes what a statement looks like.
RECIPE = 1
_PAGE = b"<</Type/Page/Parent "


@dataclass(frozen=True, slots=True)
class FileProof:
    """The proof of one file just made."""

    statement_id: int
    number: str
    link_version: int
    sha256: str
    pages: int

    @property
    def key(self) -> tuple[int, int]:
        return self.statement_id, self.link_version

    @classmethod
    def of(cls, composed: Composed, pdf: bytes) -> Self:
        return cls(
            statement_id=composed.fixed.statement_id,
            number=composed.bill.number,
            link_version=composed.fixed.link_version,
            sha256=hashlib.sha256(pdf).hexdigest(),
            pages=pdf.count(_PAGE),
        )


def prove(made: Sequence[FileProof]) -> None:
    """Record the files made for the first time, compare the others. Raises StatementDiffers, recording nothing."""
    if _are_proven(made):
        return
    with locked_transaction("statements"):
        known = _compared(made)
        _record([one for one in made if one.key not in known])


def _are_proven(made: Sequence[FileProof]) -> bool:
    """Whether all of them were made before: then nothing is to be written. Raises StatementDiffers."""
    known = _compared(made)
    return all(one.key in known for one in made)


def _compared(made: Sequence[FileProof]) -> dict[tuple[int, int], str]:
    """The proofs that there are. Raises StatementDiffers."""
    known = _known([one.statement_id for one in made])
    for one in made:
        if known.get(one.key, one.sha256) != one.sha256:
            raise StatementDiffers(number=one.number)
    return known


def _known(statements: Sequence[int]) -> dict[tuple[int, int], str]:
    rows = Edition.objects.filter(statement_id__in=statements, recipe=RECIPE)
    return {
        (statement, version): digest
        for statement, version, digest in rows.values_list("statement_id", "link_version", "sha256")
    }


def _record(made: Sequence[FileProof]) -> None:
    insert_columns(
        Edition,
        {
            "statement": [one.statement_id for one in made],
            "link_version": [one.link_version for one in made],
            "recipe": RECIPE,
            "sha256": [one.sha256 for one in made],
            "pages": [one.pages for one in made],
            "made_at": timezone.now(),
        },
        rows=len(made),
    )
