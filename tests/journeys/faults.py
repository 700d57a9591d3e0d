"""What a browser complains of while a journey goes on: errors in scripts, broken policy, missing files."""

from playwright.sync_api import ConsoleMessage, Page, Request


class Faults:
    """Collects complaints. `lines` is what is left of them; a journey that expects some takes them out."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def watch(self, page: Page) -> None:
        """Listen to everything `page` says from now on."""
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.lines.append(f"script: {error}"))
        page.on("requestfailed", self._not_fetched)

    def _said(self, message: ConsoleMessage) -> None:
        page = message.page
        # A page refused or not found is an answer that the journey itself looks at.
        is_answer = message.text.startswith("Failed to load resource") and page and message.location["url"] == page.url
        if message.type in ("error", "warning") and not is_answer:
            self.lines.append(f"{message.type}: {message.text} ({message.location['url']})")

    def _not_fetched(self, request: Request) -> None:
        # Going on before a page has loaded aborts what it was still fetching.
        if request.failure != "net::ERR_ABORTED":
            self.lines.append(f"not fetched: {request.url} ({request.failure})")
