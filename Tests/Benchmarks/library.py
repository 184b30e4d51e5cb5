"""Each build of ScoringKit beside the others in one process: its C functions, and the Python package on top of it."""

import ctypes
import importlib.util
import os
import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Sources" / "ScoringKitPython"))

from scoringkit import _library, _structures  # noqa: E402


def builds(prefix, folder):
    """The builds that install.sh has put under a prefix and that this machine can run, by their name.

    They are copied to the folder: in their own the package would take the best of them, whichever it is asked for.
    """
    libraries = prefix / "lib"
    flags = pathlib.Path("/proc/cpuinfo").read_text()
    runs = {"base": True, "v3": " avx2 " in flags, "v4": " avx512vl " in flags}
    paths = {"base": libraries / "libscoringkit.so.1"}
    for level in ("v3", "v4"):
        paths[level] = libraries / "glibc-hwcaps" / f"x86-64-{level}" / "libscoringkit.so.1"
    found = {}
    for name, path in paths.items():
        if path.is_file() and runs[name]:
            copied = folder / f"libscoringkit-{name}.so"
            shutil.copy(path, copied)
            found[name] = Build(name, copied)
    if not found:
        raise OSError(f"{libraries} holds no library; run Sources/ScoringKitABI/install.sh --prefix {prefix}")
    return found


class Build:
    """One build."""

    def __init__(self, name, path):
        self.name, self.path = name, path
        self.package = package(f"scoringkit_{name}", path)
        self.functions = ctypes.CDLL(str(path))
        for function_name, (result, arguments) in _library.PROTOTYPES.items():
            function = getattr(self.functions, function_name)
            function.restype = result
            function.argtypes = arguments

    def load(self, path):
        return LoadedModel(self.functions, path)


def package(name, path):
    """The Python package under another name, bound to one library."""
    ours = importlib.util.find_spec("scoringkit")
    spec = importlib.util.spec_from_file_location(
        name, ours.origin, submodule_search_locations=ours.submodule_search_locations
    )
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    os.environ["SCORINGKIT_LIBRARY"] = str(path)
    module.version()  # Loads the library.
    return module


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
        self._ask(self.functions.skit_model_predict_f64, [_library.MARGIN], X, answer, threads)

    def contributions(self, X, answer):
        """Writes the Shapley values of a row-major matrix."""
        self._ask(self.functions.skit_model_contributions_f64, [], X, answer, 1)

    def _ask(self, function, kind, X, answer, threads):
        options = _structures.PredictOptions(ctypes.sizeof(_structures.PredictOptions), 0, threads)
        rows, columns = X.shape
        matrix = [X.ctypes.data, rows, columns, columns, 1]
        status = function(
            self.address, *kind, *matrix, ctypes.byref(options), answer.ctypes.data, answer.size, None
        )
        if status:
            raise RuntimeError(f"status {status}")
