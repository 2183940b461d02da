{
    "name": "residents",
    "summary": "A household's page on the phone",
    "version": "0.1.0",
    "depends": [
        "billing",
        "charges",
        "estates",
        "payments",
        "portal",
        "proofs",
        "receivables",
        "statements",
        "works",
    ],
    "offers": {
        "household_ways": {
            "takes": "`(household) -> Sequence[(words, address)]`: what else a household does on its page",
            "call": "(household)",
        },
    },
    "slots": {
        "audit_actions": ["invoices.modules.residents.domain.audit_words:WORDS"],
        "statement_ways": ["invoices.modules.residents.views.entering:way_from_statement"],
        "unit_panels": ["invoices.modules.residents.views.panels:DevicesPanel"],
    },
}
