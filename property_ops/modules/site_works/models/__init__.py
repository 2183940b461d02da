from property_ops.modules.site_works.models.sheet import WorkSheet

__all__ = ["WorkSheet"]
