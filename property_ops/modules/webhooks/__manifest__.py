{
    "name": "webhooks",
    "summary": "Webhooks: other systems are told what happened, signed and in order",
    "version": "0.1.0",
    "depends": ["estates"],
    "menus": [
        {
            "label": "Webhooks",
            "section": "Administration",
            "url": "webhooks",
            "icon": "plug",
            "permission": "webhooks.view",
            "order": 910,
        },
    ],
    "slots": {
        "api_routers": ["property_ops.modules.webhooks.api:ROUTER"],
        "audit_actions": ["property_ops.modules.webhooks.domain.audit_words:WORDS"],
        "demo_steps": ["property_ops.modules.webhooks.services.demonstrating:connect_nobody"],
        "event_listeners": ["property_ops.modules.webhooks.tasks:LISTENER"],
        "health_notes": ["property_ops.modules.webhooks.verifiers:health_note"],
        "timed_tasks": [
            "property_ops.modules.webhooks.tasks:DELIVERY",
            "property_ops.modules.webhooks.tasks:FORGETTING",
        ],
    },
}
