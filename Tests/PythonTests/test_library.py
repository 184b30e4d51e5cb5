"""Finding the library, and agreeing with it."""

import ctypes
import re
import subprocess
import sys

import numpy as np
import pytest
import scoringkit
from conftest import CHECKOUT
from scoringkit import _library, _structures
from scoringkit._errors import Status

SAY = """
import scoringkit
try:
    scoringkit.load(b"")
except scoringkit.ScoringError as error:
    print(error.status_name, error)
"""


def run(program, environment, **variables):
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**environment, **variables},
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_a_library_that_is_not_there_is_named(environment, tmp_path):
    process = run(SAY, environment, SCORINGKIT_LIBRARY=str(tmp_path / "absent.so"))
    assert process.returncode == 0
    assert "SKIT_UNREADABLE_FILE" in process.stdout and "absent.so" in process.stdout


def test_a_file_that_is_no_library_is_refused(environment, tmp_path):
    (tmp_path / "text.so").write_text("no library")
    process = run(SAY, environment, SCORINGKIT_LIBRARY=str(tmp_path / "text.so"))
    assert process.returncode == 0 and "cannot be used" in process.stdout


def test_another_library_is_refused(environment):
    import _ctypes

    process = run(SAY, environment, SCORINGKIT_LIBRARY=_ctypes.__file__)
    assert process.returncode == 0 and "cannot be used" in process.stdout


def test_a_package_without_a_library_says_what_to_do(environment, tmp_path):
    package = tmp_path / "scoringkit"
    package.mkdir()
    for file in (CHECKOUT / "Sources" / "ScoringKitPython" / "scoringkit").glob("*.py"):
        (package / file.name).write_bytes(file.read_bytes())
    process = run(SAY, environment, SCORINGKIT_LIBRARY="", PYTHONPATH=str(tmp_path))
    assert (
        process.returncode == 0 and "swift build" in process.stdout and "SCORINGKIT_LIBRARY" in process.stdout
    )


def test_another_abi_is_refused(environment):
    program = "from scoringkit import _library\n_library.ABI_VERSION = 99\n" + SAY
    process = run(program, environment)
    assert process.returncode == 0 and "ABI version 2" in process.stdout


def test_the_statuses_have_the_librarys_names():
    for status in Status:
        assert _library.library().skit_status_name(status).decode() == status.name


def test_the_version_is_the_librarys_and_the_projects():
    project = (CHECKOUT / "Sources" / "ScoringKitPython" / "pyproject.toml").read_text()
    assert re.search(r'^version = "(.*)"$', project, re.MULTILINE).group(1) == scoringkit.__version__


def test_a_name_the_package_lacks_is_an_attribute_error():
    with pytest.raises(AttributeError):
        scoringkit.absent


def test_every_prototype_is_a_function_of_the_header():
    header = (CHECKOUT / "Include" / "scoringkit.h").read_text()
    header = re.sub(r"/\*.*?\*/", "", header, flags=re.DOTALL)
    for name, (_, arguments) in _library.PROTOTYPES.items():
        parameters = re.search(rf"\b{name}\(([^)]*)\)", header).group(1)
        assert len(arguments) == (0 if parameters == "void" else parameters.count(",") + 1), name


@pytest.mark.parametrize(
    "structure, name",
    [
        (_structures.Error, "skit_error"),
        (_structures.ModelInfo, "skit_model_info"),
        (_structures.PredictOptions, "skit_predict_options"),
        (_structures.Reason, "skit_reason"),
        (_structures.DecisionAnswer, "skit_decision"),
        (_structures.ScalerOptions, "skit_scaler_options"),
    ],
)
def test_every_structure_is_the_headers(structure, name):
    header = (CHECKOUT / "Include" / "scoringkit.h").read_text()
    body = re.search(rf"typedef struct (?:SKIT_SAFE )?{name} {{(.*?)}} {name};", header, re.DOTALL).group(1)
    body = re.sub(r"/\*.*?\*/", "", body, flags=re.DOTALL)
    body = re.sub(r"skit_progress \*SKIT_NULLABLE", "pointer", body)
    declared = re.findall(r"(\w+) (\w+)(?:\[(\d+)\])?;", body)
    types = {
        "uint32_t": ctypes.c_uint32,
        "int32_t": ctypes.c_int32,
        "skit_status": ctypes.c_int32,
        "uint64_t": ctypes.c_uint64,
        "int64_t": ctypes.c_int64,
        "double": ctypes.c_double,
        "char": ctypes.c_char,
        "pointer": ctypes.c_void_p,
    }
    expected = [(field, types[kind] * int(size) if size else types[kind]) for kind, field, size in declared]
    assert structure._fields_ == expected


def test_numpy_is_all_that_scoring_imports(environment, trained, tmp_path):
    (tmp_path / "model.txt").write_bytes(trained("binary").text)
    program = (
        "import sys, numpy, scoringkit\n"
        f"scoringkit.load({str(tmp_path / 'model.txt')!r}).predict(numpy.zeros((2, 8)))\n"
        "assert not {'pandas', 'sklearn', 'lightgbm'} & set(sys.modules)"
    )
    process = run(program, environment)
    assert process.returncode == 0, process.stderr


def test_the_process_ends_cleanly_with_models_still_open(environment, trained, tmp_path):
    (tmp_path / "model.txt").write_bytes(trained("binary").text)
    program = (
        "import scoringkit\n"
        f"kept = [scoringkit.load({str(tmp_path / 'model.txt')!r}) for _ in range(20)]\n"
        "scaler = scoringkit.MinMaxScaler([1.0], [0.0])\n"
        "kept[0].self = kept; kept[1].close()"
    )
    process = run(program, environment)
    assert process.returncode == 0 and not process.stderr


def test_closing_a_model_while_others_use_it_harms_nobody(trained):
    from concurrent.futures import ThreadPoolExecutor

    case = trained("binary")
    X = np.repeat(case.X, 20, axis=0)
    expected = case.model.predict(X)

    def score(model):
        try:
            return np.array_equal(model.predict(X), expected)
        except scoringkit.ScoringError as error:
            return "closed" in str(error)

    with ThreadPoolExecutor(4) as pool:
        for _ in range(20):
            model = scoringkit.load(case.text)
            answers = [pool.submit(score, model) for _ in range(6)]
            model.close()
            assert all(answer.result() for answer in answers)
