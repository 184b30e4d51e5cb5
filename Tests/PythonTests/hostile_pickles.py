"""Pickles made to do harm: to run something, or to cost memory or time out of all proportion."""

import gzip
import io
import os
import pickle
import struct
import zlib

import joblib
import numpy as np
from joblib.numpy_pickle import NumpyArrayWrapper
from sklearn.linear_model import LogisticRegression

BILLION = 10**9


class Call:
    """Pickles as the call of a function, which unpickling then runs."""

    def __init__(self, function, *arguments):
        self._call = (function, arguments)

    def __reduce__(self):
        return self._call


def command(marker):
    """Runs a command that leaves a file."""
    return Call(os.system, f"echo run > '{marker}'")


def classifier(**attributes):
    """A fitted model with attributes of another's choice."""
    model = LogisticRegression().fit([[0.0], [1.0], [2.0], [3.0]], [0, 0, 1, 1])
    vars(model).update(attributes)
    return model


def doubling(depth=200):
    """A list of twice a list of twice a list: a page of bytes, 2**200 elements to whoever walks them all."""
    value = []
    for _ in range(depth):
        value = [value, value]
    return value


def array_of_a_billion():
    """NumPy's array, whose state states a billion elements and brings eight bytes."""
    state = (1, (BILLION,), np.dtype("f8"), False, b"\0" * 8)
    reconstruct = np.arange(1).__reduce__()[0]

    class Array:
        def __reduce__(self):
            return reconstruct, (np.ndarray, (0,), b"b"), state

    return Array()


def joblib_array_of_a_billion(protocol):
    """joblib's array, whose header states a billion elements, and which brings one."""
    header = pickle.dumps(NumpyArrayWrapper(np.ndarray, (BILLION,), "C", np.dtype("f8")), protocol)
    padding = b"\x01\xff"
    return header[:-1] + padding + bytes(8) + b"."


def _dumped(value):
    buffer = io.BytesIO()
    joblib.dump(value, buffer)
    return buffer.getvalue()


def _zeros(compressor, count=300 * 2**20):
    block = bytes(2**20)
    return b"".join(compressor.compress(block) for _ in range(count >> 20)) + compressor.flush()


def costly():
    """Documents by what is wrong with them."""
    return {
        "memo bomb": pickle.dumps(doubling()),
        "memo bomb in a model": pickle.dumps(classifier(coef_=doubling())),
        "memo bomb in joblib": _dumped(doubling()),
        "billion elements": pickle.dumps(array_of_a_billion()),
        "billion elements in a model": pickle.dumps(classifier(coef_=array_of_a_billion())),
        "billion elements in joblib, protocol 2": joblib_array_of_a_billion(2),
        "billion elements in joblib, protocol 3": joblib_array_of_a_billion(3),
        "bytes of an exabyte": b"\x80\x05\x8e" + struct.pack("<Q", 2**60) + b"x.",
        "text of two gigabytes": b"\x80\x05X" + struct.pack("<I", 2**31) + b"x.",
        "frame of an exabyte": b"\x80\x05\x95" + struct.pack("<Q", 2**60) + b"N.",
        "place in the memo": b"\x80\x02]r" + struct.pack("<I", 2**32 - 1) + b".",
        "a million marks": b"\x80\x02" + b"(" * 1_000_000 + b".",
        "a million levels": b"\x80\x02" + b"]" + b"]" * 1_000_000 + b"a" * 1_000_000 + b".",
        "twelve million integers": b"\x80\x04](" + b"K\x05" * 12_000_000 + b"e.",
        "twelve million lists": b"\x80\x04" + b"]0" * 12_000_000 + b"N.",
        "ten million notes in the memo": b"\x80\x04N" + b"\x94" * 10_000_000 + b".",
        "ten million appends": b"\x80\x04]" + b"Na" * 10_000_000 + b".",
        "an integer of a million digits": b"\x80\x02I" + b"9" * 1_000_000 + b"\n.",
        "300 megabytes of zeros by zlib": _zeros(zlib.compressobj(1)),
        "300 megabytes of zeros by gzip": gzip.compress(b"")[:10] + _zeros(zlib.compressobj(1, wbits=-15)),
    }
