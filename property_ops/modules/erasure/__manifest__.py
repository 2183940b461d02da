{
    "name": "erasure",
    "summary": "Erasing a former resident's personal data, with what must be kept and why",
    "version": "0.1.0",
    "depends": ["estates"],
    "menus": [
        {
            "label": "Erased personal data",
            "section": "Administration",
            "url": "erasures",
            "icon": "user-off",
            "permission": "erasure.view",
            "order": 870,
        },
    ],
    "offers": {
        "personal_data": {
            "takes": "`erasure.public.PersonalData` objects: what of a former resident a module erases, and what "
            "forbids it",
            "object": "property_ops.modules.erasure.domain.sources:PersonalData",
        },
    },
    "slots": {
        "approvals": ["property_ops.modules.erasure.approvals:ERASURES"],
        "audit_actions": ["property_ops.modules.erasure.domain.audit_words:WORDS"],
        "personal_data": ["property_ops.modules.erasure.services.register:REGISTER"],
        "unit_panels": ["property_ops.modules.erasure.views.panels:FormerResidents"],
        "verifiers": ["property_ops.modules.erasure.verifiers:verify"],
    },
}
