"""What residents read, for them and for the staff."""

from datetime import date

from django.db.models import Q, QuerySet, Sum

from property_ops.framework.models import User
from property_ops.framework.slots import plugged_into
from property_ops.modules.estates.public import Estate
from property_ops.modules.news.domain.affairs import AffairsSection
from property_ops.modules.news.models import NewsPhoto, NewsPost, OfficeNumber


def visible_posts(user: User) -> QuerySet[NewsPost]:
    """With `read`: how often they were opened."""
    return NewsPost.objects.visible_to(user).select_related("estate", "written_by").annotate(read=Sum("reads__count"))


def find_posts(posts: QuerySet[NewsPost], text: str) -> QuerySet[NewsPost]:
    return posts.filter(Q(title__icontains=text) | Q(body__icontains=text))


def visible_numbers(user: User) -> QuerySet[OfficeNumber]:
    return OfficeNumber.objects.visible_to(user).select_related("estate")


def visible_photos(user: User) -> QuerySet[NewsPhoto]:
    return NewsPhoto.objects.visible_to(user).select_related("picture", "post")


def corrections_of(post: NewsPost) -> QuerySet[NewsPost]:
    """As it stood each time it was kept, the latest first."""
    found: QuerySet[NewsPost] = post.history.select_related("history_user").order_by("-history_date", "-history_id")
    return found


def estate_of(code: str) -> Estate | None:
    return Estate.objects.filter(code=code).first()


def shown_to_residents(estate: Estate, *, on: date) -> QuerySet[NewsPost]:
    """Of the estate and of all, on that day; the pinned first, then the latest."""
    return NewsPost.objects.filter(Q(estate=estate) | Q(estate=None), _shown(on))


def posts_shown(user: User, *, on: date) -> QuerySet[NewsPost]:
    """What residents of the user's estates read on that day."""
    return visible_posts(user).filter(_shown(on))


def _shown(on: date) -> Q:
    return Q(first_day__lte=on, withdrawn_at=None) & (Q(last_day=None) | Q(last_day__gte=on))


def numbers_of(estate: Estate) -> QuerySet[OfficeNumber]:
    return OfficeNumber.objects.filter(Q(estate=estate) | Q(estate=None))


def affairs_of(estate: Estate, *, on: date) -> list[AffairsSection]:
    """What modules tell of the estate; what has no row is not there."""
    told = [tell(estate, on) for tell in plugged_into("estate_affairs")]
    return sorted((one for one in told if one is not None and one.rows), key=lambda one: one.order)
