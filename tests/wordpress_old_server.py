"""A web server on this machine that plays the old blog, well or badly: ``old.example`` to whoever fetches from it."""

import socket
import ssl
import subprocess
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from wordpress.media.fetching import Fetcher

PUBLIC = "93.184.215.14"


class OldServer(ThreadingHTTPServer):
    """Answers with what ``answers`` has for a path: a function that is given the handler."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, tls=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.asked, self.dialled, self.waited = {}, [], [], []
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def handle_error(self, request, client_address):
        """Clients that hang up are what is tested."""

    def dial(self, address, seconds):
        """What a fetcher connects with: wherever it wanted to go, it comes here."""
        self.dialled.append(address)
        return socket.create_connection(self.server_address, seconds)

    def fetcher(self, *hosts, found=(PUBLIC,), **options):
        self.looked_up = []

        def resolve(host, port):
            self.looked_up.append(host)
            return list(found(host) if callable(found) else found)

        hosts = hosts or ("old.example",)
        return Fetcher(hosts, resolve=resolve, dial=self.dial, sleep=self.waited.append, **options)

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_error):
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.headers["Host"], self.path, self.headers))
        with suppress(OSError):
            self.server.answers.get(self.path, status(404))(self)

    def log_message(self, *_args):
        """Nothing."""


def status(code, **headers):
    def answer(handler):
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    return answer


def content(data, **headers):
    def answer(handler):
        status(200, **headers)(handler)
        handler.wfile.write(data)

    return answer


def whole(data):
    return content(data, Content_Length=str(len(data)))


def dripped(piece, again, seconds=0.02):
    """``piece`` again and again, as long as anybody listens."""

    def answer(handler):
        handler.wfile.write(piece)
        while not stopped.wait(seconds):
            handler.wfile.write(again)

    stopped = threading.Event()
    return answer


def tls_for_old_example(tmp_path):
    """For the server, and for who trusts it: with a key of its own, which is gone with ``tmp_path``."""
    pair = tmp_path / "old.pem"
    new = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=old.example"
    names = [
        "-addext",
        "subjectAltName=DNS:old.example",
        "-keyout",
        str(pair),
        "-out",
        str(tmp_path / "certificate.pem"),
    ]
    subprocess.run([*new.split(), *names], check=True, stderr=subprocess.DEVNULL)
    with pair.open("a") as file:
        file.write((tmp_path / "certificate.pem").read_text())
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pair)
    return server, ssl.create_default_context(cafile=tmp_path / "certificate.pem")
