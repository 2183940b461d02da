"""Logging in and out, and one's own password."""

import time
from typing import Any

import django_otp
from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib import auth
from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.messages.views import SuccessMessageMixin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.second_factor import WrongCode, has_factor, verified
from property_ops.framework.tokens import revoke_all
from property_ops.framework.web.attempts import remember_browser
from property_ops.framework.web.second_factor import CodeForm

_BEGUN = "log_in_begun"
_CODE_SECONDS = 5 * 60


class LoginForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("User name or password is wrong. Check capital letters."),
        "inactive": _("This account is switched off. Ask an administrator."),
    }


def enter(request: HttpRequest, user: User, after: str) -> HttpResponse:
    """In, and on to `after`; or first to the page that asks for the second factor. `user` has been authenticated."""
    if has_factor(user):
        request.session[_BEGUN] = [user.pk, user.backend, after, time.time()]
        return HttpResponseRedirect(reverse("login_code"))
    auth.login(request, user)
    return _entered(request, user, after)


def _entered(request: HttpRequest, user: User, after: str) -> HttpResponse:
    audit.record(by=user, action="user.logged_in", subject=user.username)
    response = HttpResponseRedirect(after)
    remember_browser(request, response, user.username)
    return response


class Login(views.LoginView):
    form_class = LoginForm
    template_name = "framework/login.html"
    redirect_authenticated_user = True
    extra_context = {"sign_on": settings.OIDC_NAME if settings.OIDC_ISSUER else ""}

    def form_valid(self, form: Any) -> HttpResponse:
        return enter(self.request, form.get_user(), self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        """Only a name that there is: what else is typed there may be a password."""
        named = User.objects.filter(username=form.data.get("username", "")).first()
        locked = getattr(self.request, "axes_locked_out", False)
        action = "user.locked_out" if locked else "user.login_failed"
        audit.record(by=None, action=action, subject=named.username if named else "?")
        return super().form_invalid(form)


@method_decorator([login_not_required, never_cache], name="dispatch")
class LoginCode(FormView[Any]):
    """For who has given the password just now; and for who is in, by whatever way, and must show the second factor."""

    form_class = CodeForm
    template_name = "framework/login_code.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.entering, self.after = self._who()
        if self.entering is None:
            return HttpResponseRedirect(reverse("login"))
        return super().dispatch(request, *args, **kwargs)

    def _who(self) -> tuple[User | None, str]:
        user = self.request.user
        if isinstance(user, User) and has_factor(user):
            return user, reverse("dashboard")
        try:
            number, backend, after, at = self.request.session[_BEGUN]
        except (KeyError, ValueError, TypeError):
            return None, ""
        if time.time() - at > _CODE_SECONDS:
            return None, ""
        found = User.objects.filter(pk=number, is_active=True).first()
        if found is not None:
            found.backend = backend
        return found, after

    def form_valid(self, form: Any) -> HttpResponse:
        user = self.entering
        assert user is not None
        named = {"username": user.username}
        if not AxesProxyHandler.is_allowed(self.request, named):
            return render(self.request, settings.AXES_LOCKOUT_TEMPLATE, status=settings.AXES_HTTP_RESPONSE_CODE)
        try:
            device = verified(user=user, code=form.cleaned_data["code"])
        except WrongCode as wrong:
            AxesProxyHandler.user_login_failed(type(self), named, self.request)
            audit.record(by=None, action="second_factor.failed", subject=user.username)
            form.add_error(None, wrong.sentence(gettext))
            return self.form_invalid(form)
        if not self.request.user.is_authenticated:
            auth.login(self.request, user)
        self.request.session.pop(_BEGUN, None)
        django_otp.login(self.request, device)
        return _entered(self.request, user, self.after)


class NewPasswordForm(PasswordChangeForm):
    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("old_password") and given.get("old_password") == given.get("new_password1"):
            raise ValidationError(_("The new password is the old one."))
        return given


class PasswordChange(SuccessMessageMixin[Any], views.PasswordChangeView):
    template_name = "framework/form.html"
    success_url = reverse_lazy("dashboard")
    success_message = _("Your password was changed.")
    form_class = NewPasswordForm
    extra_context = {"title": _("Change password"), "submit_label": _("Change password"), "narrow": True}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        first = getattr(self.request.user, "must_change_password", False)
        told = _("This is a first password, which others have seen. Choose one of your own to go on.")
        return super().get_context_data(**kwargs) | ({"subtitle": told} if first else {})

    def form_valid(self, form: Any) -> Any:
        response = super().form_valid(form)
        user = self.request.user
        assert isinstance(user, User)
        User.objects.filter(pk=user.pk).update(must_change_password=False)
        audit.record(by=user, action="user.password_changed", subject=user.username)
        revoke_all(user=user, by=user, now=timezone.now())
        return response
