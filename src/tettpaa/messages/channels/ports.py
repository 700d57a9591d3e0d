"""The ports by name: what carries a parcel out of the house, and which of them are on here."""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings


@dataclass(frozen=True)
class Parcel:
    """What leaves: `key` is the same each time it is tried, so that a double can be known as one."""

    key: str
    to_name: str
    address: str
    subject: str
    body: str


class NotTaken(Exception):
    """The parcel was not taken. `is_final`: trying again will not help. `is_unsure`: it may have been taken after all."""

    def __init__(self, why: str, *, is_final: bool = False, is_unsure: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.is_final, self.is_unsure = is_final, is_unsure


class Port(Protocol):
    """Carries parcels. `address_needed`: whether the parcel must have one, or the carrier finds the person itself."""

    address_needed: bool

    def is_on(self) -> bool:
        """Whether this installation has it."""
        ...

    def carry(self, parcel: Parcel) -> None:
        """Hand the parcel over; returns when it has been taken. NotTaken where it was not."""
        ...

    def close(self) -> None:
        """There is no more for now."""
        ...


def ports() -> dict[str, Port]:
    """Channel → its port, for the channels that are on. Print is no port: people carry it."""
    from tettpaa.messages.channels.smtp import Smtp
    from tettpaa.messages.channels.stand_ins import Folder

    all_of_them: dict[str, Port] = {"smtp": Smtp(), "sms": Folder("sms"), "digital_post": Folder("digital_post")}
    return {name: port for name, port in all_of_them.items() if port.is_on()}


def channels_on() -> frozenset[str]:
    """The channels that are on here, print always."""
    return frozenset({"print", *ports()})


def site_link(path: str) -> str:
    """The address of a page as seen from outside (TETTPAA_ADDRESS)."""
    return settings.TETTPAA_ADDRESS.rstrip("/") + path
