from property_ops.modules.assets.models.asset import Asset, AssetKind, AssetWork
from property_ops.modules.assets.models.upkeep import Upkeep, UpkeepDue

__all__ = ["Asset", "AssetKind", "AssetWork", "Upkeep", "UpkeepDue"]
