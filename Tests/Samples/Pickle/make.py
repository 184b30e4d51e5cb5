"""Writes small pickles, each with the outline of what Python itself reads out of it, beside this file.

    python make.py

Made with Python 3.11, NumPy 2.4, joblib 1.6 and scikit-learn 1.9. The outline is that of PickleOutline.swift:
plain values and NumPy's are unpickled by their own libraries, every other class by a stand-in that keeps what it
is given.
"""

import codecs
import collections
import copyreg
import io
import math
import pickle
import struct
import warnings
from pathlib import Path

import joblib
import joblib.numpy_pickle
import joblib.numpy_pickle_utils
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.tree import DecisionTreeClassifier

warnings.filterwarnings("ignore")


class Named(type):
    """The class of stand-ins; `label` is the name that the pickle gave."""


class StandIn(metaclass=Named):
    arguments, state, items, pairs = (), None, (), ()

    def __new__(cls, *arguments, **keywords):
        value = object.__new__(cls)
        value.arguments = arguments + ((keywords,) if keywords else ())
        return value

    def __init__(self, *arguments, **keywords):
        pass

    def __setstate__(self, state):
        self.state = state

    def append(self, item):
        self.items = (*self.items, item)

    def extend(self, items):
        self.items = (*self.items, *items)

    def __setitem__(self, key, value):
        self.pairs = (*self.pairs, (key, value))


REAL = {
    "numpy._core.multiarray._reconstruct": np._core.multiarray._reconstruct,
    "numpy._core.multiarray.scalar": np._core.multiarray.scalar,
    "numpy._core.numeric._frombuffer": np._core.numeric._frombuffer,
    "numpy.dtype": np.dtype,
    "numpy.ndarray": np.ndarray,
    "collections.OrderedDict": collections.OrderedDict,
    "collections.defaultdict": collections.defaultdict,
    "_codecs.encode": codecs.encode,
    "copyreg._reconstructor": copyreg._reconstructor,
    "builtins.set": set,
    "builtins.frozenset": frozenset,
    "builtins.bytearray": bytearray,
    "builtins.bytes": bytes,
    "builtins.object": object,
    "joblib.numpy_pickle.NumpyArrayWrapper": joblib.numpy_pickle.NumpyArrayWrapper,
}
NAMES = {value: name for name, value in REAL.items()}


def find_class(module, name):
    module = {"__builtin__": "builtins", "copy_reg": "copyreg"}.get(module, module)
    if module.startswith("numpy.core."):
        module = "numpy._core." + module.removeprefix("numpy.core.")
    label = f"{module}.{name}"
    return REAL.get(label) or Named(name, (StandIn,), {"label": label})


class PlainReader(pickle.Unpickler):
    def find_class(self, module, name):
        return find_class(module, name)


class JoblibReader(joblib.numpy_pickle.NumpyUnpickler):
    def find_class(self, module, name):
        return find_class(module, name)


def number(value):
    value = float(value)
    return "nan" if math.isnan(value) else "x" + format(struct.unpack("<Q", struct.pack("<d", value))[0], "x")


def array(value):
    kind = value.dtype.kind
    shape = "x".join(map(str, value.shape))
    if value.dtype.names:
        parts = (f"{name}: {array(np.asarray(value[name]))}" for name in value.dtype.names)
        return f"array {shape} {{{', '.join(parts)}}}"
    write = {
        "b": outline_bool,
        "f": number,
        "i": lambda item: str(int(item)),
        "u": lambda item: str(int(item)),
        "U": lambda item: f"'{item}'",
        "S": lambda item: f"'{bytes(item).decode()}'",
        "O": outline,
    }[kind]
    return f"array {shape} [{', '.join(write(item) for item in value.reshape(-1))}]"


def outline_bool(value):
    return "True" if value else "False"


def outline(value):
    kind = type(value)
    if value is None or kind is bool:
        return str(value)
    if kind is int:
        return str(value) if -(2**63) <= value < 2**63 else "long"
    if kind is float:
        return number(value)
    if kind is str:
        return f"'{value}'"
    if kind in (bytes, bytearray):
        return f"bytes {bytes(value).hex()}"
    if kind is list:
        return f"[{', '.join(map(outline, value))}]"
    if kind is tuple:
        return f"({', '.join(map(outline, value))})"
    if kind in (set, frozenset):
        return f"set [{', '.join(sorted(map(outline, value)))}]"
    if kind in (dict, collections.OrderedDict, collections.defaultdict):
        return f"{{{', '.join(f'{outline(key)}: {outline(item)}' for key, item in value.items())}}}"
    if isinstance(value, Named):
        return f"<{value.label}>"
    if isinstance(value, type):
        return f"<{NAMES[value]}>"
    if isinstance(value, np.dtype):
        return "dtype"
    if isinstance(value, np.ndarray):
        return array(value)
    if isinstance(value, np.generic):
        return "scalar " + array(np.asarray(value))
    text = f"{kind.label}({', '.join(map(outline, value.arguments))})"
    if value.state is not None:
        text += f" state {outline(value.state)}"
    if value.items:
        text += f" items [{', '.join(map(outline, value.items))}]"
    if value.pairs:
        text += f" pairs {{{', '.join(f'{outline(key)}: {outline(item)}' for key, item in value.pairs)}}}"
    return text


class Plain:
    def __init__(self):
        self.x = 1


class Slots:
    __slots__ = ("a", "b")


class Rows(list):
    pass


class Table(dict):
    pass


def plain_values():
    return [
        None, True, False, 0, 255, 256, 65536, -1, 2**31, -(2**40), 2**63 - 1, -(2**63), 2**63, -(2**90), 0.5,
        -0.0, float("inf"), float("nan"), "", "text", "é漢😀", "line\nwith \\u0041 and \\", "it's", b"", b"a\x00\xff",
        bytearray(b"\x80b"), (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], {}, {"a": [1]}, {2: None}, {1},
        set(), frozenset([3]), collections.OrderedDict(a=1), collections.defaultdict(list, x=[1]),
    ]  # fmt: skip


def own_classes():
    slots = Slots()
    slots.a, slots.b = 1, "two"
    rows = Rows([1, 2])
    rows.note = "n"
    shared = [7]
    return [slots, rows, Table(k=1), Slots, (shared, shared), complex(1, 2), slice(1, 2)]


def arrays():
    values = []
    for code in "? i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 >i2 >i4 >u8 >f4 >f8".split():
        values.append(np.array([0, 1, 101], dtype=code))
    values += [
        np.array(["a", "", "éb"]), np.array(["xy"], dtype=">U3"), np.array([b"q", b"rst"]),
        np.array(["x", 1, None, 2.5], dtype=object), np.int64(-3), np.float32(0.1), np.bool_(True), np.str_("s"),
    ]  # fmt: skip
    return values


def layouts():
    block = np.arange(6.0).reshape(2, 3)
    cube = np.arange(6, dtype="i2").reshape(1, 2, 3)
    return [block, np.asfortranarray(block), cube.transpose(2, 0, 1), block[:0], np.array(2.5), block[::2],
            np.array([["a", 1]], dtype=object, order="F")]  # fmt: skip


def structures():
    fields = [("left", "<i8"), ("threshold", ">f8"), ("missing", "u1"), ("value", "f4"), ("name", "U2")]
    aligned = np.zeros(2, np.dtype(fields, align=True))
    aligned["left"], aligned["threshold"], aligned["value"] = [1, -1], [0.5, 2.0], [0.1, 0.2]
    aligned["name"] = ["ab", "c"]
    return [aligned, aligned.astype(np.dtype(fields)), aligned[1]]


class Unseekable(io.BytesIO):
    """A stream without a position, to which joblib writes arrays as it did before 1.2."""

    def tell(self):
        raise io.UnsupportedOperation


def joblib_bytes(value, compress=0, stream=None):
    stream = stream or io.BytesIO()
    joblib.dump(value, stream, compress=compress)
    return stream.getvalue()


def joblib_value():
    value = {"first": np.arange(3.0), "order": np.asfortranarray(np.arange(6, dtype="i4").reshape(2, 3))}
    value |= {"words": np.array(["a", None], dtype=object), "last": np.array([1, 2], dtype="u1"), "again": None}
    value["again"] = value["words"]
    return value


def samples():
    for protocol in range(6):
        yield f"plain values, protocol {protocol}", pickle.dumps(plain_values(), protocol)
    yield "own classes, protocol 0", pickle.dumps([Plain(), Plain, complex(1, 2), slice(1, 2)], 0)
    for protocol in (2, 4):
        yield f"own classes, protocol {protocol}", pickle.dumps(own_classes(), protocol)
    for protocol in (0, 2, 4, 5):
        yield f"arrays, protocol {protocol}", pickle.dumps(arrays(), protocol)
    before_numpy_2 = pickle.dumps(layouts(), 2).replace(b"numpy._core.", b"numpy.core.")
    yield "layouts, protocol 2, NumPy before 2", before_numpy_2
    for protocol in (4, 5):
        yield f"layouts, protocol {protocol}", pickle.dumps(layouts(), protocol)
    for protocol in (2, 4):
        yield f"structures, protocol {protocol}", pickle.dumps(structures(), protocol)
    yield "joblib", joblib_bytes(joblib_value())
    yield "joblib, zlib", joblib_bytes(joblib_value(), ("zlib", 3))
    yield "joblib, gzip", joblib_bytes(joblib_value(), ("gzip", 3))
    yield "joblib without padding", joblib_bytes(np.arange(3.0), stream=Unseekable())
    x = np.array([[0.0, 1.0], [1.0, 0.5], [2.0, 0.0], [3.0, 1.0]])
    y = np.array([0, 1, 1, 1])
    tree = DecisionTreeClassifier(max_depth=1, random_state=0).fit(x, y)
    yield "DecisionTreeClassifier", pickle.dumps(tree, 4)
    regression = LogisticRegression().fit(x, y)
    yield "LogisticRegression, joblib", joblib_bytes(regression, ("zlib", 9))


def read(content):
    stream = io.BytesIO(content)
    if content[:1] == b"x" or content[:2] == b"\x1f\x8b" or b"NumpyArrayWrapper" in content:
        with joblib.numpy_pickle_utils._validate_fileobject_and_memmap(stream, "", None) as (file, _):
            return JoblibReader("", file, ensure_native_byte_order=False).load()
    return PlainReader(stream).load()


if __name__ == "__main__":
    for name, content in samples():
        path = Path(__file__).parent / name.replace(",", "").replace(" ", "-")
        path.with_suffix(".pickle").write_bytes(content)
        # A line break inside a text is written as a sign of its own.
        path.with_suffix(".txt").write_text(outline(read(content)).replace("\n", "⏎") + "\n")
