"""What the floors' files say, and the house rules that no compiler sees.

    python3 Tests/floors.py                      checks the checkout in the working directory
    python3 Tests/floors.py closures MODULE      each floor and all floors below it, a line each
    python3 Tests/floors.py files MODULE FLOOR   the floor's own files
"""

import ast
import re
import sys
from pathlib import Path

SOURCES = Path("Sources")
MODULES = ["ScoringKit", "ScoringKitFormats", "ScoringKitABI", "ScoringKitCLI"]
TOP = "."
LONGEST_FILE = 300
LONGEST_COMMENT = 120
# What ends the host's process where it does not hold: forces, and conditions that only a debugger wants.
ENDING = re.compile(
    r"\b(?:try|as)!|\b(?:fatalError|precondition|preconditionFailure|assert|assertionFailure)\(|[\w)\]]!(?!=)"
)
DECLARATION = re.compile(
    r" *(?:@\S+ )*(?:(?!guard|if|while)[a-z]+(?:\([a-z]+\))? )*(?:(?:func|init|deinit|subscript)\b|var \w+: [^=]*\{)"
)


class Floors:
    """The lines of one module's file."""

    def __init__(self, module):
        self.root = SOURCES / module
        self.below, self.imports, self.unsafe = {}, {}, []
        path = self.root / "floors"
        if not path.exists():
            return
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            subject, colon, names = line.partition(":")
            if not colon:
                raise SystemExit(f"{path}:{number}: a line is 'folder: folders below it'")
            names = names.split()
            if subject.startswith("import "):
                self.imports.setdefault(subject.split()[1], []).extend(names)
            elif subject == "unsafe":
                self.unsafe += names
            elif subject in self.below:
                raise SystemExit(f"{path}:{number}: {subject} has a line already")
            elif unknown := [name for name in names if name not in self.below]:
                raise SystemExit(f"{path}:{number}: {subject} stands on {unknown[0]}, which has no line above this one")
            else:
                self.below[subject] = names

    def closure(self, floor):
        """All floors below a floor, lowest first."""
        found = []
        for name in self.below[floor]:
            for each in [*self.closure(name), name]:
                if each not in found:
                    found.append(each)
        return found

    def floor_of(self, path):
        """The floor whose file a path is: the longest folder with a line."""
        folder = path.relative_to(self.root).parent
        for room in [folder, *folder.parents]:
            if str(room) in self.below:
                return str(room)
        return None

    def files(self, floor):
        return [path for path in sorted(self.root.rglob("*.swift")) if self.floor_of(path) == floor]

    def allows(self, path, places):
        place = str(path.relative_to(self.root))
        return any(place == each or place.startswith(each + "/") for each in places)


def code_of(line):
    """A line without its strings and comment."""
    return re.sub(r"//.*", "", re.sub(r'"(?:[^"\\]|\\.)*"', '""', line))


def unsafe_without_reason(lines):
    """The first lines of functions with `unsafe` of which no comment, in them or before them, says "Safety:"."""
    told = set()
    indentation = [len(line) - len(line.lstrip()) if line.strip() else None for line in lines]
    for number, line in enumerate(lines):
        if not re.search(r"\bunsafe\b", code_of(line)):
            continue
        first = number
        while first > 0 and not (
            DECLARATION.match(lines[first])
            and (first == number or indentation[first] < indentation[number])
        ):
            first -= 1
        # A property's first value has no declaration around it.
        first = first or number
        closing = " " * indentation[first] + "}"
        last = number
        while last < len(lines) - 1 and not lines[last].startswith(closing):
            last += 1
        while first > 0 and re.match(r" *(///?|@)", lines[first - 1]):
            first -= 1
        if first not in told and not any("Safety:" in each for each in lines[first : last + 1]):
            told.add(first)
            yield number + 1


def swift_faults(module):
    floors = Floors(module)
    for path in sorted(floors.root.rglob("*.swift")):
        lines = path.read_text().splitlines()
        if floors.below and floors.floor_of(path) is None:
            yield f"{path}: its folder has no line in {floors.root}/floors"
        if len(lines) > LONGEST_FILE:
            yield f"{path}: {len(lines)} lines, at most {LONGEST_FILE}"
        for number, line in enumerate(lines, 1):
            if line.lstrip().startswith("//") and len(line) > LONGEST_COMMENT:
                yield f"{path}:{number}: a comment of {len(line)} columns, at most {LONGEST_COMMENT}"
            imported = re.match(r" *(?:@\S+ )*(?:\w+ )?import (?:struct |func |class |enum )?(\w+)", line)
            if imported and floors.below:
                name = imported.group(1)
                if name not in {"ScoringKit", "Synchronization"} and not floors.allows(path, floors.imports.get(name, [])):
                    yield f"{path}:{number}: {name} is not imported here"
        for number, line in enumerate(lines, 1):
            if ending := ENDING.search(code_of(line)):
                yield f"{path}:{number}: '{ending.group()}' would end the host's process; throw, or give nil"
        if floors.below and not floors.allows(path, floors.unsafe):
            for number, line in enumerate(lines, 1):
                if re.search(r"\bunsafe\b", code_of(line)):
                    yield f"{path}:{number}: 'unsafe' is not used here"
        for number in unsafe_without_reason(lines):
            yield f"{path}:{number}: no comment of this function says why it is safe ('Safety: …')"
    for floor in floors.below:
        if not floors.files(floor):
            yield f"{floors.root}/floors: {floor} has no files"


def python_faults():
    package = SOURCES / "ScoringKitPython" / "scoringkit"
    uses = {}
    for path in sorted(package.glob("*.py")):
        text = path.read_text()
        if (count := len(text.splitlines())) > LONGEST_FILE:
            yield f"{path}: {count} lines, at most {LONGEST_FILE}"
        for number, line in enumerate(text.splitlines(), 1):
            if line.lstrip().startswith("#") and len(line) > LONGEST_COMMENT:
                yield f"{path}:{number}: a comment of {len(line)} columns, at most {LONGEST_COMMENT}"
        names = set()
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ImportFrom) and node.level == 1:
                names |= {node.module} if node.module else {alias.name for alias in node.names}
        uses[path.stem] = {name for name in names if (package / f"{name}.py").exists()}
    seen, reported = [], set()

    def walk(name):
        if name in seen:
            circle = seen[seen.index(name) :]
            if frozenset(circle) not in reported:
                reported.add(frozenset(circle))
                yield f"{package}: modules import each other in a circle: {' → '.join([*circle, name])}"
            return
        seen.append(name)
        for each in sorted(uses[name]):
            yield from walk(each)
        seen.pop()

    for name in sorted(uses):
        yield from walk(name)


def main(arguments):
    match arguments:
        case ["closures", module]:
            floors = Floors(module)
            for floor in floors.below:
                print(floor, *floors.closure(floor))
        case ["files", module, floor]:
            print(*Floors(module).files(floor), sep="\n")
        case []:
            faults = [fault for module in MODULES for fault in swift_faults(module)] + list(python_faults())
            print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
            raise SystemExit(1 if faults else 0)
        case _:
            raise SystemExit(__doc__)


main(sys.argv[1:])
