"""What is done with a work order: planning, doing, acceptance, costs, warranty; and its photos."""

from property_ops.modules.works.services.photos import add_photo, remove_photo

__all__ = ["add_photo", "remove_photo"]
