"""Trained credit models scored, decided and explained inside your process, with the trainer's own bits.

    import scoringkit

    model = scoringkit.load("model.txt")                   # LightGBM text, or a ScoringKit bundle
    probabilities = model.predict(X)                       # (n,), as lightgbm.Booster.predict
    contributions = model.predict(X, pred_contrib=True)    # (n, features + 1), exact Shapley values
    interactions = model.interactions(X)                   # (n, features + 1, features + 1)
    importance = model.global_explanation(X).mean_magnitude
    background = scoringkit.Background(model, X_train)     # against rows of your own
    contributions = background.contributions(X)

    bundle = scoringkit.bundle(
        model="model.txt", features=["age", "income"], threshold=0.2, positive_class="default")
    decision = bundle.decide({"age": 31, "income": None})  # refused or not, and the main reasons
    bundle.save("bundle.json")
    bundle.with_background(X_train).save("bundle.json")    # with rows for load("bundle.json").background()

Everything that can fail raises ``ScoringError``. A missing value is NaN.
"""

from ._background import Background
from ._bundle import bundle
from ._decision import Decision
from ._errors import ScoringError
from ._global import GlobalExplanation
from ._library import version
from ._loading import load
from ._model import Model
from ._pipeline import Pipeline
from ._progress import Progress
from ._scaler import MinMaxScaler

__all__ = [
    "Background",
    "Decision",
    "GlobalExplanation",
    "MinMaxScaler",
    "Model",
    "Pipeline",
    "Progress",
    "ScoringError",
    "bundle",
    "load",
]

__version__: str


def __getattr__(name: str) -> str:
    """The library's version as ``__version__``; asked of the library itself, when it is first wanted."""
    if name == "__version__":
        return version()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
