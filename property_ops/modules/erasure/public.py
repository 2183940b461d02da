"""What a neighbour may use of erasures: how it says which personal data it has."""

from property_ops.modules.erasure.domain.sources import ERASED, ErasedRow, PersonalData

__all__ = ["ERASED", "ErasedRow", "PersonalData"]
