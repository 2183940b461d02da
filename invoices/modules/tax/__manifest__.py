{
    "name": "tax",
    "summary": "VAT: rates, what a month owes, invoice requests",
    "version": "0.1.0",
    "depends": ["billing", "credit_notes", "estates", "ledger", "tariffs"],
    "data": ["data/taxpayer.toml", "data/rates.toml"],
    "menus": [
        {
            "label": "VAT of a month",
            "section": "Accounting",
            "url": "vat",
            "icon": "receipt-tax",
            "permission": "tax.view",
            "order": 280,
        },
        {
            "label": "Invoice requests",
            "section": "Accounting",
            "url": "invoice_requests",
            "icon": "file-export",
            "permission": "tax.view",
            "order": 282,
        },
        {
            "label": "VAT rates",
            "section": "Accounting",
            "url": "vat_rates",
            "icon": "percentage",
            "permission": "tax.view",
            "order": 284,
        },
    ],
    "slots": {
        "approvals": ["invoices.modules.tax.approvals:VAT_RATES", "invoices.modules.tax.approvals:TAXPAYERS"],
        "audit_actions": ["invoices.modules.tax.domain.audit_words:WORDS"],
        "ledger_sources": ["invoices.modules.tax.domain.ledger_words:WORDS"],
        "verifiers": ["invoices.modules.tax.verifiers:verify"],
    },
}
