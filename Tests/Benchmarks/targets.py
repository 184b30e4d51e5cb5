"""What the project set out to reach, beside what was measured, build by build."""

from dataclasses import dataclass

from markdown import digits, table


@dataclass(frozen=True)
class Target:
    """One figure that is wanted of one model."""

    what: str
    model: str
    wanted: float
    measured: dict
    """By build; a build that is not there has no figure, or is not meant."""
    is_limit: bool = False
    """At most `wanted`, otherwise at least."""
    unit: str = " ×"

    def row(self, builds):
        wanted = f"{'at most ' if self.is_limit else ''}{self.wanted:g}{self.unit}"
        return [self.what, self.model, wanted, *(self._cell(build) for build in builds)]

    def _cell(self, build):
        if build not in self.measured:
            return "–"
        value = self.measured[build]
        is_met = value <= self.wanted if self.is_limit else value >= self.wanted
        shown = f"{value:.1e}" if 0 < abs(value) < 0.001 else digits(value)
        return f"{shown}{self.unit}, " + (
            "met" if is_met else f"**missed**, {100 * value / self.wanted:.3g} % of it"
        )


def faster(what, model, wanted, seconds, peer, builds):
    """At least so many times as fast as a peer; no figures where it was not run."""
    measured = {
        build: seconds[peer] / seconds[build] for build in builds if peer in seconds and build in seconds
    }
    return Target(what, model, wanted, measured)


def target_table(targets, builds):
    return table(["what", "model", "wanted", *builds], [target.row(builds) for target in targets])
