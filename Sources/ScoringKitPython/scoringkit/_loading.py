"""From a file or bytes to a model."""

from __future__ import annotations

import os
from typing import Optional, Union

from . import _library
from ._errors import ScoringError, Status
from ._handle import ModelHandle, path_bytes
from ._model import Model

Source = Union[str, "os.PathLike[str]", bytes, bytearray, memoryview]


def load(path_or_bytes: Source, *, missing: Optional[float] = None) -> Model:
    """Loads a model: LightGBM text (v2, v3, v4) or a ScoringKit bundle, told apart by content.

    Parameters
    ----------
    path_or_bytes : str, os.PathLike, or bytes-like
        A file's path, or a document's content as bytes.
    missing : None or NaN
        The number that stands for a missing value; only NaN so far.

    Raises
    ------
    ScoringError
        Of group 2xx or 3xx, with the place, for a document that is damaged or not supported; of 4xx for a
        file that cannot be read.
    """
    if missing is not None and not (isinstance(missing, float) and missing != missing):
        raise ScoringError(
            "only XGBoost models take another missing value than NaN", Status.SKIT_INVALID_ARGUMENT
        )
    library = _library.library()
    if isinstance(path_or_bytes, (bytes, bytearray, memoryview)):
        document = bytes(path_or_bytes)
        return Model(ModelHandle(library.skit_model_load_bytes, document, len(document)))
    return Model(ModelHandle(library.skit_model_load_file, path_bytes(path_or_bytes)))
