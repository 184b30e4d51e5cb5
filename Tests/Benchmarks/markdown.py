"""Tables and numbers as the report writes them."""


def table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def time(seconds):
    """Three digits and the unit that suits them."""
    for unit, scale in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if seconds * scale >= 1 or unit == "µs":
            return f"{digits(seconds * scale)} {unit}"


def digits(value):
    """Three digits, or as many as the whole part has."""
    return f"{value:.2f}" if value < 9.995 else f"{value:.1f}" if value < 99.95 else f"{value:.0f}"


def megabytes(count):
    return f"{count / 1e6:.2f} MB"


def count(value):
    return f"{value:,}".replace(",", " ")


def once(text, rows):
    """Rows with a first cell that stands in the first of them only."""
    return [[text if place == 0 else "", *row] for place, row in enumerate(rows)]


def library_name(name, builds):
    """A build's name as a library's."""
    return f"ScoringKit {name}" if name in builds else name
