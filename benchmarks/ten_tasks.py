"""The ten tasks of a month that come most often: how many clicks they take here, and by the public papers of others.

Here a click is one on a link, a button or a box, an Enter or a short cut, a question answered, and the opening of a
window that chooses files; typing counts for nothing. All begin on the first page after the log-in, at 1366×768.
`tests/browser/test_ten_tasks.py` clicks each of ours to its end and fails where the count is not `ours` or more than
what the best of the others needs.

Nobody clicked the others: `steps` are what their papers tell to click, read in November 2026, as favourably as they can
be read (fields are typed, defaults kept, nothing asked back that is not told). Where papers know no such task there is
no row.
"""

from dataclasses import dataclass
from typing import NamedTuple

ODOO = "Odoo 19, odoo/documentation, content/applications/finance/accounting"
ERPNEXT = "ERPNext 13, frappe/erpnext_documentation, user/manual/en/accounts"
HC = "HC小区 1.6, java110/MicroCommunityWeb, public/pages"


class Rival(NamedTuple):
    """What somebody else's papers tell to click, and which paper tells it."""

    product: str
    paper: str
    steps: tuple[str, ...]

    @property
    def clicks(self) -> int:
        return len(self.steps)


@dataclass(frozen=True, slots=True)
class Task:
    name: str
    ours: int
    rivals: tuple[Rival, ...]

    @property
    def best(self) -> int | None:
        """The fewest clicks of the others, where anybody knows the task."""
        return min((rival.clicks for rival in self.rivals), default=None)


TASKS = (
    Task(
        "窗口收一户的钱、开收据",
        4,
        (
            Rival(ODOO, "payments.rst", ("Customers", "Invoices", "search", "the invoice", "Pay", "Create Payment")),
            Rival(
                ERPNEXT,
                "payment-entry.md",
                ("Sales Invoice", "search", "the invoice", "Create", "Payment", "Save", "Submit", "Yes"),
            ),
            Rival(
                HC,
                "property/simplifyAcceptance, property/owePayFeeOrder",
                ("业务受理菜单", "业务受理", "查询", "欠费缴费", "缴费", "提交", "打印收据"),
            ),
        ),
    ),
    Task(
        "认领一笔收款",
        3,
        (
            Rival(ODOO, "bank/reconciliation.rst", ("x to reconcile", "Reconcile", "the item", "Select")),
            Rival(
                ERPNEXT,
                "bank-reconciliation.md",
                ("Bank Reconciliation Tool", "Save", "Actions", "the voucher", "Submit"),
            ),
        ),
    ),
    Task(
        "查一户欠多少",
        2,
        (
            Rival(ODOO, "customer_invoices.rst", ("Reporting", "Aged Receivable", "search")),
            Rival(HC, "property/simplifyAcceptance", ("业务受理菜单", "业务受理", "查询")),
        ),
    ),
    Task(
        "导入银行流水",
        2,
        (
            Rival(ODOO, "bank/transactions.rst", ("drop the file on the journal", "Import")),
            Rival(
                ERPNEXT,
                "bank-reconciliation.md",
                ("Bank Statement Import", "New", "Save", "Attach", "the file", "Map Columns", "Submit", "Start Import"),
            ),
        ),
    ),
    Task(
        "一个月的账单",
        5,
        (
            Rival(
                ODOO,
                "customer_invoices.rst (drafts made and confirmed before)",
                ("Customers", "Invoices", "all of them", "Print & Send", "Print & Send"),
            ),
            Rival(
                HC,
                "property/roomCreateFee, fee/roomCreatePayFee (one fee item)",
                ("费用菜单", "房屋收费", "创建费用", "全选", "提交"),
            ),
        ),
    ),
    Task(
        "复核一张单据",
        4,
        (
            Rival(
                ERPNEXT,
                "../setting-up/workflows.md (set up before)",
                ("the list", "the document", "Actions", "Approve"),
            ),
            Rival(HC, "property/payFeeAuditManage", ("费用菜单", "缴费审核", "审核费用", "提交")),
        ),
    ),
    Task(
        "全部小区的催缴函",
        3,
        (
            Rival(
                ODOO,
                "payments/follow_up.rst",
                (
                    "Customers",
                    "Customers",
                    "the search bar",
                    "Overdue Invoices",
                    "list view",
                    "all of them",
                    "Actions",
                    "Process Follow-ups",
                ),
            ),
            Rival(
                ERPNEXT,
                "process-statement-of-accounts.md (set up before)",
                ("Process Statement Of Accounts", "the entry", "Send Emails"),
            ),
            Rival(
                HC,
                "fee/oweFeeCallable, fee/addOweFeeCallable",
                ("费用菜单", "欠费催缴", "催缴", "全选", "提交"),
            ),
        ),
    ),
    Task(
        "录一张手工凭证",
        4,
        (
            Rival(
                ODOO,
                "../fiscal_localizations/australia.rst (a manual entry)",
                ("Accounting", "Journal Entries", "New", "Post"),
            ),
            Rival(ERPNEXT, "journal-entry.md", ("Journal Entry", "New", "Add a row", "Save", "Submit", "Yes")),
        ),
    ),
    Task("月末挂账", 3, ()),
    Task(
        "打印本月财务报表",
        3,
        (Rival(ODOO, "reporting.rst (one statement of three)", ("Reporting", "Balance Sheet", "PDF")),),
    ),
)
