"""Logging in and out, and one's own password."""

from typing import Any

from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.messages.views import SuccessMessageMixin
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.tokens import revoke_all


class LoginForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("User name or password is wrong. Check capital letters."),
        "inactive": _("This account is switched off. Ask an administrator."),
    }


class Login(views.LoginView):
    form_class = LoginForm
    template_name = "framework/login.html"
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        audit.record(by=form.get_user(), action="user.logged_in", subject=form.get_user().username)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        """Only a name that there is: what else is typed there may be a password."""
        named = User.objects.filter(username=form.data.get("username", "")).first()
        locked = getattr(self.request, "axes_locked_out", False)
        action = "user.locked_out" if locked else "user.login_failed"
        audit.record(by=None, action=action, subject=named.username if named else "?")
        return super().form_invalid(form)


class PasswordChange(SuccessMessageMixin[Any], views.PasswordChangeView):
    template_name = "framework/form.html"
    success_url = reverse_lazy("dashboard")
    success_message = _("Your password was changed.")
    form_class = PasswordChangeForm
    extra_context = {"title": _("Change password"), "submit_label": _("Change password"), "narrow": True}

    def form_valid(self, form: Any) -> Any:
        response = super().form_valid(form)
        user = self.request.user
        assert isinstance(user, User)
        audit.record(by=user, action="user.password_changed", subject=user.username)
        revoke_all(user=user, by=user, now=timezone.now())
        return response
