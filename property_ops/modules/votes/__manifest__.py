{
    "name": "votes",
    "summary": "Votes of the owners: register, ballots on paper and phone, keyed twice, counted by area and heads",
    "version": "0.1.0",
    "depends": ["estates", "news", "notices"],
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
        "published_figures": ["property_ops.modules.votes.views.published:FOUND"],
        "approvals": ["property_ops.modules.votes.approvals:POLLS"],
        "audit_actions": ["property_ops.modules.votes.domain.audit_words:WORDS"],
        "daily_notices": ["property_ops.modules.votes.services.telling:tell_of_open_votes"],
        "estate_affairs": ["property_ops.modules.votes.views.affairs:votes_told"],
        "notice_templates": ["property_ops.modules.votes.services.telling:VOTE_OPEN"],
        "demo_steps": ["property_ops.modules.votes.services.demonstrating:hold_votes"],
        "household_sections": ["property_ops.modules.votes.views.voting:PHONE_BALLOTS"],
        "verifiers": ["property_ops.modules.votes.verifiers:verify"],
    },
}
