"""lleaves in a process of its own: it needs llvmlite 0.43, which the other libraries' environment cannot have.

    python3 -m venv .build/lleaves && .build/lleaves/bin/pip install lleaves llvmlite==0.43.0 'numpy<2'
    .build/lleaves/bin/python Tests/Benchmarks/lleaves_worker.py MODEL ROWS ANSWERS

Compiles MODEL unless that was done before, scores the rows of ROWS (.npy), writes the margins to ANSWERS (.npy) and
then, for each line on standard input, scores again and prints the seconds it took: `batch` for all rows, `row` for
the median of one row at a time.
"""

import importlib.metadata
import os
import pathlib
import statistics
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"

import lleaves  # noqa: E402
import numpy as np  # noqa: E402


def main(model_path, rows_path, answers_path):
    cache = pathlib.Path(model_path).with_suffix(".lleaves.o")
    model = lleaves.Model(model_file=model_path)
    start = time.perf_counter()
    model.compile(cache=cache, raw_score=True)
    compiled = time.perf_counter() - start
    X = np.load(rows_path)
    np.save(answers_path, model.predict(X, n_jobs=1))
    print("lleaves", importlib.metadata.version("lleaves"), compiled, flush=True)
    rows = [X[row : row + 1] for row in range(1000)]
    for line in sys.stdin:
        if line.strip() == "batch":
            start = time.perf_counter()
            model.predict(X, n_jobs=1)
            taken = time.perf_counter() - start
        else:
            times = []
            for row in rows:
                start = time.perf_counter()
                model.predict(row, n_jobs=1)
                times.append(time.perf_counter() - start)
            taken = statistics.median(times)
        print(taken, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
