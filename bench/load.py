"""As many requests as a server answers: with wrk where it is installed, else from a few threads of this program.

Python asks more slowly than wrk, which shows most with the quickest servers: figures of the two don't compare.
"""

import http.client
import json
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from bench.servers import Server

CONNECTIONS = 8
SECONDS_A_RUN = 3
TOLD_BY_WRK = """
done = function(summary, latency, requests)
  local failed = summary.errors
  io.write(string.format('\\n{"seconds":%f,"answers":%d,"failed":%d,"p50":%f,"p95":%f}\\n',
    summary.duration / 1e6, summary.requests,
    failed.connect + failed.read + failed.write + failed.status + failed.timeout,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3))
end
"""


class Told(NamedTuple):
    """By whoever asked; the percentiles in milliseconds."""

    seconds: float
    answers: int
    failed: int
    p50: float
    p95: float


class Run(NamedTuple):
    """Answers a second; the milliseconds that half and 95 of 100 took at most; those a processor worked on each."""

    rate: float
    p50: float
    p95: float
    work: float
    failed: int


def tool() -> str:
    return "wrk" if shutil.which("wrk") else "Python threads"


def run(server: Server, path: str) -> Run:
    ask = _with_wrk if tool() == "wrk" else _with_threads
    before = server.processor_time()
    told = ask(f"{server.address}{path}")
    work = (server.processor_time() - before) / told.answers * 1e3
    return Run(told.answers / told.seconds, told.p50, told.p95, work, told.failed)


def median(runs: list[Run]) -> Run:
    middle = [statistics.median(values) for values in list(zip(*runs, strict=True))[:4]]
    return Run(*middle, failed=sum(run.failed for run in runs))


def _with_wrk(address: str) -> Told:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "told.lua"
        script.write_text(TOLD_BY_WRK)
        command = [
            "wrk",
            "-t1",
            f"-c{CONNECTIONS}",
            f"-d{SECONDS_A_RUN}s",
            "--timeout",
            "30s",
            "-s",
            str(script),
            address,
        ]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return Told(**json.loads(told.strip().splitlines()[-1]))


def _with_threads(address: str) -> Told:
    took: list[float] = []
    failed: list[int] = []
    asking = [threading.Thread(target=_ask, args=(address, took, failed)) for _ in range(CONNECTIONS)]
    began = time.perf_counter()
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    seconds = time.perf_counter() - began
    percentiles = statistics.quantiles(took, n=100)
    return Told(seconds, len(took), len(failed), percentiles[49] * 1e3, percentiles[94] * 1e3)


def _ask(address: str, took: list[float], failed: list[int]) -> None:
    """Ask again and again on one connection, which is opened anew when the server closes it."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=30)
    end = time.perf_counter() + SECONDS_A_RUN
    while (began := time.perf_counter()) < end:
        connection.request("GET", f"{parts.path}?{parts.query}")
        answer = connection.getresponse()
        answer.read()
        took.append(time.perf_counter() - began)
        if answer.status != 200:
            failed.append(answer.status)
