{
    "name": "fees",
    "summary": "One-off fees: ordered, delivered and signed for, then charged",
    "version": "0.1.0",
    "depends": ["charges", "counter", "estates", "ledger", "tariffs", "tax"],
    "data": ["data/accounts.toml", "data/fee_items.toml", "data/vat_rates.toml"],
    "demo": ["demo/单项收费标准.csv"],
    "menus": [
        {
            "label": "One-off fees",
            "section": "Receiving money",
            "url": "fee_orders",
            "icon": "shopping-bag",
            "permission": "fees.view",
            "order": 192,
        },
    ],
    "slots": {
        "account_panels": ["invoices.modules.fees.views.panels:FeesOfAccount"],
        "approvals": ["invoices.modules.fees.approvals:FEE_DELIVERIES"],
        "audit_actions": ["invoices.modules.fees.domain.audit_words:WORDS"],
        "charge_sources": ["invoices.modules.fees.services.source:OneOffFees"],
        "demo_steps": ["invoices.modules.fees.services.demonstrating:sell_cards"],
        "unit_panels": ["invoices.modules.fees.views.panels:FeesOfUnit"],
        "verifiers": ["invoices.modules.fees.verifiers:verify"],
    },
}
