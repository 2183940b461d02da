"""What a neighbour may use of road repair."""

from property_ops.modules.road_repair.domain.defects import DefectFamily, DefectType
from property_ops.modules.road_repair.models.defect import RoadDefect, RoadMix
from property_ops.modules.road_repair.selectors import cars_to_move, defects_of, estimate_of

__all__ = ["DefectFamily", "DefectType", "RoadDefect", "RoadMix", "cars_to_move", "defects_of", "estimate_of"]
