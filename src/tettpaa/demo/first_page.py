"""One request to the running demo, as anybody with a browser would make it: become somebody, open Min dag."""

import re
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode

from django.urls import reverse

from tettpaa.config.serve import HOST, Site, free_port, web_server
from tettpaa.demo.county.cast import Staff
from tettpaa.trust.identity.models import User

STARTS_WITHIN = 60.0  # seconds
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class NoAnswer(Exception):
    """The server did not answer, or not with the page that was asked for."""


def fetch_my_day(staff: Staff) -> str:
    """Start the site on a free port, become `staff`, and give Min dag as HTML."""
    port = free_port()
    site = Site([web_server(HOST, port, 1)])
    site.start()
    try:
        browser = _Browser(f"http://{HOST}:{port}")
        browser.wait_for_site(site)
        browser.become(User.objects.get(username=staff.username))
        return browser.open("/min-dag")
    finally:
        site.stop()


class _Browser:
    """Follows redirects and keeps cookies."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def open(self, path: str, **form: str) -> str:
        """The page at `path`, after posting `form` if there is one. Raises NoAnswer for anything but a page."""
        wanted = urllib.request.Request(self.address + path, urlencode(form).encode() if form else None)  # noqa: S310
        wanted.add_header("Origin", self.address)
        try:
            with self.opener.open(wanted, timeout=30) as answer:
                if form or answer.url == self.address + path:
                    return answer.read().decode("utf-8")
        except urllib.error.HTTPError as fault:
            raise NoAnswer(f"{path}: {fault.code}") from fault
        raise NoAnswer(f"{path} → {answer.url.removeprefix(self.address)}")

    def become(self, user: User) -> None:
        """Take somebody's place, as the page that asks whom one wants to be lets a visitor."""
        token = TOKEN.search(self.open("/hvem"))
        if token is None:
            raise NoAnswer("/hvem")
        self.open(reverse("become", kwargs={"user_id": user.pk}), csrfmiddlewaretoken=token[1])

    def wait_for_site(self, site: Site) -> None:
        """Return when the site answers; give up when it has died or a minute is over."""
        deadline = time.monotonic() + STARTS_WITHIN
        while site.is_alive() and time.monotonic() < deadline:
            try:
                self.open("/logg-inn")
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
            else:
                return
        raise NoAnswer(self.address)
