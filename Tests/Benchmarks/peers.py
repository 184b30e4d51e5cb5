"""Each library's fastest door to the margins of a batch and of one row, single-threaded.

A function of `BATCHES` gets a model's file and the rows, and gives a `Contestant`; it raises where its library is not
installed or does not take the model.
"""

import pathlib
import pickle
import subprocess
from dataclasses import dataclass
from typing import Callable, Optional

import numpy as np

import compiled
import models


@dataclass
class Contestant:
    """A library that holds a model."""

    batch: Callable
    """Scores all rows; gives margins, or its own time in seconds."""
    margins: Optional[np.ndarray]
    """Its answers, to be compared with the trainer's; None for another model of the same shape."""
    row: Optional[Callable] = None
    """Scores one row, given as a 1 × n matrix, from Python."""
    process: int = 0
    """Where it works: a process, 0 for this one."""


def lightgbm_peer(path, X):
    import lightgbm

    require(path, ".txt")
    booster = lightgbm.Booster(model_file=path)
    batch = lambda: booster.predict(X, raw_score=True, num_threads=1)  # noqa: E731
    return Contestant(batch, batch(), lambda row: booster.predict(row, raw_score=True, num_threads=1))


def xgboost_peer(path, X):
    import xgboost

    require(path, ".json")
    booster = xgboost.Booster({"nthread": 1}, model_file=path)
    booster.set_param({"nthread": 1})
    narrow = X.astype(np.float32)
    batch = lambda: booster.inplace_predict(narrow, predict_type="margin")  # noqa: E731
    return Contestant(
        batch, batch(), lambda row: booster.inplace_predict(row.astype(np.float32), predict_type="margin")
    )


def onnx_peer(path, X):
    session = onnx_session(compiled.ready(compiled.onnx_file(path)))
    narrow = X.astype(np.float32)
    name = session.get_inputs()[0].name
    output = [session.get_outputs()[-1].name]
    batch = lambda: session.run(output, {name: narrow})[0]  # noqa: E731
    probabilities = batch()[:, 1].astype(float)
    with np.errstate(divide="ignore"):
        margins = np.log(probabilities) - np.log1p(-probabilities)
    return Contestant(batch, margins, lambda row: session.run(output, {name: row.astype(np.float32)})[0])


def onnx_session(path):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def tl2cgen_peer(path, X):
    import tl2cgen

    predictor = tl2cgen.Predictor(compiled.ready(compiled.tl2cgen_file(path)), nthread=1)
    kind = np.float64 if path.suffix == ".txt" else np.float32
    matrix = tl2cgen.DMatrix(X.astype(kind))
    batch = lambda: predictor.predict(matrix, pred_margin=True)  # noqa: E731
    return Contestant(batch, batch().reshape(-1).astype(float))


def onedal_peer(path, X):
    import daal4py.mb

    if path.suffix == ".txt":
        import lightgbm

        booster = lightgbm.Booster(model_file=path)
    else:
        import xgboost

        booster = xgboost.Booster(model_file=path)
    converted = daal4py.mb.convert_model(booster)
    batch = lambda: converted.predict_proba(X)  # noqa: E731
    probabilities = batch()[:, 1].astype(float)
    with np.errstate(divide="ignore"):
        margins = np.log(probabilities) - np.log1p(-probabilities)
    return Contestant(batch, margins)


def histogram_peer(path, X):
    """scikit-learn cannot read the model: one of its own of the same shape, trained on the same rows."""
    model = pickle.loads(models.model_file("histogram", *models.shape_of(path)).read_bytes())
    return Contestant(lambda: model.decision_function(X), None, lambda row: model.decision_function(row))


class Lleaves:
    """lleaves in the process of its own environment."""

    def __init__(self, python, path, X, folder):
        rows, answers = folder / "rows.npy", folder / "answers.npy"
        np.save(rows, X)
        worker = pathlib.Path(__file__).with_name("lleaves_worker.py")
        files = [path, compiled.ready(compiled.lleaves_file(path)), rows, answers]
        self.process = subprocess.Popen(
            [python, worker, "serve", *files], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.version = self.process.stdout.readline().strip()
        if not self.version:
            raise RuntimeError("the process of lleaves ended")
        self.margins = np.load(answers)

    def ask(self, what):
        self.process.stdin.write(what + "\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class AnotherTrainersModel(ValueError):
    """A trainer reads its own models only."""


def require(path, suffix):
    if path.suffix != suffix:
        raise AnotherTrainersModel


BATCHES = {
    "LightGBM": lightgbm_peer,
    "XGBoost": xgboost_peer,
    "ONNX Runtime": onnx_peer,
    "TL2cgen": tl2cgen_peer,
    "oneDAL": onedal_peer,
    "scikit-learn HistGradientBoosting": histogram_peer,
}
