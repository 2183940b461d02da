from property_ops.modules.home_visits.models.visit import HomeVisit, PlannedHome, VisitOpinion, VisitPlan

__all__ = ["HomeVisit", "PlannedHome", "VisitOpinion", "VisitPlan"]
