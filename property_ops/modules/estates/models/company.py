from django.db import models
from django.utils.translation import gettext_lazy as _

from property_ops.framework.singletons import Singleton


class Company(Singleton):
    """The property company itself: one row, printed on every document."""

    name = models.CharField(_("company name"), max_length=60)
    address = models.CharField(_("address"), max_length=120, blank=True)
    phone = models.CharField(_("service phone"), max_length=40, blank=True)
    bank_name = models.CharField(_("bank"), max_length=60, blank=True)
    bank_account = models.CharField(_("bank account"), max_length=40, blank=True)

    class Meta(Singleton.Meta):
        verbose_name = _("company")

    def __str__(self) -> str:
        return self.name
