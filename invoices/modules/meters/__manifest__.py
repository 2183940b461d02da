{
    "name": "meters",
    "summary": "Water and electricity by meter, collected for the supplier without margin",
    "version": "0.1.0",
    "depends": ["charges", "estates", "ledger", "tariffs"],
    "data": ["data/accounts.toml", "data/fee_items.toml"],
    "demo": ["demo/水价.csv"],
    "menus": [
        {
            "label": "Meters",
            "section": "Billing",
            "url": "meters",
            "icon": "gauge",
            "permission": "meters.view",
            "order": 187,
        },
    ],
    "slots": {
        "approvals": [
            "invoices.modules.meters.approvals:METERS",
            "invoices.modules.meters.approvals:SHEETS",
            "invoices.modules.meters.approvals:TERMS",
            "invoices.modules.meters.approvals:BILLS",
        ],
        "audit_actions": ["invoices.modules.meters.domain.audit_words:WORDS"],
        "charge_sources": ["invoices.modules.meters.services.source:MeteredSupplies"],
        "demo_steps": ["invoices.modules.meters.services.demonstrating:read_meters"],
        "importers": [
            "invoices.modules.meters.importers.meters:MeterImporter",
            "invoices.modules.meters.importers.readings:ReadingImporter",
        ],
        "ledger_sources": ["invoices.modules.meters.domain.ledger_words:WORDS"],
        "unit_panels": ["invoices.modules.meters.views.panels:MetersOfUnit"],
        "verifiers": ["invoices.modules.meters.verifiers:verify"],
    },
}
