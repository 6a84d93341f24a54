"""Steps of ``make soak``: imports are killed at random moments, and old addresses asked for at random."""

from bench.import_processes import run_imports

KILLS = 20
ADDRESSES = 2_000


def kill_imports(seed: int) -> bool:
    """Whether each, called again, left in the end what an import leaves that nobody disturbs."""
    print(f"{KILLS} imports killed and called again, seed {seed}", flush=True)
    return run_imports("tests.killed_imports", KILLS, seed)


def ask_random_addresses(seed: int) -> bool:
    """Whether a site that a blog moved to answers each with a page, or leads on within the site."""
    print(f"{ADDRESSES} random old addresses, seed {seed}", flush=True)
    return run_imports("tests.random_addresses", ADDRESSES, seed)
