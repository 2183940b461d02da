"""WeChat Pay and Alipay on this machine, served together: what a payer, a test and our connectors talk to."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from tests.services.payments.alipay import ALI_APPID, SELLER, AlipayPlatform
from tests.services.payments.wechat import APIV3_KEY, MCHID, PUBLIC_KEY_ID, SERIAL, WX_APPID, WeChatPlatform


class Platforms:
    """Both, served on this machine; `keys` writes what PROPERTY_OPS_PAY names."""

    def __init__(self) -> None:
        self.wechat, self.alipay = WeChatPlatform(), AlipayPlatform()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.wechat.address = self.alipay.address = self.address
        Thread(target=self.server.serve_forever, daemon=True).start()

    def keys(self, folder: Path) -> Path:
        for name, key in (("wechat", self.wechat), ("alipay", self.alipay)):
            (folder / f"{name}-key.pem").write_text(key.merchant.private_pem)
            (folder / f"{name}-public.pem").write_text(key.platform.public_pem)
        path = folder / "pay.toml"
        path.write_text(
            f'[wechat]\nmchid = "{MCHID}"\nappid = "{WX_APPID}"\nsecret = "s"\nserial = "{SERIAL}"\n'
            f'key = "wechat-key.pem"\napiv3_key = "{APIV3_KEY}"\npublic_key = "wechat-public.pem"\n'
            f'public_key_id = "{PUBLIC_KEY_ID}"\ngateway = "{self.address}"\noauth = "{self.address}"\n\n'
            f'[alipay]\nappid = "{ALI_APPID}"\nseller = "{SELLER}"\nkey = "alipay-key.pem"\n'
            f'public_key = "alipay-public.pem"\ngateway = "{self.address}/gateway.do"\n'
        )
        return path

    def end(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        wechat, alipay = self.wechat, self.alipay

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer("GET")

            def do_POST(self) -> None:
                self._answer("POST")

            def _answer(self, method: str) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                if self.path.startswith(("/gateway.do", "/bill.zip")):
                    status, data = alipay.answer(self.path)
                    kind = "text/html" if data.startswith(b"<!doctype") else "application/json"
                    return self._send(status, data, {"Content-Type": kind})
                status, found = wechat.answer(method, self.path, body, self.headers)
                data = found if isinstance(found, bytes) else json.dumps(found).encode()
                kind = "application/octet-stream" if isinstance(found, bytes) else "application/json"
                signed = wechat.signed(data.decode()) if not isinstance(found, bytes) or not found else {}
                return self._send(status, data, {"Content-Type": kind, **signed})

            def _send(self, status: int, data: bytes, headers: dict[str, str]) -> None:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                if data:
                    self.wfile.write(data)

            def log_message(self, format: str, *args: Any) -> None:
                """Nobody reads it."""

        return Handler
