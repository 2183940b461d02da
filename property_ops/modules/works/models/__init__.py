from property_ops.modules.works.models.photo import PhotoStage, WorkPhoto
from property_ops.modules.works.models.work_order import WorkOrder

__all__ = ["PhotoStage", "WorkOrder", "WorkPhoto"]
