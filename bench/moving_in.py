"""``make bench-import``: how fast an old blog moves in. So far: how fast its export is read."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.exports import write_export

ITEMS = 40_000
MOST_SECONDS = 40
MOST_MEMORY = 250  # MB
ROOT = Path(__file__).resolve().parent.parent
# In a process of its own: how much memory it has needed at most is not what making the file has needed.
READ = """
import json, resource, sys, time
from pathlib import Path
from wordpress.wxr.reading import Reading
reading, began = Reading([Path(sys.argv[1])]), time.perf_counter()
items = sum(1 for item in reading.items())
seconds = time.perf_counter() - began
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"items": items, "bytes": reading.bytes_read, "seconds": seconds, "memory": memory}))
"""


def scan(file: Path) -> bool:
    """Whether it is as fast, and as modest, as it should be."""
    answer = subprocess.run([sys.executable, "-c", READ, str(file)], cwd=ROOT, check=True, stdout=subprocess.PIPE)
    said = json.loads(answer.stdout)
    size = said["bytes"] / 1e6
    print(f"An export of {said['items']:,} items, {size:.0f} MB, read from end to end")
    print(f"  {said['seconds']:6.1f} s   (at most {MOST_SECONDS} s)   {size / said['seconds']:.1f} MB/s")
    print(f"  {said['memory']:6.0f} MB  (at most {MOST_MEMORY} MB)")
    return said["items"] == ITEMS and said["seconds"] <= MOST_SECONDS and said["memory"] <= MOST_MEMORY


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="goodwill-bench-") as folder:
        file = Path(folder) / "export.xml"
        print(f"Making an export of {ITEMS:,} items …", file=sys.stderr, flush=True)
        write_export(file, ITEMS)
        return 0 if scan(file) else 1


if __name__ == "__main__":
    sys.exit(main())
