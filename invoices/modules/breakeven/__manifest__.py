{
    "name": "breakeven",
    "summary": "Cost and income of an estate, and what becomes of the difference",
    "version": "0.1.0",
    "depends": [
        "estates", "works", "providers", "volunteers", "ledger", "tariffs", "charges", "billing", "receivables",
    ],
    "data": ["data/accounts.toml", "data/cost_kinds.toml"],
    "demo": ["demo/费用明细.csv"],
    "menus": [
        {
            "label": "Costs",
            "section": "Income and expense",
            "url": "costs",
            "icon": "receipt-2",
            "permission": "breakeven.view",
            "order": 280,
        },
        {
            "label": "Break-even",
            "section": "Income and expense",
            "url": "breakeven",
            "icon": "scale",
            "permission": "breakeven.view",
            "order": 285,
        },
    ],
    "slots": {
        "approvals": [
            "invoices.modules.breakeven.approvals:COST_VOUCHERS",
            "invoices.modules.breakeven.approvals:TRUE_UPS",
        ],
        "audit_actions": ["invoices.modules.breakeven.domain.audit_words:WORDS"],
        "dashboard_panels": ["invoices.modules.breakeven.views.charts:BreakEvenPanel"],
        "importers": ["invoices.modules.breakeven.importers.costs:CostImporter"],
        "ledger_sources": ["invoices.modules.breakeven.domain.ledger_words:WORDS"],
        "settlement_panels": ["invoices.modules.breakeven.views.settlements:SettlementCosts"],
        "verifiers": ["invoices.modules.breakeven.verifiers:verify"],
    },
}
