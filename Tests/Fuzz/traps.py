"""Lists what in Sources could end the process, for a reader who looks for what a document could reach.

    python3 Tests/Fuzz/traps.py            counts by folder
    python3 Tests/Fuzz/traps.py KIND       every line of a kind: narrowing, arithmetic, subscript, range

Forces, preconditions and fatal errors are not listed: Tests/floors.py refuses them. Comments and texts are left out.
"""

import re
import sys
from collections import Counter
from pathlib import Path

KINDS = {
    # A conversion that traps where the value does not fit; those that say how they treat it do not.
    "narrowing": re.compile(
        r"\bU?Int(?:8|16|32|64)?\((?!exactly|truncatingIfNeeded|clamping|bitPattern|ascii|littleEndian|bigEndian|\))"),
    # Operators that trap on overflow, outside of &+ and its kind; doubles and pointers use them too.
    "arithmetic": re.compile(r"(?<![&<>=\-+*/%.]) [+\-*/%]=? (?!>)"),
    # A place in a collection.
    "subscript": re.compile(r"[\w)\]]\[(?!\]|:)"),
    # A range whose ends must be in order.
    "range": re.compile(r"[\w)\]]\.\.[.<]"),
}


def code_of(line):
    return re.sub(r"//.*", "", re.sub(r'"(?:[^"\\]|\\.)*"', '""', line))


def main(kinds):
    found = {}
    for path in sorted(Path("Sources").rglob("*.swift")):
        folder = "/".join(path.parts[1:3] if len(path.parts) > 3 else path.parts[1:2])
        for number, line in enumerate(path.read_text().splitlines(), 1):
            for kind, pattern in KINDS.items():
                count = len(pattern.findall(code_of(line)))
                found.setdefault(folder, Counter())[kind] += count
                if kind in kinds and count:
                    print(f"{path}:{number}: {line.strip()}")
    if kinds:
        return
    print(f"| folder | {' | '.join(KINDS)} |\n|{'---|' * (len(KINDS) + 1)}")
    for folder, counts in found.items():
        print(f"| {folder} | {' | '.join(str(counts[kind]) for kind in KINDS)} |")


if __name__ == "__main__":
    main(sys.argv[1:])
