"""Whether an address is this very machine."""

import ipaddress


def is_loopback(host: str) -> bool:
    """'localhost', 127.0.0.0/8 and ::1; a name that must be looked up first is taken for another machine."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
