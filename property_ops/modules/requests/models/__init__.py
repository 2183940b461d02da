from property_ops.modules.requests.models.request import Request, RequestPhoto, RequestSubject
from property_ops.modules.requests.models.survey import Survey

__all__ = ["Request", "RequestPhoto", "RequestSubject", "Survey"]
