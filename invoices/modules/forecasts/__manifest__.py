{
    "name": "forecasts",
    "summary": "Next year's rate: reckoned, shown to each household, put to the vote, compared with what came",
    "version": "0.1.0",
    "depends": ["estates", "ledger", "tariffs", "breakeven", "votes"],
    "menus": [
        {
            "label": "Next year's rate",
            "section": "Income and expense",
            "url": "forecasts",
            "icon": "calculator",
            "permission": "forecasts.view",
            "order": 287,
        },
    ],
    "slots": {
        "approvals": ["invoices.modules.forecasts.approvals:FORECASTS"],
        "audit_actions": ["invoices.modules.forecasts.domain.audit_words:WORDS"],
        "demo_steps": ["invoices.modules.forecasts.services.demonstrating:foretell"],
        "verifiers": ["invoices.modules.forecasts.verifiers:verify"],
    },
}
