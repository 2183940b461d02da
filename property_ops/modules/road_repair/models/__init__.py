from property_ops.modules.road_repair.models.defect import RoadDefect, RoadMix

__all__ = ["RoadDefect", "RoadMix"]
