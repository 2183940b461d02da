"""What a neighbour may use of erasures: how it says which personal data it has, and having it erased."""

from property_ops.modules.erasure.domain.sources import ERASED, ErasedRow, PersonalData
from property_ops.modules.erasure.models import Erasure
from property_ops.modules.erasure.selectors.erasures import what_forbids
from property_ops.modules.erasure.services.erasing import approve_erasure, ask_erasure

__all__ = ["ERASED", "ErasedRow", "Erasure", "PersonalData", "approve_erasure", "ask_erasure", "what_forbids"]
