{
    "name": "charges",
    "summary": "What was delivered and what it costs, once",
    "version": "0.1.0",
    "depends": ["estates", "tariffs"],
    "menus": [
        {
            "label": "Charges",
            "section": "Billing",
            "url": "charges",
            "icon": "receipt",
            "permission": "charges.view",
            "order": 120,
        },
    ],
    "offers": {
        "charge_sources": {
            "takes": "`charges.public.ChargeSource` classes",
            "check": "invoices.modules.charges.domain.source:faults_of",
        },
    },
    "slots": {
        "api_routers": ["invoices.modules.charges.api:ROUTER"],
        "audit_actions": ["invoices.modules.charges.domain.audit_words:WORDS"],
        "charged_estates": ["invoices.modules.charges.selectors.lines:charged_estates"],
        "reports": ["invoices.modules.charges.reports:CHARGE_LINES", "invoices.modules.charges.reports:HELD"],
        "verifiers": ["invoices.modules.charges.verifiers:verify"],
    },
}
