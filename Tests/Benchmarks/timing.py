"""Times that can be compared: taken in turn, on one processor, if allowed before every other process."""

import contextlib
import os
import statistics
import sys
import time

PRIORITY = 50
"""Of the real-time processes; below what the system itself uses."""


class Undisturbed:
    """Keeps a process on few processors while it is timed, and with ``urgent`` others off them."""

    def __init__(self, urgent):
        self.urgent = urgent
        self.processors = sorted(os.sched_getaffinity(0))

    @contextlib.contextmanager
    def __call__(self, pid=0, processors=1):
        os.sched_setaffinity(pid, self.processors[-processors:])
        try:
            if self.urgent:
                os.sched_setscheduler(pid, os.SCHED_FIFO, os.sched_param(PRIORITY))
            yield
        finally:
            if self.urgent:
                os.sched_setscheduler(pid, os.SCHED_OTHER, os.sched_param(0))
            os.sched_setaffinity(pid, self.processors)


class Progress:
    """A bar on standard error; on a terminal it stays in one line."""

    WIDTH = 30

    def __init__(self, count):
        self.count = count
        self.done = 0

    def __call__(self, what):
        filled = self.WIDTH * self.done // self.count
        bar = "#" * filled + "-" * (self.WIDTH - filled)
        start, end = ("\r\033[K", "") if sys.stderr.isatty() else ("", "\n")
        print(f"{start}[{bar}] {self.done} of {self.count}: {what}", end=end, file=sys.stderr, flush=True)
        self.done += 1

    def end(self):
        self.done = self.count
        self("done")
        if sys.stderr.isatty():
            print(file=sys.stderr)


def seconds(function):
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def in_turn(functions, runs, undisturbed, processors=1):
    """All times of each function by its name, in seconds; one warm-up, then in turn.

    A function that returns a number has timed itself.
    """
    times = {name: [] for name in functions}
    for run in range(runs + 1):
        for name, function in functions.items():
            with undisturbed(processors=processors):
                start = time.perf_counter()
                own = function()
                taken = time.perf_counter() - start
            if run > 0:
                times[name].append(own if isinstance(own, float) else taken)
    return times


def medians(functions, runs, undisturbed, processors=1):
    """The median seconds of each function by its name."""
    times = in_turn(functions, runs, undisturbed, processors)
    return {name: statistics.median(taken) for name, taken in times.items()}
