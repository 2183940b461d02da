{
    "name": "meetings",
    "summary": "Residents' and committee meetings: notice, attendance, minutes, and who answers which opinion by when",
    "version": "0.1.0",
    "depends": ["estates", "news", "requests"],
    "menus": [
        {
            "label": "Meetings",
            "section": "Residents",
            "url": "meetings",
            "icon": "users-group",
            "permission": "meetings.view",
            "order": 722,
        },
    ],
    "slots": {
        "audit_actions": ["property_ops.modules.meetings.domain.audit_words:WORDS"],
        "estate_affairs": ["property_ops.modules.meetings.views.affairs:meetings_told"],
        "demo_steps": ["property_ops.modules.meetings.services.demonstrating:hold_meetings"],
        "things_to_do": ["property_ops.modules.meetings.views.todo:TO_ANSWER"],
    },
}
