{
    "name": "books",
    "summary": "Vouchers, carry-forward and financial statements",
    "version": "0.1.0",
    "depends": ["estates", "ledger", "payments"],
    "menus": [
        {
            "label": "Vouchers",
            "section": "Accounting",
            "url": "vouchers",
            "icon": "file-invoice",
            "permission": "books.view",
            "order": 242,
        },
        {
            "label": "Manual vouchers",
            "section": "Accounting",
            "url": "manual_vouchers",
            "icon": "pencil",
            "permission": "books.view",
            "order": 243,
        },
        {
            "label": "Day books",
            "section": "Accounting",
            "url": "day_books",
            "icon": "notebook",
            "permission": "books.view",
            "order": 241,
        },
        {
            "label": "Financial statements",
            "section": "Accounting",
            "url": "financial_statements",
            "icon": "report-analytics",
            "permission": "books.view",
            "order": 244,
        },
    ],
    "slots": {
        "approvals": [
            "invoices.modules.books.approvals:MANUAL_VOUCHERS",
            "invoices.modules.books.approvals:RECONCILIATIONS",
        ],
        "audit_actions": ["invoices.modules.books.domain.audit_words:WORDS"],
        "ledger_sources": ["invoices.modules.books.domain.ledger_words:WORDS"],
        "verifiers": ["invoices.modules.books.verifiers:verify"],
    },
}
