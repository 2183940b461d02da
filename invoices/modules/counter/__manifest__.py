{
    "name": "counter",
    "summary": "Counter: money taken over the counter, and the till counted at the end of the day",
    "version": "0.1.0",
    "depends": ["billing", "estates", "ledger", "payments", "receivables"],
    "data": ["data/accounts.toml"],
    "menus": [
        {
            "label": "Counter",
            "section": "Receiving money",
            "url": "counter",
            "icon": "cash-register",
            "permission": "counter.take",
            "order": 190,
        },
        {
            "label": "Day closes",
            "section": "Receiving money",
            "url": "day_closes",
            "icon": "calculator",
            "permission": "counter.view",
            "order": 191,
        },
    ],
    "offers": {
        "account_panels": {
            "takes": "`tabs.Panel` classes",
            "subject": "the account at the counter",
            "class": "property_ops.framework.web.tabs:Panel",
        },
    },
    "slots": {
        "approvals": ["invoices.modules.counter.approvals:DAY_CLOSES"],
        "audit_actions": ["invoices.modules.counter.domain.audit_words:WORDS"],
        "demo_steps": ["invoices.modules.counter.services.demonstrating:take_over_the_counter"],
        "home_pages": ["invoices.modules.counter.views.counter:home_of"],
        "ledger_sources": ["invoices.modules.counter.domain.ledger_words:WORDS"],
        "till_checks": ["invoices.modules.counter.services.counting:refuse_counted_day"],
        "verifiers": ["invoices.modules.counter.verifiers:verify"],
    },
}
