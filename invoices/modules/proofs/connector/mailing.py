"""Seals by mail."""

import smtplib

from django.core.mail import EmailMessage

from invoices.modules.proofs.domain.errors import SealsNotTaken


def mail(address: str, *, subject: str, text: str, name: str, seals: bytes) -> None:
    """Send them as a file of that name. Raises SealsNotTaken."""
    letter = EmailMessage(subject=subject, body=text, to=[address])
    letter.attach(name, seals, "application/jsonl")
    try:
        letter.send()
    except (smtplib.SMTPException, OSError) as error:
        raise SealsNotTaken(reason=f"{type(error).__name__}: {error}") from error
