"""What was run and agreed, kept in results.json, and the page compatibility.md made of it."""

import json
from pathlib import Path

from trainers import TRAINERS

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.json"
PAGE = HERE / "compatibility.md"
HEADING = """# Versions of the trainers that agree

Written by `Tests/Compatibility/run.py --all --record`; do not edit.

Each of these versions trained these models, on rows at and around every split, and ScoringKit answered with its bits:
LightGBM's, CatBoost's and scikit-learn's doubles, XGBoost's floats; a logistic regression within the rounding of its
sum, what a link of scikit-learn's boosting, or CatBoost's own exponential (softmax, counts), computes within 10⁻¹³.
*Refused* is a model that ScoringKit does not score, and says so.

"""


def recorded():
    """Of each trainer, version and feature the rows that agree, or, by case, why not all do."""
    return json.loads(RESULTS.read_text()) if RESULTS.exists() else {}


def record(results, name, version, features):
    """Puts what a run found in place of what was known of this version; what was not run is not known."""
    versions = results.setdefault(name, {})
    versions.pop(version, None)
    if features is not None:
        versions[version] = {
            title: found["wrong"] or found["rows"] for title, found in features.items() if found
        }


def write(results):
    """Writes results.json and the page."""
    ordered = {
        name: {version: results[name][version] for version in trainer.versions if version in results[name]}
        for name, trainer in TRAINERS.items()
        if name in results
    }
    lines = []
    for name, versions in ordered.items():
        body = ",\n".join(f"    {json.dumps(v)}: {json.dumps(found)}" for v, found in versions.items())
        lines.append(f"  {json.dumps(name)}: {{\n{body}\n  }}")
    RESULTS.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    PAGE.write_text(markdown(ordered))


def check():
    """A complaint if the page is not what results.json says, or a model was scored otherwise."""
    if not PAGE.exists() or PAGE.read_text() != markdown(recorded()):
        return f"{PAGE.name}: the table is not that of results.json: run.py --record"
    for name, versions in recorded().items():
        for version, features in versions.items():
            for title, found in features.items():
                if worst(found) not in ("agrees", "refused"):
                    return f"results.json: {name} {version}: {title}: {worst(found)}"
    return None


def markdown(results):
    """The page: a line a feature, and of each the versions that were trained and agreed."""
    lines = ["| trainer | what | versions that agree |", "|---|---|---|"]
    for name, trainer in TRAINERS.items():
        tested = results.get(name, {})
        title = f"{trainer.title}, {len(tested)} versions"
        for feature in dict.fromkeys(feature for found in reversed(tested.values()) for feature in found):
            lines.append(f"| {title} | {feature} | {_agreeing(tested, feature)} |")
            title = ""
    notes = [_run_and_not_run(trainer, results.get(name, {})) for name, trainer in TRAINERS.items()]
    return HEADING + "\n".join(lines + ["", *notes]) + "\n"


def worst(found):
    """What became of a feature in one version: the worst of its cases."""
    kinds = set(found.values()) if isinstance(found, dict) else {"agrees"}
    return next(kind for kind in ("differs", "not trained", "refused", "agrees") if kind in kinds)


def _agreeing(tested, feature):
    """The versions that agree, and those that do not with what they do, in runs of neighbours."""
    runs = []
    for version, found in tested.items():
        outcome = worst(found[feature]) if feature in found else None
        if not runs or runs[-1][0] != outcome:
            runs.append((outcome, []))
        runs[-1][1].append(version)
    agree, others = [], []
    for outcome, versions in runs:
        text = versions[0] if len(versions) == 1 else f"{versions[0]} to {versions[-1]}"
        if outcome == "agrees":
            agree.append(text)
        elif outcome:
            others.append(f"{outcome}: {text}")
    return "; ".join([", ".join(agree), *others])


def _run_and_not_run(trainer, tested):
    missing = [version for version in trainer.versions if version not in tested]
    text = f"- {trainer.title}: {', '.join(tested)}."
    return text + (f" Not run: {', '.join(missing)}." if missing else "")
