from django.db import models

from property_ops.framework.scope import CompanyWide


class FormKey(CompanyWide):
    """A form that was sent and has taken effect: what the first sending made answers every later one.

    `key` is the digest of the person, the address and the key in the form; `content` of what else was sent with it.
    `answer` is where the first one went on to, empty where it was answered with a page.
    """

    journal = "no fact: what was sent twice lately"

    key = models.CharField(primary_key=True, max_length=64)
    content = models.CharField(max_length=64)
    answer = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
