"""Single sign-on (OpenID Connect): who somebody is, another service says; what they may do, this product alone.

An account is found by a claim and is never made; roles are never read from there. Off unless PROPERTY_OPS_OIDC_ISSUER
is set.
"""

from typing import Any

import jwt
import requests
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView

from property_ops.framework import audit
from property_ops.framework.accounts import SYSTEM
from property_ops.framework.models import User
from property_ops.framework.web.login import enter


class SignOnBackend(OIDCAuthenticationBackend):
    """The account of that name, where the provider's signature, issuer, audience and nonce are right."""

    def authenticate(self, request: Any, **kwargs: Any) -> Any:
        return super().authenticate(request, **kwargs) if kwargs.get("nonce") else None

    def verify_token(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """Raises SuspiciousOperation."""
        payload: dict[str, Any] = super().verify_token(token, **kwargs)
        audience = payload.get("aud")
        if payload.get("iss") != settings.OIDC_ISSUER:
            raise SuspiciousOperation("another issuer")
        if settings.OIDC_RP_CLIENT_ID not in (audience if isinstance(audience, list) else [audience]):
            raise SuspiciousOperation("meant for another")
        if "exp" not in payload or not payload.get("nonce"):
            raise SuspiciousOperation("without an end or a nonce")
        return payload

    def get_userinfo(self, access_token: str, id_token: str, payload: dict[str, Any]) -> dict[str, Any]:
        """What is signed is enough."""
        return payload

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        return bool(claims.get(settings.OIDC_CLAIM))

    def filter_users_by_claims(self, claims: dict[str, Any]) -> QuerySet[User]:
        name = str(claims.get(settings.OIDC_CLAIM))
        return User.objects.filter(username=name, is_active=True).exclude(username=SYSTEM)

    def has_perm(self, *args: Any, **kwargs: Any) -> bool:
        """Rights are not from here."""
        return False

    def get_all_permissions(self, *args: Any, **kwargs: Any) -> set[str]:
        return set()

    def has_module_perms(self, *args: Any, **kwargs: Any) -> bool:
        return False


def is_on() -> bool:
    return bool(settings.OIDC_ISSUER)


@method_decorator([login_not_required, never_cache], name="dispatch")
class SignOn(OIDCAuthenticationRequestView):
    """Off to the provider."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not is_on():
            raise Http404
        answer: HttpResponse = super().get(request)
        return answer


@method_decorator([login_not_required, never_cache], name="dispatch")
class SignedOn(OIDCAuthenticationCallbackView):
    """Back from the provider: in by the same door as with a password, second factor and all."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not is_on():
            raise Http404
        try:
            answer: HttpResponse = super().get(request)
        except (SuspiciousOperation, jwt.PyJWTError, requests.RequestException, KeyError, ValueError):
            return self.login_failure()
        return answer

    def login_success(self) -> HttpResponse:
        return enter(self.request, self.user, self.success_url)

    def login_failure(self) -> HttpResponse:
        audit.record(by=None, action="user.sign_on_failed", subject="?")
        words = gettext(
            "The log-in by %(name)s did not succeed: there is no account of that name here, or it took too long."
        )
        messages.error(self.request, words % {"name": settings.OIDC_NAME})
        return HttpResponseRedirect(reverse("login"))
