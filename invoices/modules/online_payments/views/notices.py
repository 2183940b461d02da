"""Where the payment services send their notices: no log-in, no form; whoever proves nothing changes nothing."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from invoices.modules.online_payments.domain.errors import NoticeRefused
from invoices.modules.online_payments.services import take_notice
from invoices.modules.payments.public import PaymentChannel
from property_ops.framework import audit
from property_ops.framework.accounts import system_user
from property_ops.framework.shared_counts import counted
from property_ops.framework.web.public_pages import network, visitor
from property_ops.kernel.errors import BusinessError

logger = logging.getLogger(__name__)
LONGEST = 64 * 1024
REFUSALS_RECORDED = 20
_WECHAT_HEADERS = (
    "Wechatpay-Serial",
    "Wechatpay-Signature",
    "Wechatpay-Signature-Type",
    "Wechatpay-Timestamp",
    "Wechatpay-Nonce",
)


@csrf_exempt
@login_not_required
@require_POST
def wechat(request: HttpRequest) -> HttpResponse:
    """Answers 204 once it is done; anything else, and WeChat sends it again."""
    headers = {name: request.headers[name] for name in _WECHAT_HEADERS if name in request.headers}
    refused = _taken(request, PaymentChannel.WECHAT, headers)
    if refused:
        return JsonResponse({"code": "FAIL", "message": refused}, status=400)
    return HttpResponse(status=204)


@csrf_exempt
@login_not_required
@require_POST
def alipay(request: HttpRequest) -> HttpResponse:
    """Answers `success` once it is done; anything else, and Alipay sends it again."""
    refused = _taken(request, PaymentChannel.ALIPAY, {})
    return HttpResponse("fail" if refused else "success", content_type="text/plain")


def _taken(request: HttpRequest, channel: PaymentChannel, headers: dict[str, str]) -> str:
    """Empty if it was taken or known; else why not, in a word."""
    if int(request.headers.get("Content-Length") or 0) > LONGEST:
        return "too long"
    now = timezone.now()
    try:
        take_notice(
            channel=channel,
            headers=headers,
            body=request.body,
            by=system_user(),
            now=now,
            today=timezone.localdate(now),
        )
    except BusinessError as error:
        _note(request, channel, error)
        return error.code
    return ""


def _note(request: HttpRequest, channel: PaymentChannel, error: BusinessError) -> None:
    """Some of each visitor: who sends thousands fills no log."""
    key = f"online_payments.refused/{visitor(request)}"
    if isinstance(error, NoticeRefused) and counted(key, seconds=600) > REFUSALS_RECORDED:
        return
    logger.warning("A notice of %s was refused: %s", channel.value, error.code)
    audit.record(
        by=None,
        action="online_payments.notice_refused",
        subject=channel.value,
        code=error.code,
        reason=str(error.data.get("reason", "")),
        network=network(request),
    )
