"""Our own registers, as far as what lives in ERPNext is recognised by them."""

from invoices.modules.erpnext.domain.documents import customer_key
from invoices.modules.erpnext.selectors.mappings import ledger_accounts
from invoices.modules.ledger.public import RECEIVABLE
from property_ops.modules.estates.public import Tenure, Unit


def payers() -> dict[str, tuple[str, str]]:
    """Key of a customer → unit code and name, of all who own or rent today."""
    tenures = Tenure.objects.filter(end=None).values_list("pk", "unit__code", "name")
    return {customer_key(code, str(pk)): (code, name) for pk, code, name in tenures}


def estate_name_of(unit_code: str) -> str:
    return Unit.objects.filter(code=unit_code).values_list("estate__name", flat=True).first() or ""


def codes_of_ledger() -> dict[str, str]:
    """Code → name of the accounts that a balance can begin on."""
    return {one.code: one.name for one in ledger_accounts()} | {RECEIVABLE: ""}
