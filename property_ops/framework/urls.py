"""Every address of the site: the framework's pages, then each module's `views/urls.py`."""

from importlib.util import find_spec

from django.conf import settings
from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, include, path

from property_ops.framework.approval import views as approval
from property_ops.framework.rest import site
from property_ops.framework.telemetry import metrics
from property_ops.framework.web import (
    api,
    audit_log,
    finding,
    health,
    home,
    imported,
    importing,
    language,
    large_exports,
    large_type,
    login,
    operations,
    programs,
    second_factor,
    sign_on,
    staff,
    todo,
    tokens,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.Dashboard.as_view(), name="dashboard"),
    path("to-do/late/", todo.LateTasks.as_view(), name="late_tasks"),
    path("login/", login.Login.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("login/sign-on/", sign_on.SignOn.as_view(), name="sign_on"),
    path("login/signed-on/", sign_on.SignedOn.as_view(), name="signed_on"),
    path("login/code/", login.LoginCode.as_view(), name="login_code"),
    path("second-factor/", second_factor.SecondFactorPage.as_view(), name="second_factor"),
    path("password/", login.PasswordChange.as_view(), name="password_change"),
    path("tokens/", tokens.MyTokens.as_view(), name="tokens"),
    path("tokens/<int:pk>/revoke/", tokens.RevokeToken.as_view(), name="token_revoke"),
    path("language/", language.choose, name="language"),
    path("metrics", metrics.metrics, name="metrics"),
    path("large-type/", large_type.large_type, name="large_type"),
    path("healthz", health.healthz, name="healthz"),
    path("import/", importing.upload, name="import"),
    path("import/batches/", imported.ImportedBatchList.as_view(), name="imported_batches"),
    path("import/batches/<int:pk>/", imported.ImportedBatchPage.as_view(), name="imported_batch"),
    path("import/<str:token>/", importing.ImportPreview.as_view(), name="import_preview"),
    path("staff/", staff.StaffList.as_view(), name="staff"),
    path("staff/new/", staff.NewAccount.as_view(), name="staff_new"),
    path("staff/programs/", programs.ProgramList.as_view(), name="programs"),
    path("staff/programs/new/", programs.NewProgram.as_view(), name="program_new"),
    path("staff/programs/<int:pk>/", programs.ProgramTokens.as_view(), name="program"),
    path("staff/programs/tokens/<int:pk>/revoke/", programs.RevokeProgramToken.as_view(), name="program_token_revoke"),
    path("staff/<int:pk>/", staff.ChangeAccount.as_view(), name="staff_edit"),
    path("staff/<int:pk>/password/", staff.ResetPassword.as_view(), name="staff_password"),
    path("staff/<int:pk>/second-factor/", staff.ResetSecondFactor.as_view(), name="staff_second_factor"),
    path("approvals/", approval.AllThatWaits.as_view(), name="approvals"),
    path("approvals/<str:kind>/<int:pk>/approve/", approval.Approve.as_view(), name="approve"),
    path("approvals/<str:kind>/<int:pk>/reject/", approval.Reject.as_view(), name="reject"),
    path("approvals/<str:kind>/<int:pk>/withdraw/", approval.Withdraw.as_view(), name="withdraw"),
    path("exports/<int:pk>/", large_exports.ListExportPage.as_view(), name="list_export"),
    path("exports/<int:pk>/file/", large_exports.ListExportFile.as_view(), name="list_export_file"),
    path("operations/", operations.OperationsPage.as_view(), name="operations"),
    path("operations/tasks/", operations.TaskList.as_view(), name="background_tasks"),
    path("operations/tasks/<uuid:task>/", operations.TaskPage.as_view(), name="background_task"),
    path("operations/tasks/<uuid:task>/take-up/", operations.TakeUp.as_view(), name="background_task_take_up"),
    path("operations/tasks/<uuid:task>/drop/", operations.Drop.as_view(), name="background_task_drop"),
    path(f"{site.ROOT}openapi.json", api.openapi, name="openapi"),
    path(site.ROOT, include((site.patterns(), "api-v1"))),
    path("find/", finding.FindPage.as_view(), name="find"),
    path("audit/", audit_log.AuditLog.as_view(), name="audit"),
    *(
        path("", include(f"{module.package}.views.urls"))
        for module in settings.MODULES
        if find_spec(f"{module.package}.views") and find_spec(f"{module.package}.views.urls")
    ),
]

handler400 = "property_ops.framework.web.errors.bad_request"
handler403 = "property_ops.framework.web.errors.forbidden"
handler404 = "property_ops.framework.web.errors.not_found"
handler500 = "property_ops.framework.web.errors.broken"
