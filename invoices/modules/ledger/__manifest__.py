{
    "name": "ledger",
    "summary": "Double entry, append-only, hash-chained",
    "version": "0.1.0",
    "depends": [],
    "data": ["data/chart_of_accounts.toml"],
    "slots": {
        "audit_actions": ["invoices.modules.ledger.domain.audit_words:WORDS"],
        "verifiers": ["invoices.modules.ledger.verifiers:verify"],
    },
}
