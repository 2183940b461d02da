{
    "name": "arrears",
    "summary": "Ageing of what is open as of any day, reminder letters",
    "version": "0.1.0",
    "depends": ["billing", "corrections", "estates", "ledger", "receivables"],
    "menus": [
        {
            "label": "Arrears",
            "section": "Billing",
            "url": "arrears",
            "icon": "hourglass",
            "permission": "arrears.view",
            "order": 136,
        },
    ],
    "slots": {
        "audit_actions": ["invoices.modules.arrears.domain.audit_words:WORDS"],
        "dashboard_panels": ["invoices.modules.arrears.views.panels:ArrearsPanel"],
        "unit_panels": ["invoices.modules.arrears.views.panels:UnitArrears"],
        "verifiers": ["invoices.modules.arrears.verifiers:verify"],
    },
}
