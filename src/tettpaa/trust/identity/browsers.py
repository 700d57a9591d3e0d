"""The kind of browser, from what it says of itself: enough to know one's own by, too little to tell two people apart. Pure."""

# The first that fits counts: most say the names of those before them too.
_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "Chromebook"), ("Windows", "Windows"),
    ("Mac OS X", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


def browser_in(told: str) -> str:
    """'Firefox, Windows' from a User-Agent header; '' where it tells neither. Anybody can write anything there."""
    found = (next((name for mark, name in known if mark in told), "") for known in (_BROWSERS, _SYSTEMS))
    return ", ".join(filter(None, found))
