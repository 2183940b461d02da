"""Which company in ERPNext the documents go to, and what stands in their ids."""

from invoices.modules.erpnext.models import Connection, RemoteCompany, SyncRecord
from property_ops.framework import environment

OF_THE_DEMONSTRATION = "demo22"
"""The sign in ids of documents that no ERPNext has seen."""
COMPANY = "PROPERTY_OPS_ERPNEXT_COMPANY"


def company_name() -> str:
    """As the settings name it; the environment wins."""
    return environment.text(COMPANY, Connection.load().company)


def current_company() -> RemoteCompany | None:
    return RemoteCompany.objects.filter(is_current=True).first()


def current_space() -> str:
    """What stands in the ids of the company that documents go to now."""
    company = current_company()
    return company.space if company else ""


def other_company() -> tuple[str, str] | None:
    """The company that documents went to, and the one that the settings name, where those are two."""
    current, named = current_company(), company_name()
    if current is None or not named or current.name == named or not was_sent_to(current):
        return None
    return current.name, named


def was_sent_to(company: RemoteCompany) -> bool:
    """What the demonstration made up is no reason to ask anybody."""
    return (
        company.space != OF_THE_DEMONSTRATION
        and SyncRecord.objects.filter(space=company.space).exclude(remote_name="").exists()
    )
