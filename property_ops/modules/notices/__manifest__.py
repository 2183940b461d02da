{
    "name": "notices",
    "summary": "Telling people: one outbox for e-mail, text messages and WeChat",
    "version": "0.1.0",
    "depends": ["erasure", "estates"],
    "menus": [
        {
            "label": "Messages",
            "section": "Residents",
            "url": "messages",
            "icon": "send",
            "permission": "notices.view",
            "order": 730,
        },
    ],
    "offers": {
        "household_page": {
            "takes": "`() -> address`: where a household sees all that concerns it",
            "many": False,
            "call": "()",
        },
        "notice_templates": {
            "takes": "`NoticeTemplate` objects: what people are told of, in which words",
            "object": "property_ops.modules.notices.domain.templates:NoticeTemplate",
            "check": "property_ops.modules.notices.domain.templates:fault_of",
        },
        "daily_notices": {
            "takes": "`(*, now, today)`: writes down, each afternoon, what people are told of tomorrow",
            "call": "(*, now, today)",
        },
    },
    "slots": {
        "personal_data": ["property_ops.modules.notices.services.erasing:ADDRESSES"],
        "audit_actions": ["property_ops.modules.notices.domain.audit_words:WORDS"],
        "demo_steps": ["property_ops.modules.notices.services.demonstrating:show_outbox"],
        "health_notes": ["property_ops.modules.notices.verifiers:health_note"],
        "notice_templates": [
            "property_ops.modules.notices.services.digests:DIGEST",
            "property_ops.modules.notices.services.digests:TODO_NOW",
        ],
        "things_to_do": ["property_ops.modules.notices.views.todo:FAILED"],
        "timed_tasks": [
            "property_ops.modules.notices.tasks:SENDING",
            "property_ops.modules.notices.tasks:TOMORROW",
            "property_ops.modules.notices.tasks:DIGESTS",
            "property_ops.modules.notices.tasks:NEWS",
        ],
        "unit_panels": ["property_ops.modules.notices.views.households:WishesPanel"],
        "verifiers": ["property_ops.modules.notices.verifiers:verify"],
    },
}
