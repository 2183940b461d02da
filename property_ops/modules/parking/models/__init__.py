from property_ops.modules.parking.models.space import Closure, Lease, Space

__all__ = ["Closure", "Lease", "Space"]
