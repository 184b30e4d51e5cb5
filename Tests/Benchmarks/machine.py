"""The machine and the versions, for a report."""

import importlib.metadata
import os
import pathlib
import platform
import subprocess

PACKAGES = [
    "lightgbm",
    "xgboost-cpu",
    "onnxruntime",
    "tl2cgen",
    "treelite",
    "scikit-learn",
    "scikit-learn-intelex",
    "shap",
    "woodelf_explainer",
    "numpy",
]


def processor():
    """The processor's name as the system calls it."""
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or "unknown processor"


def hardware():
    """Facts of lscpu that matter here."""
    wanted = [
        "Model name",
        "CPU family",
        "Model",
        "CPU(s)",
        "Hypervisor vendor",
        "L1d cache",
        "L2 cache",
        "L3 cache",
    ]
    text = subprocess.run(["lscpu"], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}).stdout
    facts = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
    facts = {key.strip(): value.strip() for key, value in facts.items()}
    flags = facts.get("Flags", "").split()
    found = {key: facts[key] for key in wanted if key in facts}
    found["Instructions"] = ", ".join(
        flag for flag in ("avx2", "avx512f", "avx512bw", "avx512vbmi") if flag in flags
    )
    found["System"] = (
        f"{platform.system()} {platform.release()}, glibc {platform.libc_ver()[1]}, Python {platform.python_version()}"
    )
    return found


def versions():
    """Installed versions of the peers by their package's name."""
    found = {}
    for name in PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            pass
    return found
