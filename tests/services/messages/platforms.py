"""腾讯云短信, template messages of WeChat and a mail server on this machine, with faults that are switched on."""

import hashlib
import hmac
import json
import socketserver
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

SMS_ID, SMS_KEY, SMS_APP = "AKIDtest", "tencent-secret", "1400000001"
WX_APPID, WX_SECRET = "wx0000000000000001", "wechat-secret"


@dataclass
class Got:
    """What a platform took."""

    to: str
    template: str
    values: list[str]
    link: str = ""


@dataclass
class MessagePlatforms:
    """`faults`: `silent` hangs up without an answer, `busy`, `refused`, `stale token`."""

    got: list[Got] = field(default_factory=list)
    faults: set[str] = field(default_factory=set)
    tokens: int = 0

    def __post_init__(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def keys(self, folder: Path, *, quiet: str = "00:00-00:00", together: int = 0) -> Path:
        path = folder / "notices.toml"
        texts = "".join(
            f'{name} = "T-{name}"\n' for name in ("bill_issued", "request_answered", "several", "rating_code")
        )
        path.write_text(
            f'quiet = "{quiet}"\ntogether = {together}\n'
            f'[sms]\nid = "{SMS_ID}"\nkey = "{SMS_KEY}"\napp = "{SMS_APP}"\nsign = "城市物业"\n'
            f'gateway = "{self.address}"\n[sms.templates]\n{texts}'
            f'[wechat]\nappid = "{WX_APPID}"\nsecret = "{WX_SECRET}"\ngateway = "{self.address}"\n'
            f"[wechat.templates]\n{texts}"
        )
        return path

    def end(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def sms(self, said: dict[str, Any]) -> dict[str, Any]:
        if "refused" in self.faults:
            return _status(said, "FailedOperation.PhoneNumberInBlacklist")
        if "busy" in self.faults:
            return {"Error": {"Code": "RequestLimitExceeded", "Message": "busy"}}
        self.got.append(Got(said["PhoneNumberSet"][0], said["TemplateId"], said["TemplateParamSet"]))
        return _status(said, "Ok")

    def wechat(self, token: str, said: dict[str, Any]) -> dict[str, Any]:
        if token != f"token-{self.tokens}" or "stale token" in self.faults:
            self.faults.discard("stale token")
            return {"errcode": 40001, "errmsg": "invalid credential"}
        if "refused" in self.faults:
            return {"errcode": 43004, "errmsg": "require subscribe"}
        if "busy" in self.faults:
            return {"errcode": -1, "errmsg": "system error"}
        values = [one["value"] for one in said["data"].values()]
        self.got.append(Got(said["touser"], said["template_id"], values, said.get("url", "")))
        return {"errcode": 0, "errmsg": "ok", "msgid": 200163836}


def _status(said: dict[str, Any], code: str) -> dict[str, Any]:
    number = said["PhoneNumberSet"][0]
    one = {"SerialNo": "5000:1", "PhoneNumber": number, "Fee": 1, "SessionContext": "", "Code": code, "Message": code}
    return {"SendStatusSet": [one | {"IsoCode": "CN"}]}


def is_signed(headers: Any, body: bytes) -> bool:
    """TC3-HMAC-SHA256 over content type, host and body, with the day of the time that was sent."""
    said = headers["Authorization"]
    signed = said.split("SignedHeaders=")[1].split(",")[0].split(";")
    canonical = "".join(
        f"{name}:{headers[name].lower() if name != 'content-type' else headers[name]}\n" for name in signed
    )
    request = f"POST\n/\n\n{canonical}\n{';'.join(signed)}\n{hashlib.sha256(body).hexdigest()}"
    scope = said.split(f"Credential={SMS_ID}/")[1].split(",")[0]
    day = scope.split("/")[0]
    digest = hashlib.sha256(request.encode()).hexdigest()
    text = f"TC3-HMAC-SHA256\n{headers['X-TC-Timestamp']}\n{scope}\n{digest}"
    key = f"TC3{SMS_KEY}".encode()
    for part in (day, "sms", "tc3_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return said.endswith(f"Signature={hmac.new(key, text.encode(), hashlib.sha256).hexdigest()}")


def _handler(platforms: MessagePlatforms) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = parse_qs(urlsplit(self.path).query)
            if asked["appid"] != [WX_APPID] or asked["secret"] != [WX_SECRET]:
                return self._send({"errcode": 40125, "errmsg": "invalid appsecret"})
            if "/sns/" in self.path:
                return self._send({"openid": f"openid-of-{asked['code'][0]}"})
            platforms.tokens += 1
            return self._send({"access_token": f"token-{platforms.tokens}", "expires_in": 7200})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if "silent" in platforms.faults:
                self.close_connection = True
                return None
            said = json.loads(body)
            where = urlsplit(self.path)
            if where.path == "/cgi-bin/message/template/send":
                return self._send(platforms.wechat(parse_qs(where.query)["access_token"][0], said))
            if (
                self.headers["X-TC-Action"] != "SendSms"
                or said["SmsSdkAppId"] != SMS_APP
                or not is_signed(self.headers, body)
            ):
                error = {"Code": "AuthFailure.SignatureFailure", "Message": "signature"}
                return self._send({"Response": {"Error": error, "RequestId": "r"}})
            return self._send({"Response": platforms.sms(said) | {"RequestId": "r"}})

        def _send(self, said: dict[str, Any]) -> None:
            data = json.dumps(said).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            """Nobody reads it."""

    return Handler


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mail as SMTP has it; `says` is what it answers to a command instead: a line, or "" to hang up."""

    allow_reuse_address, daemon_threads = True, True

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.says: dict[str, str] = {}
        super().__init__(("127.0.0.1", 0), _Smtp)
        Thread(target=self.serve_forever, daemon=True).start()

    def end(self) -> None:
        self.shutdown()
        self.server_close()


class _Smtp(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 here")
        for raw in self.rfile:
            command = raw.decode().split()[0].upper().strip()
            answer = self.server.says.get(command, "354 go on" if command == "DATA" else "250 ok")
            if not answer:
                return
            self._say(answer)
            if command == "DATA" and answer.startswith("354"):
                if not self._letter():
                    return
            elif command == "QUIT":
                return

    def _letter(self) -> bool:
        lines = []
        for raw in self.rfile:
            if raw == b".\r\n":
                break
            lines.append(raw.decode())
        self.server.letters.append("".join(lines))
        answer = self.server.says.get(".", "250 taken")
        if answer:
            self._say(answer)
        return bool(answer)

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
