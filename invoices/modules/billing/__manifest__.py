{
    "name": "billing",
    "summary": "Bills: drafted, approved, issued, frozen, posted",
    "version": "0.1.0",
    "depends": ["charges", "estates", "ledger", "tariffs"],
    "data": ["data/terms.toml"],
    "menus": [
        {
            "label": "Bills",
            "section": "Billing",
            "url": "bills",
            "icon": "file-invoice",
            "permission": "billing.view",
            "order": 110,
        },
        {
            "label": "Billing terms",
            "section": "Administration",
            "url": "billing_terms",
            "icon": "adjustments",
            "permission": "billing.change_terms",
            "order": 830,
        },
    ],
    "offers": {
        "bill_panels": {
            "takes": "`tabs.Panel` classes",
            "subject": "the bill",
            "class": "property_ops.framework.web.tabs:Panel",
        },
        "bills_issued": {
            "takes": "`(*, estate, on, by)`, at the end of issuing an estate's bills, in its transaction",
            "call": "(*, estate, on, by)",
        },
    },
    "slots": {
        "approvals": ["invoices.modules.billing.approvals:PAYER_CHANGES"],
        "event_kinds": ["invoices.modules.billing.services.events:BILL_ISSUED"],
        "api_routers": ["invoices.modules.billing.api:ROUTER"],
        "audit_actions": ["invoices.modules.billing.domain.audit_words:WORDS"],
        "finders": ["invoices.modules.billing.views.finding:BILLS"],
        "ledger_sources": ["invoices.modules.billing.domain.ledger_words:WORDS"],
        "unit_panels": ["invoices.modules.billing.views.panels:UnitBills"],
        "verifiers": ["invoices.modules.billing.verifiers:verify"],
    },
}
