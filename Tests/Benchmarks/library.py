"""ScoringKit's C functions through ctypes: each build of the library beside the others in one process."""

import ctypes
import pathlib

from scoringkit import _library

BUILDS = ("base", "v3", "v4")


def builds(prefix):
    """The builds that install.sh has put under a prefix and that this machine can run, by their name."""
    folder = pathlib.Path(prefix) / "lib"
    flags = pathlib.Path("/proc/cpuinfo").read_text()
    runs = {"base": True, "v3": " avx2 " in flags, "v4": " avx512vl " in flags}
    paths = {"base": folder / "libscoringkit.so.1"}
    for level in ("v3", "v4"):
        paths[level] = folder / "glibc-hwcaps" / f"x86-64-{level}" / "libscoringkit.so.1"
    return {name: Library(path) for name, path in paths.items() if path.is_file() and runs[name]}


class Library:
    """One build."""

    def __init__(self, path):
        self.path = path
        self.functions = ctypes.CDLL(str(path.resolve()))
        for name, (result, arguments) in _library.PROTOTYPES.items():
            function = getattr(self.functions, name)
            function.restype = result
            function.argtypes = arguments

    def load(self, path):
        return LoadedModel(self.functions, path)


class LoadedModel:
    """A model in one build."""

    def __init__(self, functions, path):
        self.functions = functions
        self.address = ctypes.c_void_p()
        if functions.skit_model_load_file(str(path).encode(), None, ctypes.byref(self.address), None):
            raise OSError(f"{path} cannot be loaded")

    def __del__(self):
        self.functions.skit_model_free(self.address)

    def margins(self, X, answer, threads=1):
        """Writes the margins of a row-major matrix."""
        predict = (
            self.functions.skit_model_predict_f64
            if X.itemsize == 8
            else self.functions.skit_model_predict_f32
        )
        options = _library.PredictOptions(ctypes.sizeof(_library.PredictOptions), 0, threads)
        rows, columns = X.shape
        status = predict(
            self.address,
            _library.MARGIN,
            X.ctypes.data,
            rows,
            columns,
            columns,
            1,
            ctypes.byref(options),
            answer.ctypes.data,
            answer.size,
            None,
        )
        if status:
            raise RuntimeError(f"status {status}")
