"""What a neighbour may use of estate news."""

from property_ops.modules.news.domain.affairs import AffairsRow, AffairsSection
from property_ops.modules.news.models import NewsKind

__all__ = ["AffairsRow", "AffairsSection", "NewsKind"]
