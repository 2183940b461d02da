{
    "name": "visitor_fees",
    "summary": "What visitors pay for parking, by phone: the owners' money",
    "version": "0.1.0",
    "depends": ["estates", "ledger", "news", "online_payments", "parking", "payments"],
    "menus": [
        {
            "label": "Visitors' parking fees",
            "section": "Receiving money",
            "url": "visitor_payments",
            "icon": "parking-circle",
            "permission": "visitor_fees.view",
            "order": 205,
        },
    ],
    "slots": {
        "approvals": ["invoices.modules.visitor_fees.approvals:VISITOR_TARIFFS"],
        "audit_actions": ["invoices.modules.visitor_fees.domain.audit_words:WORDS"],
        "demo_steps": ["invoices.modules.visitor_fees.services.demonstrating:some_visitors_pay"],
        "estate_affairs": ["invoices.modules.visitor_fees.views.affairs:visitors_parking_of_estate"],
        "short_stay_charges": ["invoices.modules.visitor_fees.views.gate:AT_THE_GATE"],
        "verifiers": ["invoices.modules.visitor_fees.verifiers:verify"],
    },
}
