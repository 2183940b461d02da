{
    "name": "residents",
    "summary": "A household's page on the phone",
    "version": "0.1.0",
    "depends": [
        "billing",
        "charges",
        "collections",
        "estates",
        "online_payments",
        "payments",
        "portal",
        "proofs",
        "receivables",
        "statements",
        "works",
    ],
    "slots": {
        "audit_actions": ["invoices.modules.residents.domain.audit_words:WORDS"],
        "statement_ways": ["invoices.modules.residents.views.entering:way_from_statement"],
        "unit_panels": ["invoices.modules.residents.views.panels:DevicesPanel"],
    },
}
