from property_ops.modules.erasure.models.erasure import Erasure

__all__ = ["Erasure"]
