"""Sends good and bad lines to loan_origination and checks that each gets the answer README.md promises.

    make check        or        python3 check.py [COMMAND BEFORE IT, such as valgrind]
"""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "german-credit"
PROGRAM = HERE / ".build" / "loan_origination"
LIMIT = 1 << 20

GOOD = json.loads((DATA / "applicants.jsonl").read_text(encoding="utf-8").splitlines()[0])
LINE = json.dumps(GOOD).encode()
AMOUNT = b'"credit_amount": %d' % GOOD["credit_amount"]
HOUSING = GOOD["housing"].encode()
SECRET = "A-value-of-an-applicant"


def stating(**members):
    return json.dumps({**GOOD, **members}).encode()


def without(name):
    return json.dumps({key: value for key, value in GOOD.items() if key != name}).encode()


def with_amount(text):
    return LINE.replace(AMOUNT, b'"credit_amount": ' + text)


DECIDED = None
MALFORMED = "SKIT_MALFORMED_DOCUMENT"
TRUNCATED = "SKIT_TRUNCATED_DOCUMENT"
TOO_LARGE = "SKIT_DOCUMENT_TOO_LARGE"
COLUMN = "SKIT_COLUMN_MISMATCH"
VALUE = "SKIT_INVALID_VALUE"
RANGE = "SKIT_NUMBER_OUT_OF_RANGE"

NOT_NUMBERS = [
    b"01", b"-01", b"+1", b".5", b"-.5", b"1.", b"1.e5", b"1e", b"-", b"0x1", b"TRUE", b"-Infinity",
]

CASES = [
    (LINE, DECIDED),
    (LINE + b"\r", DECIDED),
    (without("id"), DECIDED),
    (stating(id=7), DECIDED),
    (stating(id='é"\\u0000/'), DECIDED),
    (stating(credit_amount=None, housing=None), DECIDED),
    (LINE.replace(b"credit_amount", b"credit amount"), DECIDED),
    (with_amount(b"1.74e+3"), DECIDED),
    (with_amount(b"9007199254740992"), DECIDED),
    (b" " * (LIMIT - len(LINE)) + LINE, DECIDED),
    (b" " * (LIMIT - len(LINE) + 1) + LINE, TOO_LARGE),
    (b'{"id":"' + b"a" * (3 * LIMIT), TOO_LARGE),
    (b"", TRUNCATED),
    (b"  ", TRUNCATED),
    (LINE[:100], TRUNCATED),
    (b"hello", MALFORMED),
    (b"[1]", MALFORMED),
    (b'"text"', MALFORMED),
    (b"[" * 100_000, MALFORMED),
    (LINE + b" {}", MALFORMED),
    (LINE[:-1] + b",}", MALFORMED),
    (b"/* comment */" + LINE, MALFORMED),
    (b"\xef\xbb\xbf" + LINE, MALFORMED),
    (b"\f" + LINE, MALFORMED),
    (LINE.replace(b'"housing"', b"'housing'"), MALFORMED),
    (LINE.replace(b'"housing"', b'"housing\\u0000x"'), MALFORMED),
    (LINE.replace(HOUSING, HOUSING + b"\0"), MALFORMED),
    (LINE.replace(HOUSING, HOUSING + b"\t"), MALFORMED),
    (LINE.replace(HOUSING, HOUSING + b"\xff"), MALFORMED),
    (LINE.replace(HOUSING, HOUSING + b"\\q"), MALFORMED),
    (stating(credit_amount={"a": 1}), MALFORMED),
    (stating(credit_amount=[1]), MALFORMED),
    *((with_amount(text), MALFORMED) for text in NOT_NUMBERS),
    (with_amount(b"NaN"), RANGE),
    (with_amount(b"1e400"), RANGE),
    (with_amount(b"9007199254740993"), RANGE),
    (with_amount(b"1180591620717411303424"), RANGE),
    (LINE.replace(b'"%s"' % GOOD["id"].encode(), b"99999999999999999999"), RANGE),
    (stating(credit_amount=SECRET), VALUE),
    (stating(credit_amount=True), VALUE),
    (stating(credit_amount={}), VALUE),
    (stating(housing=7), VALUE),
    (stating(housing=SECRET), VALUE),
    (stating(id=1.5), VALUE),
    (stating(id=None), VALUE),
    (stating(unheard_of=SECRET), COLUMN),
    (without("housing"), COLUMN),
    (with_amount(b'1, "credit_amount": 1'), COLUMN),
    (with_amount(b'1, "credit\\u005famount": 1'), COLUMN),
    (with_amount(b'1, "credit amount": 1'), COLUMN),
    (LINE.replace(b'"id": ', b'"id": 1, "id": '), COLUMN),
    (LINE, DECIDED),
]


def serve(lines):
    command = [*sys.argv[1:], str(PROGRAM), str(DATA / "bundle.json")]
    done = subprocess.run(command, input=b"\n".join(lines), stdout=subprocess.PIPE, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.decode().splitlines()]


def main():
    status, answers = serve([line for line, _ in CASES])
    assert status == 2, f"exit status {status} with lines in error"
    assert len(answers) == len(CASES), f"{len(answers)} answers to {len(CASES)} lines"
    for number, ((line, expected), answer) in enumerate(zip(CASES, answers), start=1):
        shown = line[:60] + line[-60:]
        assert answer["line"] == number, f"line {number} is answered as line {answer['line']}"
        assert SECRET not in json.dumps(answer), f"the answer to {shown} holds an applicant's value"
        got = answer.get("error", {}).get("status")
        assert got == expected, f"{shown} got {got or 'a decision'}, not {expected or 'a decision'}"
    assert {**answers[0], "line": None} == {**answers[-1], "line": None}, "a bad line changed a later answer"
    assert serve([LINE, LINE])[0] == 0, "exit status with every application decided"
    print(f"{len(CASES)} lines answered as they should be")


if __name__ == "__main__":
    main()
