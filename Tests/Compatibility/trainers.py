"""Which versions of each trainer are tested, and the packages that each of them is run with."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Trainer:
    """A trainer: its title in the table, the script that trains with it, and its versions, oldest first."""

    title: str
    script: str
    versions: dict
    """Of each version every package that it needs, at one exact version, the trainer's own last."""

    subset: tuple
    """The versions that the project's tests train every time; `Tests/PythonTests` use the newest."""


# The oldest NumPy, and what goes with it, that has wheels for Python 3.11.
OLD = ("numpy==1.23.5", "scipy==1.9.3", "joblib==1.2.0", "threadpoolctl==3.1.0", "setuptools==65.5.0")
MIDDLE = ("numpy==1.26.4", "scipy==1.11.4", "joblib==1.3.2", "threadpoolctl==3.2.0")
NEW = ("numpy==2.2.6", "scipy==1.15.3", "joblib==1.5.1", "threadpoolctl==3.6.0", "narwhals==2.0.1")

SUPPORT_OF_PANDAS = ("python-dateutil==2.9.0.post0", "pytz==2024.1", "six==1.16.0")
OLD_PANDAS = ("pandas==1.5.3", *SUPPORT_OF_PANDAS)
MIDDLE_PANDAS = ("pandas==2.1.4", *SUPPORT_OF_PANDAS, "tzdata==2024.1")
NEW_PANDAS = ("pandas==2.2.3", *SUPPORT_OF_PANDAS, "tzdata==2024.1")

OLD_WRAPPER = "scikit-learn==1.1.3"
MIDDLE_WRAPPER = "scikit-learn==1.3.2"
NEW_WRAPPER = "scikit-learn==1.6.1"


def _lightgbm(old, middle, new):
    return {
        **{version: (*OLD, OLD_WRAPPER, f"lightgbm=={version}") for version in old},
        **{version: (*MIDDLE, MIDDLE_WRAPPER, f"lightgbm=={version}") for version in middle},
        **{version: (*NEW, NEW_WRAPPER, f"lightgbm=={version}") for version in new},
    }


def _xgboost(old, middle, new):
    """From 2.1 on there is a smaller package without the code for graphics cards: the same trainer."""
    return {
        **{version: (*OLD, OLD_WRAPPER, f"xgboost=={version}") for version in old},
        **{version: (*MIDDLE, MIDDLE_WRAPPER, f"xgboost=={version}") for version in middle},
        **{version: (*NEW, NEW_WRAPPER, f"xgboost-cpu=={version}") for version in new},
    }


def _scikit_learn(old, middle, new):
    return {
        **{version: (*OLD, *OLD_PANDAS, f"scikit-learn=={version}") for version in old},
        **{version: (*MIDDLE, *MIDDLE_PANDAS, f"scikit-learn=={version}") for version in middle},
        **{version: (*NEW, *NEW_PANDAS, f"scikit-learn=={version}") for version in new},
    }


def _catboost(old, new):
    return {
        **{version: (*MIDDLE, *MIDDLE_PANDAS, f"catboost=={version}") for version in old},
        **{version: (*NEW, *NEW_PANDAS, f"catboost=={version}") for version in new},
    }


TRAINERS = {
    "lightgbm": Trainer(
        "LightGBM",
        "lightgbm_models.py",
        _lightgbm(
            old=["2.0.12", "2.1.2", "2.2.3", "2.3.1", "3.0.0", "3.1.1", "3.2.1", "3.3.5"],
            middle=["4.0.0", "4.1.0", "4.2.0", "4.3.0"],
            new=["4.4.0", "4.5.0", "4.6.0", "4.7.0"],
        ),
        subset=("2.0.12", "3.3.5"),
    ),
    "xgboost": Trainer(
        "XGBoost",
        "xgboost_models.py",
        _xgboost(
            old=["1.5.2", "1.6.2", "1.7.2", "1.7.6"],
            middle=["2.0.3"],
            new=["2.1.4", "3.0.5", "3.1.3", "3.2.0", "3.3.0", "3.4.0"],
        ),
        subset=("1.5.2", "2.1.4"),
    ),
    "catboost": Trainer(
        "CatBoost",
        "catboost_models.py",
        _catboost(old=["1.2", "1.2.2", "1.2.5", "1.2.7"], new=["1.2.8", "1.2.10"]),
        # A hundred megabytes a version: one is enough for every day.
        subset=("1.2.10",),
    ),
    "scikit-learn": Trainer(
        "scikit-learn",
        "scikit_learn_models.py",
        _scikit_learn(
            old=["0.24.2", "1.0.2", "1.1.3", "1.2.2"],
            # With a SciPy of their time: later ones compute the logit that boosting starts from otherwise.
            middle=["1.3.2", "1.4.2", "1.5.2"],
            new=["1.6.1", "1.7.2", "1.8.0", "1.9.1"],
        ),
        subset=("1.1.3", "1.4.2"),
    ),
}
