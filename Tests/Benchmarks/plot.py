"""Growth curves as one self-contained SVG: four panels with logarithmic axes."""

import math

from markdown import count

WIDTH, HEIGHT = 980, 760
PANEL_WIDTH, PANEL_HEIGHT = 370, 250
LEFTS, TOPS = (80, 570), (80, 430)
COLOURS = {
    "ScoringKit": "#0b6e4f",
    "LightGBM": "#b5541c",
    "shap": "#7a3e9d",
    "ScoringKit, rescaled": "#2f7ed8",
    "ScoringKit, preparing": "#8a8a00",
}
"""Of every library that any curve has."""
STYLE = (
    "text{font:13px sans-serif;fill:#222} .title{font-size:15px;font-weight:bold} .small{font-size:11px;fill:#555} "
    ".grid{stroke:#ddd} .axis{stroke:#444;fill:none}"
)
DIGITS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def unit(exponent):
    """A power of ten of seconds as people say it."""
    for base, name in ((0, "s"), (-3, "ms"), (-6, "µs")):
        if exponent >= base:
            return f"{10 ** (exponent - base)} {name}"
    return f"10{exponent} s".translate(DIGITS)


class Panel:
    """One curve's axes."""

    def __init__(self, curve, left, top):
        self.curve, self.left, self.top = curve, left, top
        values = curve.values
        times = [seconds for points in curve.points.values() for _, seconds in points]
        self.x = (math.log10(values[0]), math.log10(values[-1]))
        self.y = (math.floor(math.log10(min(times))), math.ceil(math.log10(max(times))))

    def place(self, value, time):
        across = (math.log10(value) - self.x[0]) / (self.x[1] - self.x[0])
        up = (math.log10(time) - self.y[0]) / (self.y[1] - self.y[0])
        return self.left + across * PANEL_WIDTH, self.top + (1 - up) * PANEL_HEIGHT

    def draw(self):
        fixed = ", ".join(f"{count(value)} {name}" for name, value in self.curve.fixed.items())
        yield f'<text class="title" x="{self.left}" y="{self.top - 26}">Time against {self.curve.what}</text>'
        yield f'<text class="small" x="{self.left}" y="{self.top - 9}">{fixed}; one thread</text>'
        values = self.curve.values
        for exponent in range(self.y[0], self.y[1] + 1):
            x, y = self.place(values[0], 10.0**exponent)
            yield f'<line class="grid" x1="{x:.1f}" y1="{y:.1f}" x2="{x + PANEL_WIDTH:.1f}" y2="{y:.1f}"/>'
            yield f'<text x="{x - 8:.1f}" y="{y + 4:.1f}" text-anchor="end">{unit(exponent)}</text>'
        for value in values:
            x, y = self.place(value, 10.0 ** self.y[0])
            yield f'<line class="grid" x1="{x:.1f}" y1="{self.top}" x2="{x:.1f}" y2="{y:.1f}"/>'
            yield f'<text x="{x:.1f}" y="{y + 18:.1f}" text-anchor="middle">{count(value)}</text>'
        yield f'<rect class="axis" x="{self.left}" y="{self.top}" width="{PANEL_WIDTH}" height="{PANEL_HEIGHT}"/>'
        middle, bottom = self.left + PANEL_WIDTH / 2, self.top + PANEL_HEIGHT
        yield f'<text x="{middle:.1f}" y="{bottom + 38}" text-anchor="middle">{self.curve.what}</text>'
        for name, drawn in self.curve.points.items():
            places = [self.place(value, seconds) for value, seconds in drawn]
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
            colour = COLOURS[name]
            yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
            for x, y in places:
                yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'


def svg(curves):
    """The picture of up to four curves."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">',
        f"<style>{STYLE}</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    names = [name for name in COLOURS if any(name in curve.points for curve in curves)]
    for index, name in enumerate(names):
        x = 80 + index * 175
        lines.append(
            f'<line x1="{x}" y1="24" x2="{x + 28}" y2="24" stroke="{COLOURS[name]}" stroke-width="3"/>'
        )
        lines.append(f'<text x="{x + 36}" y="29">{name}</text>')
    for index, curve in enumerate(curves):
        lines += Panel(curve, LEFTS[index % 2], TOPS[index // 2]).draw()
    return "\n".join(lines + ["</svg>"]) + "\n"
