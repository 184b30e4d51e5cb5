"""How much a run measures."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """Counts of runs, calls and rows."""

    batch_runs: int = 7
    single_runs: int = 10
    single_calls: int = 10_000
    python_calls: int = 500
    loads: int = 9
    thread_rows: int = 100_000
    growth_runs: int = 3
    growth_largest: int = 1_000_000
    explained_rows: int = 1000
    explained_runs: int = 5
    explained_calls: int = 100
    explained_limit: float = 8.0
    """Seconds after which what explains is not run once more."""
    many_rows: int = 10_000
    """Where few rows are no fair measure: WOODELF."""
    memory_rows: int = 100_000


FULL = Effort()
QUICK = Effort(
    batch_runs=1,
    single_runs=2,
    single_calls=100,
    python_calls=20,
    loads=1,
    thread_rows=10_000,
    growth_runs=1,
    growth_largest=300,
    explained_rows=20,
    explained_runs=1,
    explained_calls=2,
    explained_limit=0.0,
    many_rows=100,
    memory_rows=2000,
)
"""Every step once, to see that all of it works; its numbers mean nothing."""
