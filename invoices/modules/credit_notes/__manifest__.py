{
    "name": "credit_notes",
    "summary": "Credit notes: an issued bill is corrected, and billed anew",
    "version": "0.1.0",
    "depends": ["billing", "charges", "estates", "ledger", "receivables", "tariffs"],
    "menus": [
        {
            "label": "Credit notes",
            "section": "Billing",
            "url": "credit_notes",
            "icon": "receipt-refund",
            "permission": "credit_notes.view",
            "order": 130,
        },
    ],
    "offers": {
        "credit_note_panels": {
            "takes": "`tabs.Panel` classes",
            "subject": "the credit note",
            "class": "property_ops.framework.web.tabs:Panel",
        },
    },
    "slots": {
        "approvals": ["invoices.modules.credit_notes.approvals:CREDIT_NOTES"],
        "charge_sources": ["invoices.modules.credit_notes.services.rebilling:Corrections"],
        "audit_actions": ["invoices.modules.credit_notes.domain.audit_words:WORDS"],
        "ledger_sources": ["invoices.modules.credit_notes.domain.ledger_words:WORDS"],
        "verifiers": ["invoices.modules.credit_notes.verifiers:verify"],
    },
}
