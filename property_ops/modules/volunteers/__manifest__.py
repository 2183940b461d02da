{
    "name": "volunteers",
    "summary": "Volunteers: teams, activities, sign-in by a code, hours signed by two, and what they are worth",
    "version": "0.1.0",
    "depends": ["confirmations", "estates", "news"],
    "data": ["data/rates.toml"],
    "menus": [
        {
            "label": "Volunteers",
            "section": "Residents",
            "url": "volunteers",
            "icon": "heart-handshake",
            "permission": "volunteers.view",
            "order": 723,
        },
    ],
    "slots": {
        "published_figures": [
            "property_ops.modules.volunteers.views.published:ACTIVITIES",
            "property_ops.modules.volunteers.views.published:HOURS",
        ],
        "approvals": [
            "property_ops.modules.volunteers.approvals:HOURS",
            "property_ops.modules.volunteers.approvals:RATES",
        ],
        "audit_actions": ["property_ops.modules.volunteers.domain.audit_words:WORDS"],
        "demo_steps": ["property_ops.modules.volunteers.services.demonstrating:volunteer_in_the_demo"],
        "importers": ["property_ops.modules.volunteers.importers.hours:VolunteerHoursImporter"],
        "estate_affairs": ["property_ops.modules.volunteers.views.affairs:volunteers_told"],
    },
}
