"""Which time zone a clock was in. Pure."""

import datetime
from collections.abc import Iterable
from typing import TypeAlias
from zoneinfo import ZoneInfo, available_timezones

Sample: TypeAlias = tuple[datetime.datetime, int]  # a moment in UTC, and by how many minutes the clock was ahead

# Where several fit, one that many people live in is the better guess.
LIKELY = (
    "UTC Europe/London Europe/Berlin Europe/Paris Europe/Madrid Europe/Rome Europe/Athens Europe/Moscow "
    "America/New_York America/Chicago America/Denver America/Los_Angeles America/Phoenix America/Sao_Paulo "
    "Asia/Kolkata Asia/Shanghai Asia/Tokyo Asia/Singapore Australia/Sydney Australia/Brisbane Pacific/Auckland "
    "Africa/Johannesburg Africa/Lagos"
).split()
MOST_ODD = 0.02  # of all samples: an old blog may have been set up in another zone


def zones_that_fit(samples: Iterable[Sample]) -> list[str]:
    """The likeliest first; none where there is no sample, or the clock was never that of a place."""
    samples = list(samples)
    if not samples:
        return []
    allowed = int(len(samples) * MOST_ODD)
    others = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    names = dict.fromkeys([*LIKELY, *others])
    return [name for name in names if _misfits(name, samples, allowed) <= allowed]


def _misfits(name: str, samples: list[Sample], allowed: int) -> int:
    """How many contradict; no more than one above ``allowed`` are looked for."""
    zone, misfits = ZoneInfo(name), 0
    for moment, minutes in samples:
        offset = zone.utcoffset(zone.fromutc(moment.replace(tzinfo=zone)))
        misfits += offset is None or round(offset.total_seconds() / 60) != minutes
        if misfits > allowed:
            break
    return misfits
