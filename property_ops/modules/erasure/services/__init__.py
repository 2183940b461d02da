from property_ops.modules.erasure.services.erasing import approve_erasure, ask_erasure

__all__ = ["approve_erasure", "ask_erasure"]
