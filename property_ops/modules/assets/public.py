"""What the pages of equipment use of the tables."""

from property_ops.modules.assets.models import AssetKind
from property_ops.modules.assets.models.upkeep import MOST_MONTHS, PAYERS

__all__ = ["MOST_MONTHS", "PAYERS", "AssetKind"]
