"""From `llvm-cov export -summary-only` on standard input a table: how much of each folder of Sources was reached."""

import json
import sys
from collections import Counter
from pathlib import Path


def main(sources):
    reached, all_of = {}, {}
    for file in json.load(sys.stdin)["data"][0]["files"]:
        path = Path(file["filename"])
        if sources not in path.parents:
            continue
        folder = "/".join(path.relative_to(sources).parts[:2][: 2 if len(path.relative_to(sources).parts) > 2 else 1])
        for measure in ("regions", "lines"):
            reached.setdefault(folder, Counter())[measure] += file["summary"][measure]["covered"]
            all_of.setdefault(folder, Counter())[measure] += file["summary"][measure]["count"]
    print("| folder | regions reached | of | | lines reached | of | |\n|---|---|---|---|---|---|---|")
    for folder in sorted(all_of):
        cells = []
        for measure in ("regions", "lines"):
            part, whole = reached[folder][measure], all_of[folder][measure]
            cells += [f"{part}", f"{whole}", f"{100 * part / whole:.0f} %" if whole else ""]
        print(f"| {folder} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
