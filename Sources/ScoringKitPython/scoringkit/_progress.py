"""A watch over long batches."""

from __future__ import annotations

import ctypes

from . import _library


class Progress:
    """Counts the rows of a batch while it is answered, and may end it; read and used from any thread.

        progress = scoringkit.Progress()
        answer = executor.submit(model.predict, X, progress=progress)
        print(progress.rows)
        progress.cancel()    # predict raises ScoringError, SKIT_CANCELLED
    """

    def __init__(self) -> None:
        handle = ctypes.c_void_p()
        library = _library.library()
        self.address = None
        self._free = library.skit_progress_free
        self._row_count = library.skit_progress_row_count
        self._prepared_count = library.skit_progress_prepared_count
        self._cancel = library.skit_progress_cancel
        _library.call(library.skit_progress_create, ctypes.byref(handle))
        self.address = handle.value

    def __del__(self) -> None:
        if self.address:
            self._free(self.address)

    @property
    def rows(self) -> int:
        """Rows answered so far, of all batches that were given this watch."""
        return self._row_count(self.address)

    @property
    def prepared(self) -> int:
        """Trees prepared to be explained so far, of all calls that were given this watch: by a model's first
        explanation, once more by its first interactions, and by every background. A call without rows prepares, too."""
        return self._prepared_count(self.address)

    def cancel(self) -> None:
        """Asks the batch to end; it stops within some thousand rows, or within the tree that is being prepared, of
        which nothing is kept."""
        self._cancel(self.address)
