"""A mail server on this machine that takes everything, remembers it, and can be slow or say no (RFC 5321, the least of it)."""

import socket
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

from tettpaa.messages.channels.server import MailServer

LOOPBACK = "127.0.0.1"


class TakingServer(socketserver.ThreadingTCPServer):
    """`taken` are the mails it has, in the order they came. `answer` gives the reply to an address; `dawdle` how long to
    wait before the 250, which is where a killed sender leaves a double; a ConnectionError hangs up there.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, answer: Callable[[str], str] | None = None, dawdle: Callable[[], float] | None = None) -> None:
        super().__init__((LOOPBACK, 0), socketserver.BaseRequestHandler)
        self.answer = answer or (lambda _address: "250 ok")
        self.dawdle = dawdle or (lambda: 0.0)
        self.taken: list[Message] = []
        self._one_at_a_time = threading.Lock()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Somebody has called; in a thread of its own."""
        _Talk(self, request).go_on()

    def take(self, content: bytes) -> None:
        with self._one_at_a_time:
            self.taken.append(message_from_bytes(content, policy=default))

    def times_taken(self) -> Counter[str]:
        """Message-ID → how often it came."""
        with self._one_at_a_time:
            return Counter(str(mail["Message-ID"]) for mail in self.taken)


class _Talk:
    """One conversation, until either hangs up."""

    def __init__(self, server: TakingServer, caller: socket.socket) -> None:
        self.server, self.caller = server, caller
        self.lines = caller.makefile("rb")

    def go_on(self) -> None:
        try:
            self._say("220 ready")
            while line := self.lines.readline().decode("ascii", "replace").strip():
                if not self._answered(line):
                    return
        except OSError:
            return  # whoever called was killed
        finally:
            self.lines.close()

    def _answered(self, line: str) -> bool:
        """Whether the conversation goes on."""
        verb = line.partition(" ")[0].upper()
        if verb == "QUIT":
            self._say("221 bye")
            return False
        if verb == "DATA":
            self._take_content()
        else:
            self._say(self.server.answer(line.partition(":")[2]) if verb == "RCPT" else "250 ok")
        return True

    def _take_content(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.lines.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if not line:
            return  # the caller was killed before the end: nothing was taken
        self.server.take(b"".join(lines))
        time.sleep(self.server.dawdle())
        self._say("250 taken")

    def _say(self, line: str) -> None:
        self.caller.sendall(f"{line}\r\n".encode())


@contextmanager
def mail_server(
    answer: Callable[[str], str] | None = None, dawdle: Callable[[], float] | None = None
) -> Iterator[TakingServer]:
    """A server that runs while the block does."""
    server = TakingServer(answer, dawdle)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def settings_for(server: TakingServer) -> MailServer:
    """TETTPAA_SMTP for this server."""
    return MailServer(LOOPBACK, server.port, "none", "", "", "tettpaa@example.no")
