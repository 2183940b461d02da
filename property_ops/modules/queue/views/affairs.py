"""The first works of the queue, with what they still need: of slot `estate_affairs`. Nobody is named."""

from datetime import date

from django.utils.translation import gettext

from property_ops.modules.estates.public import Estate
from property_ops.modules.news.public import AffairsRow, AffairsSection
from property_ops.modules.queue.public import EstateQueue, QueuedWork, queue_of
from property_ops.modules.queue.views.words import standing_words, why

MOST = 10


def queue_told(estate: Estate, today: date) -> AffairsSection:
    queue = queue_of(estate, today=today)
    return AffairsSection(gettext("Queue of works"), [_row(queue, one) for one in queue.works[:MOST]], order=35)


def _row(queue: EstateQueue, one: QueuedWork) -> AffairsRow:
    words = f"{one.place.rank}. {one.work.kind} {one.work.place}".strip()
    return AffairsRow(words, " ".join(why(queue, one)), standing_words(queue, one))
