{
    "name": "rounds",
    "summary": "Rounds that the agreement promises: plates, scans on the phone, the month counted",
    "version": "0.1.0",
    "depends": ["confirmations", "dispatch", "estates", "portal"],
    "menus": [
        {
            "label": "Service rounds",
            "section": "Works and service",
            "url": "rounds",
            "icon": "route",
            "permission": "rounds.view",
            "order": 352,
        },
        {
            "label": "Checkpoints",
            "section": "Works and service",
            "url": "checkpoints",
            "icon": "map-pin",
            "permission": "rounds.view",
            "order": 353,
        },
    ],
    "offers": {
        "plate_links": {
            "takes": "`(user, checkpoint, plate) -> (words, address) | None`: a button on the page of a scanned plate",
            "subject": "the checkpoint",
            "call": "(user, checkpoint, plate)",
        },
        "plate_visitors": {
            "takes": "`(request, checkpoint) -> response`: what somebody sees who scans a plate and walks no rounds",
            "many": False,
            "call": "(request, checkpoint)",
        },
    },
    "slots": {
        "approvals": [
            "property_ops.modules.rounds.approvals:PLANS",
            "property_ops.modules.rounds.approvals:WEATHER",
            "property_ops.modules.rounds.approvals:SCANS",
        ],
        "audit_actions": ["property_ops.modules.rounds.domain.audit_words:WORDS"],
        "demo_steps": ["property_ops.modules.rounds.services.demonstrating:walk_the_rounds"],
        "importers": ["property_ops.modules.rounds.importers.checkpoints:CheckpointImporter"],
        "phone_entries": [
            "property_ops.modules.rounds.views.scanning:SCAN",
            "property_ops.modules.rounds.views.scanning:SKIP",
        ],
        "phone_sections": ["property_ops.modules.rounds.views.phone:section_for"],
        "published_figures": [
            "property_ops.modules.rounds.views.published:PROMISED",
            "property_ops.modules.rounds.views.published:DONE",
        ],
        "service_counts": ["property_ops.modules.rounds.selectors.counting:counts"],
        "verifiers": ["property_ops.modules.rounds.verifiers:verify"],
    },
}
