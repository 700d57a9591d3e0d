"""An issuer whose certificate nobody vouches for is not spoken to."""

import datetime as dt
import http.server
import ipaddress
import ssl
import threading
import urllib.request

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization as to
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tettpaa.trust.identity.outside import documents

NOW = dt.datetime.now(dt.UTC)


class _Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"issuer": "x"}')

    def log_message(self, *_words) -> None:
        """It says nothing."""


def a_certificate(folder, host: str):
    """A certificate that signs itself, for another name or for this address."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    names = [x509.IPAddress(ipaddress.ip_address(host))] if host[0].isdigit() else [x509.DNSName(host)]
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - dt.timedelta(days=1)).not_valid_after(NOW + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / "both.pem"
    secret = key.private_bytes(to.Encoding.PEM, to.PrivateFormat.PKCS8, to.NoEncryption())
    path.write_bytes(made.public_bytes(to.Encoding.PEM) + secret)
    return path


@pytest.fixture
def serve(tmp_path):
    """Starts an https server with a certificate for the host given."""
    servers = []

    def start(host: str):
        pem = a_certificate(tmp_path, host)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
        server.asked = []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.handle_error = lambda *_words: None
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        return server, f"https://127.0.0.1:{server.server_port}/x", pem

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def vouch_for(pem, monkeypatch) -> None:
    """Our own way out, begun anew on a machine that trusts this certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    monkeypatch.setattr(documents, "_opener", urllib.request.build_opener(documents._NoRedirects))


def test_a_certificate_nobody_vouches_for_is_refused_before_anything_is_asked(serve):
    server, address, _pem = serve("127.0.0.1")
    for ask in (lambda: documents.fetch(address), lambda: documents.post(address, {"code": "x"}, {})):
        with pytest.raises(documents.NoAnswer):
            ask()
    assert server.asked == []


def test_one_for_another_name_is_refused_though_it_is_vouched_for(serve, monkeypatch):
    server, address, pem = serve("feide.example")
    vouch_for(pem, monkeypatch)
    with pytest.raises(documents.NoAnswer):
        documents.fetch(address)
    assert server.asked == []


def test_one_that_is_vouched_for_is_spoken_to(serve, monkeypatch):
    _server, address, pem = serve("127.0.0.1")
    vouch_for(pem, monkeypatch)
    assert documents.fetch(address) == {"issuer": "x"}


@pytest.mark.parametrize("address", ["http://feide.example/x", "file:///etc/hostname", "ftp://feide.example/x"])
def test_nothing_but_https_is_asked(address):
    with pytest.raises(documents.NoAnswer):
        documents.fetch(address)
