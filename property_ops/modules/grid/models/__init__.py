from property_ops.modules.grid.models.area import DutyRole, GridArea, GridDuty, GridHandOver, GridPlan, GridPoint

__all__ = ["DutyRole", "GridArea", "GridDuty", "GridHandOver", "GridPlan", "GridPoint"]
