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
        self.start = time.monotonic()

    def __call__(self, what):
        """Begins a step."""
        filled = self.WIDTH * self.done // self.count
        bar = "#" * filled + "-" * (self.WIDTH - filled)
        minutes, seconds = divmod(int(time.monotonic() - self.start), 60)
        text = f"[{bar}] {self.done} of {self.count}, {minutes}:{seconds:02}: {what}"
        start, end = ("\r\033[K", "") if sys.stderr.isatty() else ("", "\n")
        print(f"{start}{text}", end=end, file=sys.stderr, flush=True)
        self.done += 1

    def skip(self, count):
        """Counts steps that were done before."""
        self.done += count

    def end(self):
        self("done")
        if sys.stderr.isatty():
            print(file=sys.stderr)


def seconds(function):
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def in_turn(functions, runs, undisturbed, processors=1, warm_up=True, limit=float("inf")):
    """All times of each function by its name, in seconds; one warm-up if wanted, then in turn.

    A function that returns a number has timed itself. One that has taken more than the limit of seconds altogether
    has no further run.
    """
    times = {name: [] for name in functions}
    for run in range(-1 if warm_up else 0, runs):
        for name, function in functions.items():
            if sum(times[name]) > limit:
                continue
            with undisturbed(processors=processors):
                start = time.perf_counter()
                own = function()
                taken = time.perf_counter() - start
            if run >= 0:
                times[name].append(own if isinstance(own, float) else taken)
    return times


def medians(functions, runs, undisturbed, **how):
    """The median seconds of each function by its name; otherwise as in_turn."""
    times = in_turn(functions, runs, undisturbed, **how)
    return {name: statistics.median(taken) for name, taken in times.items()}
