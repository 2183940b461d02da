from property_ops.modules.works.models.work_order import WorkOrder

__all__ = ["WorkOrder"]
