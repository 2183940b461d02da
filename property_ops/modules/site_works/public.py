"""What a neighbour may use of site works."""

from property_ops.modules.site_works.kinds import declared

__all__ = ["declared"]
