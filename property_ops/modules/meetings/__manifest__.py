{
    "name": "meetings",
    "summary": "Meetings: invitation, sign-in, minutes, what opinions become and who answers by when",
    "version": "0.1.0",
    "depends": ["estates", "news", "notices", "requests", "votes", "works"],
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
        "published_figures": [
            "property_ops.modules.meetings.views.published:HELD",
            "property_ops.modules.meetings.views.published:OPINIONS",
        ],
        "audit_actions": ["property_ops.modules.meetings.domain.audit_words:WORDS"],
        "daily_notices": ["property_ops.modules.meetings.services.telling:tell_of_meetings"],
        "importers": ["property_ops.modules.meetings.importers.attendance:AttendanceImporter"],
        "notice_templates": [
            "property_ops.modules.meetings.services.telling:MEETING_CALLED",
            "property_ops.modules.meetings.services.telling:MEETING_OFF",
        ],
        "estate_affairs": ["property_ops.modules.meetings.views.affairs:meetings_told"],
        "demo_deliveries": ["property_ops.modules.meetings.services.demonstrating:hold_meetings_of_2022"],
        "demo_steps": ["property_ops.modules.meetings.services.demonstrating:hold_meetings"],
        "things_to_do": ["property_ops.modules.meetings.views.todo:TO_ANSWER"],
    },
}
