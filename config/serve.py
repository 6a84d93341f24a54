"""Runs the whole site: ``python -m config.serve``.

Brings the installation up to date, then keeps two processes going, gunicorn and the background worker.
SIGTERM and SIGINT (Ctrl-C) stop everything. SIGHUP takes up new code without refusing a request: the
listening socket belongs to this process, and passes from the old gunicorn to the new one.
"""

import argparse
import errno
import os
import signal
import socket
import subprocess
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings

from config.processes import GiveUp, Readiness, Signals, Watched, end, say, start

READY_WITHIN = 60  # seconds
PREPARED_WITHIN = 600
STOPPED_WITHIN = 40  # a little longer than gunicorn's graceful_timeout
BUSY = "PORT: another program already listens on {}. Stop it, or choose another port: make run PORT=8001"


class Site:
    """Gunicorn and the background worker, on one listening socket."""

    def __init__(self, listener: socket.socket, demo: bool) -> None:
        self.signals = Signals()
        self.preparation = [sys.executable, "-m", "config.prepare", *(["--demo"] if demo else [])]
        fd = listener.fileno()
        serve = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "--bind", f"fd://{fd}"]
        self.server = Watched("web server", serve, pass_fds=(fd,))
        self.worker = Watched("background worker", [sys.executable, "manage.py", "work"])
        self.leaving: list[subprocess.Popen[bytes]] = []

    def prepare(self) -> bool:
        """Whether everything is up to date; what stood in the way has been said."""
        preparation = start(self.preparation)
        while preparation.poll() is None:
            self.signals.wait()
            if self.signals.stopping:
                say("Stopping after this step; once more stops at once, and may leave it half done …")
                end([preparation], self.signals, PREPARED_WITHIN)
        return preparation.returncode == 0

    def start_server(self) -> bool:
        """Whether a new gunicorn is ready; one that does not get there is gone."""
        before = self.server.process
        with Readiness() as readiness:
            new = self.server.start(NOTIFY_SOCKET=readiness.address)
            deadline = time.monotonic() + READY_WITHIN
            while new.poll() is None and time.monotonic() < deadline and not self.signals.stopping:
                if readiness.told():
                    return True
        end([new], self.signals, STOPPED_WITHIN)
        self.server.process = before
        return False

    def keep_going(self) -> None:
        """Until told to stop."""
        while not self.signals.stopping:
            if self.signals.wait() == signal.SIGHUP:
                self.reload()
            self.leaving = [process for process in self.leaving if process.poll() is None]
            self.server.keep_going()
            self.worker.keep_going()

    def reload(self) -> None:
        """The old gunicorn answers until the new one is ready, and goes on if that never is."""
        say("Reloading …")
        old = self.server.process
        if not (self.prepare() and self.start_server()):
            say("The new version did not start; what it said stands above. The old one goes on.")
            return
        if old:
            old.terminate()
            self.leaving.append(old)
        if self.worker.process:
            end([self.worker.process], self.signals, STOPPED_WITHIN)
        self.worker.start()
        say("Reloaded.")

    def stop(self) -> None:
        say("Stopping …")
        going = [watched.process for watched in (self.server, self.worker) if watched.process]
        end([*going, *self.leaving], self.signals, STOPPED_WITHIN)


def listener() -> socket.socket:
    """Bound but not listening yet: until the site is ready, visitors are refused instead of kept waiting."""
    bound = socket.socket(socket.AF_INET6 if ":" in settings.BIND else socket.AF_INET)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind((settings.BIND, settings.PORT))
    return bound


def greet() -> None:
    """Where the site is, and who can sign in on a demo."""
    address = settings.WAGTAILADMIN_BASE_URL
    say(f"\nThe site:   {address}/\nThe admin:  {address}/admin/")
    sign_ins = settings.DATA_DIR / "demo-sign-ins.txt"
    if sign_ins.is_file():
        say(f"\nThe demo’s sign-ins (name, password, person):\n{sign_ins.read_text().strip()}")
    say("\nCtrl-C stops it.")


def run(site: Site) -> None:
    """Returns when told to stop; raises GiveUp when the site can't be run."""
    if not site.prepare():
        if site.signals.stopping:
            return
        raise GiveUp("The site was not started.")
    site.worker.start()
    if not site.start_server():
        if site.signals.stopping:
            return
        raise GiveUp("The web server did not start; what it said stands above.")
    greet()
    site.keep_going()


def main() -> None:
    parser = argparse.ArgumentParser(description="Runs the site until it is stopped.")
    parser.add_argument("--demo", action="store_true", help="fill a site without posts with the demo archive")
    demo = parser.parse_args().demo
    try:
        bound = listener()
    except OSError as error:
        sys.exit(BUSY.format(settings.PORT) if error.errno == errno.EADDRINUSE else f"BIND, PORT: {error.strerror}.")
    site = Site(bound, demo)
    try:
        run(site)
    except GiveUp as reason:
        site.stop()
        sys.exit(str(reason))
    site.stop()


if __name__ == "__main__":
    main()
