"""What the register of homes itself says of a person: of slot `personal_data`."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext

from property_ops.modules.erasure.domain.sources import ERASED, ErasedRow, PersonalData
from property_ops.modules.erasure.selectors.erasures import living_elsewhere
from property_ops.modules.estates.public import Tenure


class Register(PersonalData):
    title = "房屋台账中的姓名、电话"

    def rows(self, tenure: Any) -> Iterator[ErasedRow]:
        yield ErasedRow(Tenure, tenure.pk, {"name": ERASED, "phone": ""}, {})

    def forbids(self, tenure: Any, *, today: date) -> Sequence[str]:
        if not living_elsewhere(tenure, today=today):
            return ()
        return [gettext("somebody of this name and telephone still is registered for another home")]


REGISTER = Register()
