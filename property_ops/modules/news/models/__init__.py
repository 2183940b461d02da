from property_ops.modules.news.models.number import OfficeNumber
from property_ops.modules.news.models.post import NewsKind, NewsPhoto, NewsPost, NewsReads

__all__ = ["NewsKind", "NewsPhoto", "NewsPost", "NewsReads", "OfficeNumber"]
