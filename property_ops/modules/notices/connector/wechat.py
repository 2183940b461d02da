"""Template messages of a WeChat official account (公众号模板消息), by wechatpy."""

import warnings
from functools import cached_property
from typing import Any

import requests

from property_ops.framework.outgoing import NotSpokenTo, be_careful
from property_ops.modules.notices.connector.configuration import WeChatNoticeKeys
from property_ops.modules.notices.connector.contract import SECONDS, OutgoingMessage
from property_ops.modules.notices.domain.errors import SendingFailed, SendingRefused, SendingUnclear

LATER = (-1, 45009, 45011, 50002)
"""The platform is busy, or the day's or minute's number is used up."""


class WeChatTemplate:
    is_real = True

    def __init__(self, keys: WeChatNoticeKeys) -> None:
        self.keys = keys

    def send(self, message: OutgoingMessage) -> str:
        from wechatpy.exceptions import WeChatClientException

        template = self.keys.templates.get(message.template)
        if template is None:
            raise SendingRefused(reason=f"[wechat.templates] {message.template}")
        try:
            self._client.access_token  # noqa: B018 - asked for first: where it fails, nothing was sent
        except (requests.RequestException, NotSpokenTo, WeChatClientException, ValueError, KeyError) as error:
            raise SendingFailed(reason=f"access_token {_said(error)}") from error
        try:
            with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
                answer = self._client.message.send_template(
                    message.address, template, _data(message), url=message.link or None
                )
        except WeChatClientException as error:
            raise _failed(error.errcode, error) from error
        except (requests.ConnectTimeout, NotSpokenTo) as error:
            raise SendingFailed(reason=_said(error)) from error
        except requests.RequestException as error:
            raise SendingUnclear(reason=_said(error)) from error
        if not isinstance(answer, dict):
            raise SendingUnclear(reason="?")
        return str(answer.get("msgid", ""))

    @cached_property
    def _client(self) -> Any:
        from wechatpy import WeChatClient

        client = WeChatClient(self.keys.appid, self.keys.secret, timeout=SECONDS)
        client.API_BASE_URL = f"{self.keys.gateway}/cgi-bin/"
        be_careful(client._http, total_seconds=SECONDS)
        return _of_gateway(client, self.keys)


def _of_gateway(client: Any, keys: WeChatNoticeKeys) -> Any:
    """The SDK's own address of the token is fixed."""
    asked = {"grant_type": "client_credential", "appid": keys.appid, "secret": keys.secret}
    client.fetch_access_token = lambda: client._fetch_access_token(f"{keys.gateway}/cgi-bin/token", asked)
    return client


def _data(message: OutgoingMessage) -> dict[str, dict[str, str]]:
    """`thing1`, `thing2` …: the fields of the account's template in the order of the facts."""
    return {f"thing{place}": {"value": value[:20]} for place, value in enumerate(message.variables, 1)}


def _failed(code: int | None, error: Exception) -> Exception:
    if code is None:  # an answer that is none of WeChat's: a gateway in between
        return SendingUnclear(reason=_said(error))
    return SendingFailed(reason=str(code)) if code in LATER else SendingRefused(reason=str(code))


def _said(error: Exception) -> str:
    return f"{type(error).__name__} {getattr(error, 'errcode', None) or ''}".strip()
