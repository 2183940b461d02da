{
    "name": "ledger",
    "summary": "Double entry, append-only, hash-chained",
    "version": "0.1.0",
    "depends": ["estates"],
    "data": ["data/chart_of_accounts.toml"],
    "menus": [
        {
            "label": "Trial balance",
            "section": "Accounting",
            "url": "trial_balance",
            "icon": "scale",
            "permission": "ledger.view",
            "order": 250,
        },
        {
            "label": "Journal",
            "section": "Accounting",
            "url": "journal",
            "icon": "book-2",
            "permission": "ledger.view",
            "order": 260,
        },
        {
            "label": "Chart of accounts",
            "section": "Accounting",
            "url": "chart",
            "icon": "list-tree",
            "permission": "ledger.view",
            "order": 270,
        },
    ],
    "offers": {
        "ledger_sources": {
            "takes": "a dict: first part of a ledger source → msgid with `%(number)s`, what the entry is about",
            "object": "builtins:dict",
        },
    },
    "slots": {
        "event_kinds": ["invoices.modules.ledger.services.closing:MONTH_CLOSED"],
        "api_routers": ["invoices.modules.ledger.api:ROUTER"],
        "audit_actions": ["invoices.modules.ledger.domain.audit_words:WORDS"],
        "reports": [
            "invoices.modules.ledger.cli.reports:TRIAL_BALANCE",
            "invoices.modules.ledger.cli.reports:LEDGER",
        ],
        "sealed_chains": ["invoices.modules.ledger.selectors:SEALED_CHAIN"],
        "verifiers": ["invoices.modules.ledger.verifiers:verify"],
    },
}
