"""The one real channel: mail, by a server the owner has (TETTPAA_SMTP_*)."""

import smtplib
from email.utils import formataddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from tettpaa.messages.channels.ports import NotTaken, Parcel

SECONDS = 20
NO_SUCH_MAILBOX = (550, 551, 553)  # RFC 5321 § 4.2.3


class Smtp:
    """Keeps the connection open from parcel to parcel; a broken one is opened anew for the next."""

    address_needed = True

    def __init__(self) -> None:
        self._backend: EmailBackend | None = None

    def is_on(self) -> bool:
        return bool(settings.TETTPAA_SMTP.host and settings.TETTPAA_ADDRESS)

    def carry(self, parcel: Parcel) -> None:
        """Every fault of smtplib is an OSError; an address that is none is a ValueError."""
        try:
            connection = self._opened()
        except OSError as fault:
            self.close()
            raise NotTaken(type(fault).__name__) from None
        try:
            connection.send_messages([mail_of(parcel)])
        except (OSError, ValueError) as fault:
            self.close()
            raise NotTaken(
                type(fault).__name__, is_final=_is_final(fault), is_unsure=not isinstance(fault, _SAID_NO)
            ) from None

    def close(self) -> None:
        backend, self._backend = self._backend, None
        if backend is not None:
            try:
                backend.close()
            except OSError:
                return  # it was the connection's end already

    def _opened(self) -> EmailBackend:
        if self._backend is None:
            told = settings.TETTPAA_SMTP
            self._backend = EmailBackend(
                alias="tettpaa", host=told.host, port=told.port, username=told.user, password=told.password,
                use_tls=told.security == "starttls", use_ssl=told.security == "tls", timeout=SECONDS,
            )  # fmt: skip
            self._backend.open()
        return self._backend


def mail_of(parcel: Parcel) -> EmailMessage:
    """Plain text. The Message-ID is the parcel's, so that a mailbox that gets it twice can see that it did."""
    host = urlsplit(settings.TETTPAA_ADDRESS).hostname or "tettpaa"
    headers = {"Message-ID": f"<{parcel.key}@{host}>", "Auto-Submitted": "auto-generated"}
    sender = formataddr(("Tettpå", settings.TETTPAA_SMTP.sender))
    return EmailMessage(parcel.subject, parcel.body, sender, [parcel.address], headers=headers)


# What says that the mail was not taken. Where the line only broke, it may have been.
_SAID_NO = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, ValueError)


def _is_final(fault: Exception) -> bool:
    """Whether there is no such mailbox. Whatever else the server minds, somebody may put right before the next try."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return all(code in NO_SUCH_MAILBOX for code, _words in fault.recipients.values())
    return isinstance(fault, ValueError)
