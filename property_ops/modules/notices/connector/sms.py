"""Text messages by Tencent Cloud (腾讯云短信, version 2021-01-11)."""

import json
from typing import Any

from property_ops.framework.outgoing import NotSpokenTo, be_careful, judged
from property_ops.modules.notices.connector.configuration import SmsKeys
from property_ops.modules.notices.connector.contract import SECONDS, OutgoingMessage
from property_ops.modules.notices.domain.errors import SendingFailed, SendingRefused, SendingUnclear

OK = "Ok"
LATER = (
    "RequestLimitExceeded",
    "InternalError",
    "LimitExceeded.DeliveryFrequencyLimit",
    "FailedOperation.JsonParseFail",
)
UNCLEAR = ("InternalError.Timeout", "InternalError.RequestTimeException", "ServerNetworkError")
CONNECTING = ("NewConnectionError", "ConnectTimeout", "NameResolutionError", "Failed to establish")


class TencentSms:
    is_real = True

    def __init__(self, keys: SmsKeys) -> None:
        self.keys = keys

    def send(self, message: OutgoingMessage) -> str:
        from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException

        template = self.keys.templates.get(message.template)
        if template is None:
            raise SendingRefused(reason=f"[sms.templates] {message.template}")
        try:
            judged(self.keys.gateway)  # the SDK would say of it only that no answer came
        except NotSpokenTo as error:
            raise SendingFailed(reason=type(error).__name__) from error
        try:
            answer = json.loads(self._client().SendSms(self._asked(message, template)).to_json_string())
        except TencentCloudSDKException as error:
            raise _failed(str(error.code), str(error.message)) from error
        (status,) = answer["SendStatusSet"]
        if status["Code"] != OK:
            raise _failed(str(status["Code"]), "")
        return str(status["SerialNo"])

    def _client(self) -> Any:
        from tencentcloud.common.credential import Credential
        from tencentcloud.common.profile.client_profile import ClientProfile
        from tencentcloud.common.profile.http_profile import HttpProfile
        from tencentcloud.sms.v20210111.sms_client import SmsClient

        scheme, _, host = self.keys.gateway.partition("://")
        http = HttpProfile(protocol=scheme, endpoint=host, reqTimeout=SECONDS)
        profile = ClientProfile(httpProfile=http)
        profile.disable_region_breaker = True
        client = SmsClient(Credential(self.keys.id, self.keys.key), self.keys.region, profile)
        be_careful(client.request.conn._session, total_seconds=SECONDS)
        return client

    def _asked(self, message: OutgoingMessage, template: str) -> Any:
        from tencentcloud.sms.v20210111.models import SendSmsRequest

        asked = SendSmsRequest()
        asked.PhoneNumberSet = [f"+86{message.address}"]
        asked.SmsSdkAppId, asked.SignName, asked.TemplateId = self.keys.app, self.keys.sign, template
        asked.TemplateParamSet = list(message.variables)
        asked.SessionContext = message.key
        return asked


def _failed(code: str, words: str) -> Exception:
    """By what the platform says; where it said nothing, by how far the request came."""
    if code == "ClientNetworkError":
        never = any(sign in words for sign in CONNECTING)
        return SendingFailed(reason=code) if never else SendingUnclear(reason=code)
    if code.startswith(UNCLEAR):
        return SendingUnclear(reason=code)
    return SendingFailed(reason=code) if code.startswith(LATER) else SendingRefused(reason=code)
