"""E-mail by Django's own SMTP."""

import smtplib

from django.core.mail import EmailMessage, get_connection

from property_ops.modules.notices.connector.contract import OutgoingMessage
from property_ops.modules.notices.domain.errors import SendingFailed, SendingRefused, SendingUnclear

FOR_GOOD = 500


class Mail:
    is_real = True

    def send(self, message: OutgoingMessage) -> str:
        connection = get_connection()
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as error:
            raise SendingFailed(reason=_said(error)) from error
        body = "\n\n".join(filter(None, (message.text, message.link)))
        headers = {"X-Notice": message.key}
        try:
            EmailMessage(message.title, body, to=[message.address], headers=headers, connection=connection).send()
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise _answered(min(codes, default=FOR_GOOD), _said(error)) from error
        except smtplib.SMTPResponseException as error:
            raise _answered(error.smtp_code, _said(error)) from error
        except (OSError, smtplib.SMTPException) as error:
            raise SendingUnclear(reason=_said(error)) from error
        finally:
            connection.close()
        return ""


def _answered(code: int, reason: str) -> Exception:
    """The server said no: for good, or for now."""
    return SendingRefused(reason=reason) if code >= FOR_GOOD else SendingFailed(reason=reason)


def _said(error: Exception) -> str:
    """No address of anybody: the server may repeat it."""
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()
