{
    "name": "votes",
    "summary": "Votes of the owners: register, ballots on paper and phone, keyed twice, counted by area and heads",
    "version": "0.1.0",
    "depends": ["estates"],
    "menus": [
        {
            "label": "Votes of the owners",
            "section": "Residents",
            "url": "polls",
            "icon": "checkbox",
            "permission": "votes.view",
            "order": 720,
        },
    ],
    "slots": {
        "approvals": ["property_ops.modules.votes.approvals:POLLS"],
        "audit_actions": ["property_ops.modules.votes.domain.audit_words:WORDS"],
        "demo_steps": ["property_ops.modules.votes.services.demonstrating:hold_votes"],
        "household_sections": ["property_ops.modules.votes.views.voting:PHONE_BALLOTS"],
        "verifiers": ["property_ops.modules.votes.verifiers:verify"],
    },
}
