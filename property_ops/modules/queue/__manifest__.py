{
    "name": "queue",
    "summary": "The queue of works: requests, hazards, votes and the budget give a ranked list with published weights",
    "version": "0.1.0",
    "depends": ["estates", "inspections", "news", "requests", "votes", "works"],
    "data": ["data/weights.toml"],
    "menus": [
        {
            "label": "Queue of works",
            "section": "Works and service",
            "url": "queue",
            "icon": "list-numbers",
            "permission": "queue.view",
            "order": 320,
        },
    ],
    "slots": {
        "approvals": [
            "property_ops.modules.queue.approvals:WEIGHTS",
            "property_ops.modules.queue.approvals:BUDGETS",
        ],
        "audit_actions": ["property_ops.modules.queue.domain.audit_words:WORDS"],
        "demo_steps": ["property_ops.modules.queue.services.demonstrating:rank_the_demo"],
        "estate_affairs": ["property_ops.modules.queue.views.affairs:queue_told"],
    },
}
