"""Memory of a loaded model: what ten of them add to a fresh process, divided by ten.

python3 Tests/Benchmarks/memory.py WHO MODEL
"""

import ctypes
import os
import pathlib
import subprocess
import sys

COPIES = 10


def resident():
    """Bytes of this process that are in memory, after the allocator has given back what it can."""
    ctypes.CDLL(None).malloc_trim(0)
    pages = pathlib.Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def loader(who):
    if who == "ScoringKit":
        import scoringkit

        return scoringkit.load
    if who == "LightGBM":
        import lightgbm

        return lambda path: lightgbm.Booster(model_file=path)
    import xgboost

    return lambda path: xgboost.Booster(model_file=path)


def main(who, path):
    load = loader(who)
    first = load(path)  # What the library itself takes once does not count.
    before = resident()
    kept = [load(path) for _ in range(COPIES)]
    print((resident() - before) / COPIES)
    del first, kept


def measured(who, path):
    """Bytes a model, from a process of its own."""
    command = [sys.executable, __file__, who, str(path)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
