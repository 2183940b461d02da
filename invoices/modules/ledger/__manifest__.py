{
    "name": "ledger",
    "summary": "Double entry, append-only, hash-chained",
    "version": "0.1.0",
    "depends": [],
    "data": ["data/chart_of_accounts.toml"],
    "slots": {"verifiers": ["invoices.modules.ledger.verifiers:verify"]},
}
