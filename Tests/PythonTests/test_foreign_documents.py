"""Files that are no model this library reads: each is named, with the way out."""

import gzip
import io
import json
import pickle
import zipfile
import zlib

import joblib
import lightgbm
import numpy as np
import pandas as pd
import pytest
import scoringkit
import xgboost
from sklearn.ensemble import RandomForestClassifier

RNG = np.random.default_rng(3)
ROWS = RNG.normal(size=(200, 3))
LABELS = (ROWS[:, 0] > 0).astype(int)
BOOSTER = lightgbm.LGBMClassifier(n_estimators=3, verbose=-1).fit(ROWS, LABELS).booster_
XGB = xgboost.XGBClassifier(n_estimators=3).fit(ROWS, LABELS)
FOREST = RandomForestClassifier(3, random_state=0).fit(ROWS, LABELS)


def archive(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, b"content")
    return buffer.getvalue()


def arrays(function, value):
    buffer = io.BytesIO()
    function(buffer, value)
    return buffer.getvalue()


def old_xgboost():
    """136 bytes of parameters, then the objective's name with its length."""
    head = np.zeros(34, np.uint32)
    head[0] = np.float32(0.5).view(np.uint32)
    head[1] = 3
    name = b"binary:logistic"
    return head.tobytes() + len(name).to_bytes(8, "little") + name + bytes(200)


def dump_of_trees():
    return "".join(f"booster[{number}]:\n{tree}" for number, tree in enumerate(XGB.get_booster().get_dump()))


FOREIGN = {
    "a Git LFS pointer": (
        b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
        ["Git LFS", "git lfs pull"],
    ),
    "XGBoost's old binary with its mark": (b"binf" + bytes(200), ["XGBoost's old binary", "save_model"]),
    "XGBoost's old binary without": (old_xgboost(), ["XGBoost's old binary", "save_model"]),
    "arrays of NumPy": (arrays(np.savez, ROWS), [".npz"]),
    "an array of NumPy": (arrays(np.save, ROWS), [".npy", "joblib"]),
    "PyTorch": (archive("archive/data.pkl", "archive/version"), ["PyTorch"]),
    "skops": (archive("schema.json", "1.npy"), ["npz"]),
    "skops without arrays": (archive("schema.json"), ["skops"]),
    "H2O": (archive("model.ini", "trees/t00_000.bin"), ["MOJO"]),
    "Keras in a zip": (archive("metadata.json", "config.json", "model.weights.h5"), ["Keras"]),
    "a spreadsheet": (archive("[Content_Types].xml"), ["spreadsheet", "rows"]),
    "a zip": (archive("model.txt"), ["zip", "unpack"]),
    "HDF5": (b"\x89HDF\r\n\x1a\n" + bytes(50), ["HDF5"]),
    "safetensors": (
        (40).to_bytes(8, "little") + b'{"a":{"dtype":"F32","shape":[1]}}       ' + bytes(9),
        ["safetensors"],
    ),
    "Parquet": (b"PAR1" + bytes(50), ["Parquet", "rows"]),
    "R, not compressed": (b"RDX3\nX\n\x00\x00\x00\x03", ["R workspace", "xgb.save"]),
    "R": (gzip.compress(b"X\n\x00\x00\x00\x03\x00\x04"), ["gzip", "R workspace"]),
    "TensorFlow": (b"\x08\x01\x12\xf2\x80\x04\x0a\x20" + bytes(100), ["TensorFlow"]),
    "Core ML": (b"\x08\x04\x12\x60\x0a\x20\x0a\x05input" + bytes(100), ["Core ML"]),
    "a compiled library": (b"\x7fELF" + bytes(50), ["compiled"]),
    "Java": (b"\xac\xed\x00\x05sr", ["Java"]),
    "zeros": (bytes(5000), ["zeros"]),
    "a web page": (b"\n <!DOCTYPE html>\n<html><head>", ["web page", "download"]),
    "a store's error": (b'<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code></Error>', ["error message"]),
    "PMML": (b'<?xml version="1.0"?>\n<PMML version="4.4" xmlns="x">', ["PMML", "joblib"]),
    "MLflow": (
        b"artifact_path: model\nflavors:\n  sklearn:\n    pickled_model: model.pkl\nmlflow_version: 2.9\n",
        ["MLflow", "beside"],
    ),
    "DVC": (b"outs:\n- md5: 37b\n  path: model.pkl\n", ["DVC", "dvc pull"]),
    "XGBoost's dump as text": (dump_of_trees().encode(), ["dump", "save_model"]),
    "XGBoost's dump as JSON": (
        ("[" + ",".join(XGB.get_booster().get_dump(dump_format="json")) + "]").encode(),
        ["dump", "save_model"],
    ),
    "LightGBM's dump": (json.dumps(BOOSTER.dump_model()).encode(), ["dump_model", "save_model"]),
    "XGBoost's trees as a table": (
        XGB.get_booster().trees_to_dataframe().to_csv(index=False).encode(),
        ["trees_to_dataframe"],
    ),
    "LightGBM's trees as a table": (BOOSTER.trees_to_dataframe().to_csv().encode(), ["trees_to_dataframe"]),
    "XGBoost's configuration": (XGB.get_booster().save_config().encode(), ["XGBoost", "save_model"]),
    "parameters": (b'{"learning_rate": 0.1, "n_estimators": 100}', ["parameters"]),
    "LightGBM's parameters": (b"boosting = gbdt\nobjective = binary\n", ["parameters"]),
    "a notebook": (b'{"cells": [], "nbformat": 4}', ["notebook"]),
    "a table": (pd.DataFrame(ROWS).to_csv(index=False).encode(), ["CSV", "rows"]),
    "a table of semicolons": (pd.DataFrame(ROWS).to_csv(index=False, sep=";").encode(), ["CSV"]),
    "a byte order mark": (b"\xef\xbb\xbftree\nversion=v4\n", ["byte order mark"]),
    "Python": (b"import pandas as pd\n", ["Python"]),
    "LightGBM's text in gzip": (gzip.compress(BOOSTER.model_to_string().encode()), ["gzip", "decompress"]),
    "XGBoost's JSON in zlib": (zlib.compress(bytes(XGB.get_booster().save_raw("json"))), ["zlib", "decompress"]),
    "a table in gzip": (gzip.compress(b"a,b\n1,2\n3,4\n"), ["gzip", "CSV"]),
    "nothing": (b"", ["no bytes"]),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_no_model_is_named(name):
    content, words = FOREIGN[name]
    with pytest.raises(scoringkit.ScoringError) as caught:
        scoringkit.load(content)
    for word in words:
        assert word in str(caught.value)
    assert len(str(caught.value)) < 500


def test_catboosts_own_binary_is_named(tmp_path):
    catboost = pytest.importorskip("catboost")
    model = catboost.CatBoostClassifier(iterations=2, verbose=False, allow_writing_files=False)
    model.fit(ROWS, LABELS).save_model(str(tmp_path / "model.cbm"))
    with pytest.raises(scoringkit.ScoringError, match="CatBoost.*json"):
        scoringkit.load(tmp_path / "model.cbm")


@pytest.mark.parametrize("method", ["zlib", "gzip", "bz2", "lzma", "xz", "lz4"])
def test_joblibs_compressions_are_read_or_named(method, tmp_path):
    path = tmp_path / "model.joblib"
    try:
        joblib.dump(FOREST, path, compress=(method, 3))
    except ValueError:
        pytest.skip("not installed")
    if method in ("zlib", "gzip"):
        np.testing.assert_array_equal(scoringkit.load(path).predict(ROWS), FOREST.predict_proba(ROWS)[:, 1])
        return
    with pytest.raises(scoringkit.ScoringError, match="compress='zlib'") as caught:
        scoringkit.load(path)
    assert method in str(caught.value)


@pytest.mark.parametrize("protocol", range(6))
def test_every_protocol_of_pickle_and_joblib_is_read(protocol):
    buffer = io.BytesIO()
    joblib.dump({"model": FOREST, "names": np.array(["a", "b", "c"], object)}, buffer, protocol=protocol)
    for content in (pickle.dumps(FOREST, protocol=protocol), buffer.getvalue()):
        np.testing.assert_array_equal(scoringkit.load(content).predict(ROWS), FOREST.predict_proba(ROWS)[:, 1])


def test_gzip_of_several_members_is_one_file():
    content = pickle.dumps(FOREST)
    expected = FOREST.predict_proba(ROWS)[:, 1]
    for cuts in ([0, len(content)], [0, 10, len(content)], [0, 1, 2, 700, len(content)]):
        members = b"".join(gzip.compress(content[a:b]) for a, b in zip(cuts, cuts[1:]))
        for tail in (b"", gzip.compress(b""), bytes(512)):
            np.testing.assert_array_equal(scoringkit.load(members + tail).predict(ROWS), expected)
    for tail in (b"x", b"\x1f", b"\x1f\x8b", gzip.compress(content)[:-3]):
        with pytest.raises(scoringkit.ScoringError):
            scoringkit.load(members + tail)
    with pytest.raises(scoringkit.ScoringError, match="members"):
        scoringkit.load(gzip.compress(content) + gzip.compress(b"") * 70_000)


def test_a_directory_is_named_with_the_model_in_it(tmp_path):
    with pytest.raises(scoringkit.ScoringError, match="is a directory"):
        scoringkit.load(tmp_path)
    (tmp_path / "MLmodel").write_text("flavors:\n")
    (tmp_path / "model.pkl").write_bytes(pickle.dumps(FOREST))
    with pytest.raises(scoringkit.ScoringError, match="MLflow.*model.pkl") as caught:
        scoringkit.load(tmp_path)
    assert caught.value.status_name == "SKIT_UNREADABLE_FILE"


@pytest.mark.parametrize("address", ["s3://bucket/model.pkl", "https://host/model.txt", "dbfs:/model.pkl"])
def test_an_address_is_no_file(address):
    with pytest.raises(scoringkit.ScoringError, match="address.*download"):
        scoringkit.load(address)


def test_sparse_rows_are_named():
    sparse = pytest.importorskip("scipy.sparse")
    model = scoringkit.load(BOOSTER.model_to_string().encode())
    for rows in (sparse.csr_matrix(ROWS), sparse.csc_array(ROWS)):
        with pytest.raises(scoringkit.ScoringError, match="sparse.*toarray"):
            model.predict(rows)
        with pytest.raises(scoringkit.ScoringError, match="sparse.*toarray"):
            model.predict(rows, pred_contrib=True)
