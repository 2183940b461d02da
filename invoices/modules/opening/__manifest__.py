{
    "name": "opening",
    "summary": "Taking over: what stood in the books when this system began",
    "version": "0.1.0",
    "depends": ["billing", "charges", "deposits", "estates", "ledger", "receivables", "tariffs"],
    "data": ["data/accounts.toml", "data/fee_items.toml"],
    "demo": ["demo/期初科目余额.csv"],
    "menus": [
        {
            "label": "Opening balances",
            "section": "Accounting",
            "url": "openings",
            "icon": "flag",
            "permission": "opening.view",
            "order": 240,
        },
    ],
    "slots": {
        "first_steps": ["invoices.modules.opening.views.first_steps:TAKE_OVER"],
        "approvals": ["invoices.modules.opening.approvals:OPENINGS"],
        "audit_actions": ["invoices.modules.opening.domain.audit_words:WORDS"],
        "charge_sources": ["invoices.modules.opening.services.arrears:OldArrears"],
        "importers": [
            "invoices.modules.opening.importers.accounts:AccountBalances",
            "invoices.modules.opening.importers.households:OldArrearsList",
            "invoices.modules.opening.importers.households:PrepaymentList",
            "invoices.modules.opening.importers.households:DepositList",
        ],
        "ledger_sources": ["invoices.modules.opening.domain.ledger_words:WORDS"],
        "verifiers": ["invoices.modules.opening.verifiers:verify"],
    },
}
