"""From a file or bytes to a model, or to preprocessing without one."""

from __future__ import annotations

import ctypes
import os
from typing import Any, Optional, Tuple, Union

from . import _library
from ._errors import ScoringError, Status
from ._handle import ModelHandle, PipelineHandle, path_bytes, utf8
from ._model import Model
from ._pipeline import Pipeline
from ._rows import whole
from ._structures import LoadOptions

Source = Union[str, "os.PathLike[str]", bytes, bytearray, memoryview]


def load(
    path_or_bytes: Source,
    *,
    missing: Optional[float] = None,
    best_iteration: bool = False,
    part: Optional[str] = None,
    maximum_bytes: int = _library.DEFAULT_MAXIMUM_BYTES,
    maximum_work: Optional[int] = None,
    maximum_memory: Optional[int] = None,
    category_codes: bool = False,
) -> Union[Model, Pipeline]:
    """Loads a model, whatever supported format the content is of, or preprocessing without a model.

    LightGBM text (v2, v3, v4), XGBoost JSON or UBJSON (1.5 to 3.4), CatBoost JSON, an ONNX model of trees,
    a pickle or joblib file of scikit-learn, LightGBM or XGBoost, or a ScoringKit bundle. A pickle is read as data:
    nothing in it is run. A pickle of a scaler, an encoder, a column transformer or a pipeline of such is a
    ``Pipeline``, everything else a ``Model``.

    Parameters
    ----------
    path_or_bytes : str, os.PathLike, or bytes-like
        A file's path, or a document's content as bytes.
    missing : float, optional
        The number that stood for a missing value when an XGBoost model was trained, beside NaN; its file does
        not hold it.
    best_iteration : bool
        Whether an XGBoost model stops at its ``best_iteration``, as scikit-learn's wrapper does; XGBoost
        itself uses every tree.
    part : str, optional
        Of a pickle that holds several things, the way to the one that is meant, such as ``"$.model"`` or
        ``"$[0]"``: it is read alone, and nothing beside it is applied. By default what stands beside a model (a
        scaler, a column transformer, the columns' names) is applied where its meaning is certain, and the file
        refused where it is not.
    maximum_bytes : int
        A larger document is refused, and one that is larger without its compression; 1 GiB by default.
    maximum_work : int, optional
        Steps of some fifty nanoseconds that reading may take; by default ten million and 16 for each byte.
    maximum_memory : int, optional
        Bytes of memory that reading may take; by default 256 MiB and 64 for each byte.
    category_codes : bool
        Whether rows state categories by the trainer's codes (pandas' ``.cat.codes`` under the training categories,
        NaN for -1) and not by themselves: the model then knows no categories.

    Raises
    ------
    ScoringError
        Of group 2xx or 3xx, with the place, for a document that is damaged or not supported; of 4xx for a
        file that cannot be read.
    """
    options = load_options(
        missing, best_iteration, part, maximum_bytes, category_codes, maximum_work, maximum_memory
    )
    if isinstance(path_or_bytes, (bytes, bytearray, memoryview)):
        document = bytes(path_or_bytes)
        source: Tuple[Any, ...] = ("load_bytes", document, len(document))
    else:
        source = ("load_file", path_bytes(path_or_bytes))
    try:
        return Model(ModelHandle(*source, options))
    except ScoringError as refusal:
        # The library's word for a pickle that prepares rows; the content, not the name, says what it is.
        if refusal.status != Status.SKIT_UNSUPPORTED_OPERATION:
            raise
        try:
            return Pipeline(PipelineHandle(*source, options))
        except ScoringError:
            raise refusal from None


def load_options(
    missing: Optional[float] = None,
    best_iteration: bool = False,
    part: Optional[str] = None,
    maximum_bytes: Any = _library.DEFAULT_MAXIMUM_BYTES,
    category_codes: bool = False,
    maximum_work: Optional[int] = None,
    maximum_memory: Optional[int] = None,
) -> Any:
    """``skit_load_options`` as a ctypes argument.

    Raises
    ------
    ScoringError
        ``SKIT_INVALID_ARGUMENT`` for what is none of the options' types.
    """
    limit = whole(maximum_bytes, "maximum_bytes")
    if limit < 0:
        raise ScoringError("maximum_bytes must not be negative", Status.SKIT_INVALID_ARGUMENT)
    options = LoadOptions(
        struct_size=ctypes.sizeof(LoadOptions),
        maximum_bytes=limit,
        maximum_work=_granted(maximum_work, "maximum_work"),
        maximum_memory=_granted(maximum_memory, "maximum_memory"),
    )
    if part is not None:
        if not isinstance(part, str):
            raise ScoringError("part must be a text such as '$.model'", Status.SKIT_INVALID_ARGUMENT)
        options.part = utf8(part, "part")
    if missing is not None:
        try:
            options.missing = missing
        except TypeError:
            raise ScoringError("missing must be a number", Status.SKIT_INVALID_ARGUMENT) from None
        options.flags |= _library.LOAD_MISSING
    if best_iteration:
        options.flags |= _library.LOAD_BEST_ITERATION
    if category_codes:
        options.flags |= _library.LOAD_CATEGORY_CODES
    return ctypes.byref(options)


def _granted(limit: Optional[int], name: str) -> int:
    """A limit that grows with the document unless it is stated: 0, which C takes so."""
    if limit is None:
        return 0
    number = whole(limit, name)
    if number < 1:
        raise ScoringError(f"{name} must be at least 1", Status.SKIT_INVALID_ARGUMENT)
    return number
