"""Loads and uses one document as a bank's process might: on a thread with a small stack, in little address space.

    python hostile_run.py DOCUMENT     prints a line of JSON: the statuses, the peak in megabytes, the seconds
"""

import json
import resource
import sys
import threading
import time

import scoringkit

STACK = 256 * 1024


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def refusal(action):
    try:
        action()
    except scoringkit.ScoringError as error:
        return f"{error.status}: {error}"[:400]
    return "SKIT_OK"


def use(path, report):
    before, began = peak(), time.process_time()
    loaded = []
    report["load"] = refusal(lambda: loaded.append(scoringkit.load(path)))
    report["load_seconds"] = time.process_time() - began
    report["load_megabytes"] = peak() - before
    if loaded and isinstance(loaded[0], scoringkit.Model):
        model = loaded[0]
        row = [[0.5] * len(model.feature_names)]
        report["predict"] = refusal(lambda: model.predict(row))
        report["explain"] = refusal(lambda: model.predict(row * 3, pred_contrib=True))
    report["seconds"] = time.process_time() - began
    report["megabytes"] = peak() - before


if __name__ == "__main__":
    scoringkit.__version__
    report = {}
    threading.stack_size(STACK)
    thread = threading.Thread(target=use, args=(sys.argv[1], report))
    thread.start()
    thread.join()
    print(json.dumps(report))
