"""What a run has measured so far, kept in a file, so that a run that was stopped goes on where it was."""

import hashlib
import json
import os


class Store:
    """Results by section, name and measure; a step that is there is not measured again."""

    def __init__(self, path, key, finished=False):
        """Takes up the file's results if they are of this key, and of a run that has `finished` or has not."""
        self.path, self.key = path, key
        self.is_finished = finished
        self.found = {}
        if path.exists():
            kept = json.loads(path.read_text())
            if (kept["key"], kept["finished"]) == (key, finished):
                self.found = kept["found"]

    def of(self, section, name):
        """The results of one thing measured, by measure."""
        return self.found.setdefault(section, {}).setdefault(name, {})

    def put(self, section, name, measure, result):
        self.of(section, name)[measure] = result
        self._write()

    def finish(self):
        """The next run begins anew."""
        self.is_finished = True
        self._write()

    def _write(self):
        part = self.path.with_suffix(".part")
        part.write_text(json.dumps({"key": self.key, "finished": self.is_finished, "found": self.found}))
        os.replace(part, self.path)


def key(files, *settings):
    """What results must share to stand in one report: these files' bytes and these settings."""
    digest = hashlib.sha256(repr(settings).encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
