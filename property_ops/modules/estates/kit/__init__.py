"""Pages that other modules build on."""

from property_ops.modules.estates.kit.pages import OfUnit

__all__ = ["OfUnit"]
