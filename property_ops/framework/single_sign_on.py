"""The settings of single sign-on, read at start: none of them, or all."""

from typing import Any

from property_ops.framework import environment
from property_ops.framework.environment import WrongSetting
from property_ops.kernel.text import gettext_noop

BACKEND = "property_ops.framework.web.sign_on.SignOnBackend"
_PARTS = {
    "OIDC_RP_CLIENT_ID": "PROPERTY_OPS_OIDC_CLIENT_ID",
    "OIDC_RP_CLIENT_SECRET": "PROPERTY_OPS_OIDC_CLIENT_SECRET",
    "OIDC_OP_AUTHORIZATION_ENDPOINT": "PROPERTY_OPS_OIDC_AUTHORIZE_URL",
    "OIDC_OP_TOKEN_ENDPOINT": "PROPERTY_OPS_OIDC_TOKEN_URL",
    "OIDC_OP_JWKS_ENDPOINT": "PROPERTY_OPS_OIDC_KEYS_URL",
}


def sign_on_settings() -> dict[str, Any]:
    """What mozilla-django-oidc reads. Raises WrongSetting where a part is missing or not https."""
    issuer = environment.text("PROPERTY_OPS_OIDC_ISSUER", "")
    found = {name: environment.text(part, "") for name, part in _PARTS.items()}
    for name, part in _PARTS.items() if issuer else ():
        value = found[name]
        if not value:
            raise WrongSetting(gettext_noop("%(name)s is missing, which single sign-on needs."), name=part)
        if part.endswith("_URL") and not value.startswith("https://"):
            raise WrongSetting(gettext_noop("%(name)s=%(value)s does not begin with https://."), name=part, value=value)
    return found | {
        "OIDC_ISSUER": issuer,
        "OIDC_CLAIM": environment.text("PROPERTY_OPS_OIDC_CLAIM", "preferred_username"),
        "OIDC_NAME": environment.text("PROPERTY_OPS_OIDC_NAME", "OIDC"),
        "OIDC_OP_USER_ENDPOINT": "",
        "OIDC_RP_SIGN_ALGO": "RS256",
        "OIDC_RP_SCOPES": "openid profile",
        "OIDC_AUTHENTICATION_CALLBACK_URL": "signed_on",
        "OIDC_CREATE_USER": False,
        "OIDC_USE_PKCE": True,
        "OIDC_TIMEOUT": 10,
    }
