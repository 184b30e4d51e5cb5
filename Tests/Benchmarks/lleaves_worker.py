"""lleaves in a process of its own: it needs llvmlite 0.43, which the other libraries' environment cannot have.

    python Tests/Benchmarks/lleaves_worker.py compile MODEL OBJECT
    python Tests/Benchmarks/lleaves_worker.py serve MODEL OBJECT ROWS ANSWERS

compile writes the object file; functions of a large model are not inlined into each other, or LLVM
takes gigabytes and many minutes. serve scores the rows of ROWS (.npy) with it, writes the margins to ANSWERS (.npy) and
then, for each line on standard input, scores again and prints the seconds it took: `batch` for all rows, `row` for
the median of one row at a time.
"""

import importlib.metadata
import os
import statistics
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"

import lleaves  # noqa: E402
import numpy as np  # noqa: E402


LARGE = 50_000
"""Leaves."""


def compiled(model_path, object_path):
    """The model; the object file is written unless it is there."""
    with open(model_path) as lines:
        leaf_count = sum(len(line.split()) for line in lines if line.startswith("leaf_value="))
    model = lleaves.Model(model_file=model_path)
    model.compile(cache=object_path, raw_score=True, finline=leaf_count < LARGE)
    return model


def serve(model_path, object_path, rows_path, answers_path):
    model = compiled(model_path, object_path)
    X = np.load(rows_path)
    np.save(answers_path, model.predict(X, n_jobs=1))
    print(importlib.metadata.version("lleaves"), flush=True)
    rows = [X[row : row + 1] for row in range(1000)]
    for line in sys.stdin:
        if line.strip() == "batch":
            taken = seconds(model, X)
        else:
            taken = statistics.median(seconds(model, row) for row in rows)
        print(taken, flush=True)


def seconds(model, X):
    start = time.perf_counter()
    model.predict(X, n_jobs=1)
    return time.perf_counter() - start


if __name__ == "__main__":
    {"compile": compiled, "serve": serve}[sys.argv[1]](*sys.argv[2:])
