"""What the gallery's charts show."""


def charts() -> dict:
    """Chart name → what its tag takes."""
    return {}
