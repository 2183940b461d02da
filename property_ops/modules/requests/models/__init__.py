from property_ops.modules.requests.models.request import Request
from property_ops.modules.requests.models.survey import Survey

__all__ = ["Request", "Survey"]
