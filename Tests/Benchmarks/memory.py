"""Memory, each figure from a process of its own.

    python Tests/Benchmarks/memory.py loaded WHO MODEL [LIBRARY]
    python Tests/Benchmarks/memory.py explained MODEL LIBRARY ROWS COUNT

loaded prints the bytes that ten loaded models add, divided by ten; WHO is a trainer, or ScoringKit, whose LIBRARY is
a build. explained prints how far the process's memory rises at most while COUNT rows are explained (those of ROWS,
.npy, again and again): model, rows and answers are there before.
"""

import ctypes
import pathlib
import subprocess
import sys

COPIES = 10


def loader(who, library_path):
    if who == "ScoringKit":
        import library

        return library.Build("measured", pathlib.Path(library_path)).load
    module = __import__(who.lower())
    return lambda path: module.Booster(model_file=path)


def measure_loaded(who, path, library_path=None):
    load = loader(who, library_path)
    first = load(path)  # What the library itself takes once does not count.
    before = resident()
    kept = [load(path) for _ in range(COPIES)]
    print((resident() - before) / COPIES)
    del first, kept


def measure_explained(path, library_path, rows, count):
    import numpy as np

    X = np.load(rows)
    X = np.tile(X, (-(-int(count) // len(X)), 1))[: int(count)]
    model = loader("ScoringKit", library_path)(path)
    answer = np.ones((len(X), X.shape[1] + 1))
    model.contributions(X[:1], answer[:1])  # What is prepared once for explaining does not count.
    before = resident()
    pathlib.Path("/proc/self/clear_refs").write_text("5")  # The peak begins again at what is used now.
    model.contributions(X, answer)
    print(status("VmHWM") - before)


def resident():
    """Bytes of this process that are in memory, after the allocator has given back what it can."""
    ctypes.CDLL(None).malloc_trim(0)
    return status("VmRSS")


def status(field):
    """A field of this process's memory, in bytes."""
    for line in pathlib.Path("/proc/self/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) * 1024
    raise OSError(f"{field} is not in /proc/self/status")


def loaded(who, path, library_path=None):
    """Bytes a model."""
    return _answer("loaded", who, path, *([library_path] if library_path else []))


def explained(path, library_path, rows, count):
    """Bytes of explaining that many rows, beyond the rows and the answers."""
    return _answer("explained", path, library_path, rows, count)


def _answer(*arguments):
    command = [sys.executable, __file__, *map(str, arguments)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    {"loaded": measure_loaded, "explained": measure_explained}[sys.argv[1]](*sys.argv[2:])
