"""What other libraries make of a model before they can use it: ONNX, TL2cgen's library, lleaves' object file.

    python Tests/Benchmarks/compiled.py KIND MODEL FILE

Kept beside the model. Compiling is given a time; what took longer has a note there, FILE.limit, and is not tried again
before that is removed.
"""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

import models

AT_ONCE = 2
LEAVES_A_UNIT = 250
"""gcc's time grows faster than a function: TL2cgen's code is divided into functions of about so many leaves."""


def onnx_file(path):
    return path.with_suffix(".onnx")


def tl2cgen_file(path):
    return path.with_suffix(".tl2cgen.so")


def lleaves_file(path):
    return path.with_suffix(".lleaves.o")


def ready(file):
    """The file, if it could be made."""
    note = _note(file)
    if note.exists():
        raise LookupError(note.read_text())
    if not file.exists():
        raise LookupError("not compiled")
    return file


def prepare(names, lleaves, minutes):
    """Makes every such file of these models that is not there, some at once.

    lleaves: the Python of lleaves' own environment. minutes: the time that one file may take.
    """
    wanted = []
    for name in names:
        trainer, *shape = models.MODELS[name]
        path = models.model_file(trainer, *shape)
        for kind, file in (("onnx", onnx_file(path)), ("tl2cgen", tl2cgen_file(path))):
            wanted.append((file, [sys.executable, __file__, kind, path]))
        if trainer == "lightgbm" and lleaves.exists():
            worker = pathlib.Path(__file__).with_name("lleaves_worker.py")
            wanted.append((lleaves_file(path), [lleaves, worker, "compile", path]))
    missing = [(file, command) for file, command in wanted if not file.exists() and not _note(file).exists()]
    running = []
    try:
        while missing or running:
            while missing and len(running) < AT_ONCE:
                running.append(_Job(*missing.pop(0)))
            time.sleep(0.2)
            running = [job for job in running if not job.has_ended(minutes)]
    finally:
        for job in running:
            job.end()


class _Job:
    """One file being made, by a process of its own."""

    def __init__(self, file, command):
        print(f"making {file.name}", file=sys.stderr)
        self.file = file
        self.part = file.with_name("part-" + file.name)
        self.errors = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            [*command, self.part], start_new_session=True, stdout=subprocess.DEVNULL, stderr=self.errors
        )
        self.start = time.monotonic()

    def has_ended(self, minutes):
        """Whether nothing remains to be done; ends what has taken too long."""
        if self.process.poll() is None:
            if time.monotonic() - self.start < minutes * 60:
                return False
            self.end()
            _note(self.file).write_text(f"compiling was ended after {minutes:g} minutes")
        elif self.process.returncode == 0:
            os.replace(self.part, self.file)
        else:
            self.errors.seek(0)
            print(f"{self.file.name}: {self.errors.read().strip().splitlines()[-1:]}", file=sys.stderr)
        return True

    def end(self):
        """Ends the process, and the compilers that it has started."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def _note(file):
    return file.with_name(file.name + ".limit")


def make_onnx(path, file):
    """A model as ONNX, its text category maps left out."""
    import onnxmltools
    from onnxmltools.convert.common.data_types import FloatTensorType

    if path.suffix == ".txt":
        import lightgbm

        booster = lightgbm.Booster(model_file=path)
        types = [("x", FloatTensorType([None, booster.num_feature()]))]
        model = onnxmltools.convert_lightgbm(booster, initial_types=types, zipmap=False)
    else:
        import xgboost

        booster = xgboost.Booster(model_file=path)
        types = [("x", FloatTensorType([None, booster.num_features()]))]
        model = onnxmltools.convert_xgboost(booster, initial_types=types)
    onnxmltools.utils.save_model(model, str(file))


def make_tl2cgen(path, file):
    """A model compiled to C by TL2cgen, and by gcc to a library."""
    import tl2cgen
    import treelite.frontend

    _, trees, leaves, _ = models.shape_of(path)
    load = (
        treelite.frontend.load_lightgbm_model
        if path.suffix == ".txt"
        else treelite.frontend.load_xgboost_model
    )
    units = {"parallel_comp": max(1, min(trees, trees * leaves // LEAVES_A_UNIT))}
    tl2cgen.export_lib(load(path), toolchain="gcc", libpath=file, params=units, nthread=1)


MAKERS = {"onnx": make_onnx, "tl2cgen": make_tl2cgen}

if __name__ == "__main__":
    MAKERS[sys.argv[1]](pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
