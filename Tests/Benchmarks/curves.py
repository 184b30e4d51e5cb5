"""A growth curve: what grows, and the time at each of its values."""

import math
import statistics
from dataclasses import dataclass

import timing


@dataclass(frozen=True)
class Curve:
    """One curve a library."""

    what: str
    fixed: dict
    """What does not grow, by its name."""
    points: dict
    """By library (value, seconds) pairs; a library need not have every value."""

    @property
    def values(self):
        return sorted({value for points in self.points.values() for value, _ in points})

    def exponent(self, library):
        """First and last value of the upper half of a library's curve, and the slope of the line that fits it best in
        logarithms; 1 is linear."""
        upper = self.points[library][(len(self.points[library]) - 1) // 2 :]
        logarithms = [(math.log(value), math.log(seconds)) for value, seconds in upper]
        return upper[0][0], upper[-1][0], statistics.linear_regression(*zip(*logarithms)).slope

    def ratios(self, library, reference="ScoringKit"):
        """How many times as long a library takes as the reference, least and most, where both have a value."""
        ours = dict(self.points[reference])
        found = [seconds / ours[value] for value, seconds in self.points[library] if value in ours]
        return min(found), max(found)


def curve(what, fixed, found):
    """A curve of the results by value, as a `Store` holds them."""
    points = {}
    for value, seconds in sorted((int(value), seconds) for value, seconds in found.items()):
        for library, taken in seconds.items():
            points.setdefault(library, []).append((value, taken))
    return Curve(what, fixed, points)


def medians(functions, run, repeat=False):
    """Median seconds by library.

    With `repeat` a function is called several times a run, so that a time is a hundredth of a second or more.
    """
    repeats = 1
    if repeat:
        with run.undisturbed():
            first = max(timing.seconds(function) for function in functions.values())
        repeats = max(1, min(1000, math.ceil(0.01 / first)))

    def repeated(function):
        def again():
            for _ in range(repeats):
                function()

        return again

    found = timing.medians(
        {name: repeated(function) for name, function in functions.items()},
        run.effort.growth_runs,
        run.undisturbed,
        warm_up=False,
        limit=1,
    )
    return {name: taken / repeats for name, taken in found.items()}
