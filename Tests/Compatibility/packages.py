"""Packages at exact versions, each installed once in a folder of its own; an environment lists some."""

import os
import shutil
import subprocess
import sys
from pathlib import Path


class NotInstallable(Exception):
    """The index has no wheel of this version for this machine."""


def folders(cache: Path, requirements) -> list:
    """The folders of these packages; installs those that the cache has not."""
    return [_installed(cache, requirement) for requirement in requirements]


def environment(cache: Path, requirements, *more) -> dict:
    """Variables under which `python -S` sees these packages, the folders given, and nothing else."""
    paths = [*map(str, more), *map(str, folders(cache, requirements))]
    # NumPy's own logarithm for AVX-512 differs from the C library's in the last bit.
    numpy = {"NPY_DISABLE_CPU_FEATURES": "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL"}
    search = {"PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"}
    return {**os.environ, **numpy, **search}


def _installed(cache, requirement):
    folder = cache / requirement.replace("==", "-")
    if folder.exists():
        return folder
    unfinished = folder.with_suffix(".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    print(f"installing {requirement}", file=sys.stderr, flush=True)
    # Trainers newer than this Python's last supported ones still run on it.
    options = ["--no-deps", "--only-binary", ":all:", "--ignore-requires-python", "--no-compile"]
    quiet = ["-q", "--disable-pip-version-check", "--target", str(unfinished)]
    command = [sys.executable, "-m", "pip", "install", *options, *quiet, requirement]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise NotInstallable(f"{requirement}: {(done.stderr.strip().splitlines() or ['?'])[-1]}")
    unfinished.rename(folder)
    return folder
