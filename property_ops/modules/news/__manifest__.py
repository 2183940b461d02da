{
    "name": "news",
    "summary": "Estate news, affairs, procedures and telephone numbers for residents",
    "version": "0.1.0",
    "depends": ["estates"],
    "menus": [
        {
            "label": "Estate news",
            "section": "Residents",
            "url": "news",
            "icon": "news",
            "permission": "news.view",
            "order": 720,
        },
        {
            "label": "Telephone numbers",
            "section": "Residents",
            "url": "office_numbers",
            "icon": "phone",
            "permission": "news.view",
            "order": 722,
        },
    ],
    "offers": {
        "estate_affairs": {
            "takes": "`(estate, today) -> AffairsSection | None`: what residents are told of the estate",
            "call": "(estate, today)",
        },
    },
    "slots": {
        "demo_steps": ["property_ops.modules.news.services.demonstrating:write_news"],
        "audit_actions": ["property_ops.modules.news.domain.audit_words:WORDS"],
        "phone_sections": ["property_ops.modules.news.views.phone:section_for"],
    },
}
