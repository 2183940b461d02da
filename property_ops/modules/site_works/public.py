"""What a neighbour may use of site works."""

from property_ops.modules.site_works.kinds import declared
from property_ops.modules.site_works.selectors import Known, known

__all__ = ["Known", "declared", "known"]
