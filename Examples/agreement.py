"""Answers the German-credit applicants from Python and holds every door's answers against each other.

    python agreement.py DIRECTORY

DIRECTORY holds what quickstart.sh collected: scores.csv and contributions.csv of the command, c.jsonl of the
C program, swift.jsonl of the Swift package. Every number must be the same to the last bit from all four
doors, and the trainers' own (german-credit/expected.csv). Prints the first applicants; exit status 1 with the
first difference otherwise.
"""

import csv
import hashlib
import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterable, List, Sequence, Tuple

import numpy
import scoringkit

DATA = Path(__file__).resolve().parent / "german-credit"
SHOWN_APPLICANTS = 5
SHOWN_REASONS = 3

# LightGBM's probabilities stand in expected.csv as the machine that trained made them. The margin is the same
# bits on every machine; the last step, exp of the C library, may round otherwise on another.
PROBABILITY_TOLERANCE_ULPS = 4


class Disagreement(Exception):
    """Two answers that should be the same bits are not."""


@dataclass(frozen=True)
class Answer:
    """What a door says of one applicant. Numbers are held as text that tells every bit."""

    decision: str
    probability: str
    margin: str
    reasons: Tuple[Tuple[str, str], ...]


def bits(number) -> str:
    return float(number).hex()


def read_csv(path: Path) -> List[Dict[str, str]]:
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def read_json_lines(path: Path) -> List[dict]:
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def from_decision_lines(path: Path) -> Dict[str, Answer]:
    """The answers of a program that writes decisions as JSON lines: the one in C and the one in Swift."""
    return {
        line["id"]: Answer(
            line["decision"], bits(line["probability"]), bits(line["margin"]),
            tuple((reason["feature"], bits(reason["contribution"])) for reason in line["reasons"]))
        for line in read_json_lines(path)
    }


def main_reasons(contributions: Sequence[Tuple[str, float]], limit: int) -> Tuple[Tuple[str, str], ...]:
    """The features that pushed most toward refusal; the sort is stable, so equals stay in column order."""
    against = [part for part in contributions if part[1] > 0]
    against.sort(key=lambda part: -part[1])
    return tuple((name, bits(number)) for name, number in against[:limit])


def from_command(directory: Path, limit: int) -> Tuple[Dict[str, Answer], Dict[str, List[str]]]:
    """The command's answers, and all contributions; it states no reasons, so they are made from those."""
    parts: Dict[str, List[Tuple[str, float]]] = {}
    for line in read_csv(directory / "contributions.csv"):
        parts.setdefault(line["id"], []).append((line["feature"], float(line["contribution"])))
    answers = {
        line["id"]: Answer(
            line["decision"], bits(line["probability"]), bits(line["margin"]),
            main_reasons(parts[line["id"]][:-1], limit))
        for line in read_csv(directory / "scores.csv")
    }
    return answers, {name: [bits(number) for _, number in row] for name, row in parts.items()}


def from_python(model: scoringkit.Model) -> Tuple[Dict[str, Answer], Dict[str, List[str]]]:
    """Python's answers one by one, and its contributions all at once."""
    applicants = {line.pop("id"): line for line in read_json_lines(DATA / "applicants.jsonl")}
    rows = numpy.concatenate([model.encode(applicant) for applicant in applicants.values()])
    answers = {}
    for name, applicant in applicants.items():
        decision = model.decide(applicant)
        answers[name] = Answer(
            "refuse" if decision.refused else "accept", bits(decision.probability), bits(decision.margin),
            tuple((feature, bits(number)) for feature, number in decision.reasons))
    for place, (answer, probability, margin) in enumerate(
        zip(answers.values(), model.predict(rows), model.predict(rows, raw_score=True))):
        require_same(
            f"Python's decide and predict of row {place}", (answer.probability, answer.margin),
            (bits(probability), bits(margin)))
    contributions = model.predict(rows, pred_contrib=True)
    return answers, {name: [bits(number) for number in row] for name, row in zip(applicants, contributions)}


def require_same(what: str, one: object, other: object) -> None:
    if one != other:
        raise Disagreement(f"{what} differ:\n  {one}\n  {other}")


def require_same_answers(what: str, one: Dict[str, object], other: Dict[str, object]) -> None:
    require_same(f"the applicants of {what}", list(one), list(other))
    for name in one:
        require_same(f"{what} on {name}", one[name], other[name])


def require_trainers_answers(answers: Dict[str, Answer]) -> int:
    """Holds answers against LightGBM's and scikit-learn's; counts the probabilities equal to the bit."""
    expected = {line["id"]: line for line in read_csv(DATA / "expected.csv")}
    require_same("the applicants of applicants.csv and expected.csv", list(answers), list(expected))
    equal = 0
    for name, line in expected.items():
        answer = answers[name]
        require_same(
            f"the trainers and ScoringKit on {name}", (line["decision"], bits(line["margin"])),
            (answer.decision, answer.margin))
        probability, ours = float(line["probability"]), float.fromhex(answer.probability)
        if abs(probability - ours) > PROBABILITY_TOLERANCE_ULPS * math.ulp(probability):
            raise Disagreement(f"the trainers' probability of {name} is {probability!r}, not {ours!r}")
        equal += probability == ours
    return equal


def show(answers: Iterable[Tuple[str, Answer]]) -> None:
    print(f"  {'applicant':<11}{'default':>8}  {'decision':<9} what speaks against it most")
    for name, answer in answers:
        words = [feature.replace("_", " ") for feature, _ in answer.reasons[:SHOWN_REASONS]]
        probability = float.fromhex(answer.probability)
        print(f"  {name:<11}{probability:>8.1%}  {answer.decision:<9} {words[0] if words else 'nothing'}")
        for word in words[1:]:
            print(f"  {'':<30} {word}")


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: python agreement.py DIRECTORY")
    directory = Path(sys.argv[1])
    model = scoringkit.load(DATA / "bundle.json")
    policy = json.loads((DATA / "bundle.json").read_text(encoding="utf-8"))["policy"]

    digest = hashlib.sha256((DATA / "model.txt").read_bytes()).hexdigest()
    require_same("model.txt and the model in bundle.json", digest, model.digest)
    python, python_contributions = from_python(model)
    command, command_contributions = from_command(directory, policy["reason_limit"])
    require_same_answers("Python and the command", python, command)
    require_same_answers(
        "the contributions of Python and the command", python_contributions, command_contributions)
    require_same_answers("Python and C", python, from_decision_lines(directory / "c.jsonl"))
    require_same_answers("Python and Swift", python, from_decision_lines(directory / "swift.jsonl"))
    equal = require_trainers_answers(python)

    show(list(python.items())[:SHOWN_APPLICANTS])
    refused = sum(answer.decision == "refuse" for answer in python.values())
    print(f"\n  {len(python)} applicants; {refused} have a probability of default of at least "
          f"{policy['threshold']:.1%} and are refused.")
    print(f"  Margins and decisions are LightGBM's for all; probabilities to the last bit for {equal}.")


if __name__ == "__main__":
    try:
        main()
    except (Disagreement, scoringkit.ScoringError, OSError) as reason:
        sys.exit(f"agreement.py: {reason}")
