"""The library's builds for newer processors, from Python: the best one is used, and all give the same bits.

Tests what Tests/run.sh has installed into .build/installed; without that, or on another processor, it is skipped.
"""

import platform
import shutil
import subprocess
import sys

import pytest
from conftest import CHECKOUT

FOLDER = CHECKOUT / ".build" / "installed" / "lib"
LOADER = "/lib64/ld-linux-x86-64.so.2"

pytestmark = pytest.mark.skipif(
    platform.machine() != "x86_64" or not (FOLDER / "glibc-hwcaps" / "x86-64-v4").is_dir(),
    reason="no installation with variants in .build/installed",
)

# Prints the build in use and a hash of the answers. What goes through libm, which looks at the processor itself, is
# asked for only where no instructions are hidden from it.
ASK = """
import hashlib, re, sys
import numpy, scoringkit
random = numpy.random.default_rng(3)
bits = hashlib.sha256()
for path in sys.argv[2:]:
    model = scoringkit.load(path)
    X = numpy.round(random.normal(size=(500, model.n_features)) * 3, 1)
    X[random.random(X.shape) < 0.1] = numpy.nan
    for answer in (dict(raw_score=True), dict(pred_leaf=True), dict(pred_contrib=True)):
        bits.update(model.predict(X, **answer).tobytes())
        bits.update(model.predict(X[:1], **answer).tobytes())
    bits.update(model.transform(X).tobytes())
    bits.update(model.interactions(X[:40]).tobytes())
    background = scoringkit.Background(model, X[:300])
    bits.update(background.contributions(X).tobytes())
    bits.update(background.contributions(X[:1]).tobytes())
    for found in (model.global_explanation(X), background.global_explanation(X[:50])):
        for numbers in (found.mean_magnitude, found.mean, found.minimum, found.maximum, found.quantile(0.3)):
            bits.update(numbers.tobytes())
    if sys.argv[1] == "libm":
        bits.update(model.predict(X).tobytes())
        if path.endswith("y.txt"):
            bits.update(background.contributions(X[:100], space="probability").tobytes())
used = {line.split()[-1] for line in open("/proc/self/maps") if "/libscoringkit.so." in line}
assert len(used) == 1, used
level = re.search("glibc-hwcaps/x86-64-(v[34])/", used.pop())
print(level.group(1) if level else "base", bits.hexdigest())
"""


def best():
    searched = subprocess.run([LOADER, "--help"], capture_output=True, text=True, check=True).stdout
    return max((level for level in ("v3", "v4") if f"x86-64-{level} (supported" in searched), default="base")


@pytest.fixture(scope="module")
def models(tmp_path_factory, trained):
    """A model of each kind of sum and of several tree sizes; trained once."""
    import lightgbm
    import xgboost

    folder = tmp_path_factory.mktemp("models")
    case = trained("binary")
    (folder / "binary.txt").write_bytes(case.text)
    (folder / "multiclass.txt").write_bytes(trained("multiclass").text)
    target = (case.X[:, 0] > 0).astype(int)
    settings = {
        "objective": "binary",
        "num_leaves": 300,
        "min_data_in_leaf": 1,
        "verbose": -1,
        "num_threads": 1,
    }
    lightgbm.train(settings, lightgbm.Dataset(case.X, target), 5).save_model(folder / "large.txt")
    data = xgboost.DMatrix(case.X, target)
    xgboost.train({"max_depth": 6, "nthread": 1}, data, 20).save_model(folder / "boosted.json")
    return [str(path) for path in sorted(folder.iterdir())]


def ask(environment, models, library, hidden="", asks_libm=False):
    process = subprocess.run(
        [sys.executable, "-c", ASK, "libm" if asks_libm else "-", *models],
        env={
            **environment,
            "SCORINGKIT_LIBRARY": str(library),
            "GLIBC_TUNABLES": f"glibc.cpu.hwcaps={hidden}",
        },
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert process.returncode == 0, process.stderr
    build, bits = process.stdout.split()
    return build, bits


def test_the_processors_build_is_used(environment, models):
    for name in ("libscoringkit.so", "libscoringkit.so.1", "libscoringkit-best.so"):
        assert ask(environment, models[:1], FOLDER / name)[0] == best()


def test_every_build_that_runs_here_gives_the_same_bits(environment, models):
    expected = ask(environment, models, FOLDER / "libscoringkit.so")
    hidden = {"v4": ("v3", "-AVX512F"), "v3": ("base", "-AVX2")}
    level = expected[0]
    while level in hidden:
        level, instructions = hidden[level]
        assert ask(environment, models, FOLDER / "libscoringkit.so", instructions) == (level, expected[1])


def test_every_build_rescales_to_the_same_bits(environment, models, tmp_path):
    # By itself, without the file beside it that lets the loader choose.
    base = tmp_path / "libscoringkit.so.1"
    shutil.copy(FOLDER / "libscoringkit.so.1", base)
    builds = {"base": base}
    for level in ("v3", "v4"):
        if best() != "base" and level <= best():
            builds[level] = FOLDER / "glibc-hwcaps" / f"x86-64-{level}" / "libscoringkit.so.1"
    answers = {level: ask(environment, models, path, asks_libm=True) for level, path in builds.items()}
    assert [answer[0] for answer in answers.values()] == list(builds)
    assert len({bits for _, bits in answers.values()}) == 1


def test_a_build_named_by_its_path_is_that_build(environment, models):
    named = FOLDER / "glibc-hwcaps" / "x86-64-v3" / "libscoringkit.so.1"
    if best() == "base":
        pytest.skip("this processor has no AVX2")
    assert ask(environment, models[:1], named)[0] == "v3"


def test_another_folder_that_the_loader_searches_does_not_win(environment, models, tmp_path):
    (tmp_path / "libscoringkit.so.1").write_text("no library")
    elsewhere = {**environment, "LD_LIBRARY_PATH": str(tmp_path)}
    assert ask(elsewhere, models[:1], FOLDER / "libscoringkit.so")[0] == best()
