"""A site after its set-up wizard: two companies, open fiscal years 2022 to 2027, nothing else of ours."""

from typing import Any

from tests.services.erpnext.store import Document, Store

COMPANY, TRIAL = "Property", "Trial"
ABBREVIATIONS = {COMPANY: "PO", TRIAL: "TR"}
IN_CHINESE = {
    "All Customer Groups": "所有客户组", "All Item Groups": "所有物料组", "All Supplier Groups": "所有供应商组",
    "All Territories": "所有区域", "China": "中国", "Asset": "资产", "Liability": "负债", "Equity": "权益",
    "Income": "收入", "Expense": "费用", "Debtors": "应收账款", "Cash": "现金", "Sales": "销售",
    "Creditors": "应付账款", "Stock Received But Not Billed": "已收货未开票", "Round Off": "四舍五入",
    "Main": "主要", "Stores": "仓库",
}  # fmt: skip
A_SERVICE = {"item_group": "All Item Groups", "stock_uom": "Nos", "is_stock_item": 0}
"""What every item of a site has besides its code and name, and no store keeps it."""
NO_NAMES = ("account_type", "root_type", "abbr")


def chinese_site() -> Store:
    """The groups and accounts are called otherwise, and no bank account is there."""
    store = fresh_site()
    for doctype, rows in store.documents.items():
        in_chinese = [{key: _in_chinese(key, value) for key, value in row.items()} for row in rows.values()]
        store.documents[doctype] = {row["name"]: row for row in in_chinese if row.get("account_type") != "Bank"}
    return store


def _in_chinese(key: str, value: Any) -> Any:
    if key in NO_NAMES or not isinstance(value, str):
        return value
    called, _, short = value.partition(" - ")
    return " - ".join(filter(None, (IN_CHINESE.get(called, called), short)))


def fresh_site() -> Store:
    store = Store()
    for doctype, root in (
        ("Customer Group", "All Customer Groups"),
        ("Item Group", "All Item Groups"),
        ("Supplier Group", "All Supplier Groups"),
        ("Territory", "All Territories"),
    ):
        store.of(doctype)[root] = {"name": root, "is_group": 1, "docstatus": 0}
    store.of("Territory")["China"] = {"name": "China", "is_group": 0, "parent_territory": "All Territories"}
    store.of("UOM")["Nos"] = {"name": "Nos", "must_be_whole_number": 1}
    store.of("Stock Settings")["Stock Settings"] = {
        "name": "Stock Settings",
        "auto_insert_price_list_rate_if_missing": 1,
    }
    for year in range(2022, 2028):
        dates = {"year_start_date": f"{year}-01-01", "year_end_date": f"{year}-12-31", "disabled": 0}
        store.of("Fiscal Year")[str(year)] = {"name": str(year), "year": str(year), **dates}
    for company, abbreviation in ABBREVIATIONS.items():
        _found_company(store, company, abbreviation)
    return store


def _found_company(store: Store, company: str, short: str) -> None:
    for kind in ("Asset", "Liability", "Equity", "Income", "Expense"):
        _account(store, kind, company, short, root_type=kind, is_group=1, parent_account="")
    leaves = {
        "Debtors": "Asset",
        "Cash": "Asset",
        "Sales": "Income",
        "银行存款": "Asset",
        "Round Off": "Expense",
        "Creditors": "Liability",
        "Stock Received But Not Billed": "Liability",
    }
    for name, kind in leaves.items():
        kinds = {
            "Debtors": "Receivable",
            "Cash": "Cash",
            "银行存款": "Bank",
            "Creditors": "Payable",
            "Stock Received But Not Billed": "Stock Received But Not Billed",
        }
        _account(
            store, name, company, short, root_type=kind, is_group=0, parent_account=f"{kind} - {short}",
            account_type=kinds.get(name, ""),
        )  # fmt: skip
    root: Document = {"name": f"{company} - {short}", "company": company, "is_group": 1, "parent_cost_center": ""}
    main: Document = {"name": f"Main - {short}", "company": company, "is_group": 0, "parent_cost_center": root["name"]}
    store.of("Cost Center").update({root["name"]: root, main["name"]: main})
    stores = f"Stores - {short}"
    store.of("Warehouse")[stores] = {"name": stores, "warehouse_name": "Stores", "company": company, "is_group": 0}
    store.of("Company")[company] = {
        "name": company, "abbr": short, "default_currency": "CNY", "default_receivable_account": f"Debtors - {short}",
        "default_income_account": f"Sales - {short}", "default_cash_account": f"Cash - {short}",
        "default_payable_account": f"Creditors - {short}",
        "enable_perpetual_inventory": 1, "stock_received_but_not_billed": f"Stock Received But Not Billed - {short}",
        "cost_center": f"Main - {short}", "round_off_account": f"Round Off - {short}",
    }  # fmt: skip


def _account(store: Store, called: str, company: str, short: str, **values: object) -> None:
    name = f"{called} - {short}"
    store.of("Account")[name] = {"name": name, "account_name": called, "company": company, **values}
