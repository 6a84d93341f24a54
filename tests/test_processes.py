import sys
from unittest import mock

import pytest

from config import processes
from config.processes import GiveUp, Watched

ENDS_AT_ONCE = [sys.executable, "-c", ""]


@pytest.fixture
def clock(monkeypatch):
    """Seconds that pass only when a test says so."""
    monotonic = mock.Mock(return_value=1000.0)
    monkeypatch.setattr(processes.time, "monotonic", monotonic)
    return monotonic


def ended(kept):
    kept.process.wait()
    kept.keep_going()


def test_process_that_lived_a_while_is_started_again_at_once(clock):
    kept = Watched("part", ENDS_AT_ONCE)
    kept.start()
    clock.return_value += 3600
    ended(kept)
    assert kept.process is not None
    kept.process.wait()


def test_process_that_ended_at_once_is_started_again_a_little_later(clock):
    kept = Watched("part", ENDS_AT_ONCE)
    kept.start()
    ended(kept)
    assert kept.process is None
    clock.return_value += 1
    kept.keep_going()
    assert kept.process is not None
    kept.process.wait()


def test_process_that_always_ends_at_once_is_given_up_with_a_sentence(clock):
    kept = Watched("part", ENDS_AT_ONCE)
    kept.start()
    for _attempt in range(processes.MOST_FAILURES - 1):
        ended(kept)
        clock.return_value += 60
        kept.keep_going()
    with pytest.raises(GiveUp, match="The part ended at once 5 times"):
        ended(kept)
