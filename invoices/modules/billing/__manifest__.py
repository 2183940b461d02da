{
    "name": "billing",
    "summary": "Bills: drafted, approved, issued, frozen, posted",
    "version": "0.1.0",
    "depends": ["charges", "estates", "ledger", "tariffs"],
    "data": ["data/terms.toml"],
    "slots": {"verifiers": ["invoices.modules.billing.verifiers:verify"]},
}
