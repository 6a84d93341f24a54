"""The whole site as ``make run`` runs it: real processes, on a port and a data folder of their own."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Running:
    def __init__(self, data_dir):
        self.port = free_port()
        self.environ = {**os.environ, "DATA_DIR": str(data_dir), "PORT": str(self.port), "DATABASE_URL": ""}
        del self.environ["DATABASE_URL"], self.environ["DJANGO_SETTINGS_MODULE"]

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "config.serve"], cwd=ROOT, env=self.environ, stdout=subprocess.PIPE, text=True
        )
        self.said = []
        threading.Thread(target=lambda: self.said.extend(self.process.stdout), daemon=True).start()
        self.wait_for(lambda: any("Ctrl-C" in line for line in self.said))

    def status(self, path):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    def children(self, words):
        """Process ids under the supervisor whose command has these words, the oldest first."""
        found = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)], capture_output=True, text=True
        ).stdout.splitlines()
        return [int(line.split()[0]) for line in found if words in line]

    def wait_for(self, condition):
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end
            assert self.process.poll() is None
            time.sleep(0.1)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    running = Running(tmp_path_factory.mktemp("data"))
    running.start()
    yield running
    if running.process.poll() is None:
        running.stop()


def test_site_and_worker_answer_once_the_address_is_printed(site):
    assert f"The site:   http://127.0.0.1:{site.port}/\n" in site.said
    assert site.status("/") == 200
    site.wait_for(lambda: site.status("/readyz") == 200)


@pytest.mark.parametrize("part", ["gunicorn", "manage.py work"])
def test_killed_part_comes_back(site, part):
    (killed,) = site.children(part)
    os.kill(killed, signal.SIGKILL)
    site.wait_for(lambda: site.children(part) not in ([], [killed]))
    site.wait_for(lambda: site.status("/healthz") == 200)


def test_no_request_fails_while_the_site_reloads(site):
    (old,) = site.children("gunicorn")
    answers = []
    site.process.send_signal(signal.SIGHUP)
    end = time.monotonic() + PATIENCE
    while site.children("gunicorn")[:1] == [old] or "Reloaded.\n" not in site.said:
        answers.append(site.status("/healthz"))
        assert time.monotonic() < end
    assert set(answers) == {200}


def test_second_site_on_the_same_port_is_refused_with_one_sentence(site):
    second = subprocess.run(
        [sys.executable, "-m", "config.serve"], cwd=ROOT, env=site.environ, capture_output=True, text=True
    )
    assert second.returncode == 1
    assert second.stderr.startswith("PORT: another program already listens")


def test_stopped_site_leaves_no_process_behind(site):
    parts = site.children("")
    assert site.stop() == 0
    assert not [pid for pid in parts if Path(f"/proc/{pid}").exists()]
