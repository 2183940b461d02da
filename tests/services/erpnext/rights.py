"""Who may do what on the site: roles of its users, and what each role may do, as ERPNext v15 ships it."""

from tests.services.erpnext.refusal import Refusal

EVERYTHING = "read write create submit cancel"
_SALES = {"Sales User": "read", "Sales Master Manager": "read write create"}
_SUBMITTING = "read write create submit"
_ACCOUNTS = {"Accounts Manager": EVERYTHING, "Accounts User": EVERYTHING, "Auditor": "read"}
PERMISSIONS: dict[str, dict[str, str]] = {
    "Customer": {
        "Sales User": "read write create", "Sales Master Manager": "read write create", "Accounts User": "read",
        "Accounts Manager": "read",
    },
    "Customer Group": {**_SALES, "Accounts User": "read"},
    "Territory": {**_SALES, "Accounts User": "read"},
    "Item": {"Item Manager": "read write create", "Stock Manager": "read", "Sales User": "read",
             "Accounts User": "read"},
    "Item Group": {"Item Manager": "read write create", "Stock Manager": "read", "Sales User": "read",
                   "Accounts User": "read"},
    "UOM": {"Item Manager": "read write create", "Stock Manager": "read"},
    "Custom Field": {"System Manager": "read write create"},
    "Stock Settings": {"Stock Manager": "read write create"},
    "Fiscal Year": {"System Manager": "read write create", "Accounts User": "read", "Sales User": "read"},
    "Company": {"System Manager": "read write", "Accounts Manager": "read write", "Accounts User": "read",
                "Sales User": "read"},
    "Account": {"Accounts Manager": "read write create", "Accounts User": "read", "Auditor": "read",
                "Sales User": "read"},
    "Cost Center": {"Accounts Manager": "read write create", "Accounts User": "read", "Auditor": "read"},
    "Sales Invoice": {"Accounts Manager": EVERYTHING, "Accounts User": _SUBMITTING},
    "Payment Entry": {"Accounts Manager": EVERYTHING, "Accounts User": EVERYTHING},
    "Journal Entry": _ACCOUNTS,
    "GL Entry": {"Accounts User": "read", "Accounts Manager": "read", "Auditor": "read"},
    "Payment Ledger Entry": {"Accounts User": "read", "Accounts Manager": "read", "Auditor": "read"},
    "Payment Reconciliation": {"Accounts User": "read write create", "Accounts Manager": "read write create"},
    "Unreconcile Payment": {"Accounts User": _SUBMITTING, "Accounts Manager": _SUBMITTING},
    "Supplier": {"Purchase Master Manager": "read write create", "Purchase User": "read", "Accounts User": "read"},
    "Supplier Group": {"Purchase Master Manager": "read write create", "Purchase User": "read"},
    "Purchase Invoice": {**_ACCOUNTS, "Purchase User": "read"},
    "Project": {"Projects User": "read write create", "Projects Manager": "read write create"},
    "Task": {"Projects User": "read write create"},
    "Timesheet": {"Projects User": EVERYTHING, "Accounts User": "read"},
    "Material Request": {"Stock User": EVERYTHING, "Stock Manager": EVERYTHING},
    "Warehouse": {"Stock User": "read", "Item Manager": "read write create", "Accounts User": "read"},
    "Activity Type": {"System Manager": "read write create", "Projects User": "read write create"},
    "File": {"Accounts User": "read write create", "Accounts Manager": "read write create"},
    "Issue": {"Support Team": "read write create"},
    "Accounting Period": {"Accounts Manager": "read write create"},
}  # fmt: skip
PREPARING = ("System Manager", "Item Manager", "Stock Manager", "Sales Master Manager", "Accounts Manager")
FURTHER = ("Purchase Master Manager", "Projects User", "Support Team", "Stock User")
NIGHTLY = ("Accounts Manager", "Accounts User", "Sales User")


def may(roles: tuple[str, ...], doctype: str, act: str) -> bool:
    return any(act in PERMISSIONS.get(doctype, {}).get(role, "").split() for role in roles)


def require(roles: tuple[str, ...], doctype: str, act: str) -> None:
    if not may(roles, doctype, act):
        raise Refusal(403, "PermissionError", f"No permission for {doctype}")
