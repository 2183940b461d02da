from property_ops.modules.requests.models.request import Request, RequestPhoto
from property_ops.modules.requests.models.survey import Survey

__all__ = ["Request", "RequestPhoto", "Survey"]
