"""Other libraries' doors to Shapley values, single-threaded; a door is a function that explains the rows once.

Doors raise ImportError where the library is not installed. What they give has a row a row and a column a feature; the
base value may follow.
"""


def trainer_doors(path, X):
    """Contributions and interactions by the model's own trainer; the latter None for LightGBM."""
    if path.suffix == ".txt":
        import lightgbm

        booster = lightgbm.Booster(model_file=path)
        return lambda: booster.predict(X, pred_contrib=True, num_threads=1), None
    import xgboost

    booster = xgboost.Booster({"nthread": 1}, model_file=path)
    booster.set_param({"nthread": 1})
    matrix = xgboost.DMatrix(X, nthread=1)
    return (
        lambda: booster.predict(matrix, pred_contribs=True),
        lambda: booster.predict(matrix, pred_interactions=True),
    )


def shap_door(path, background, output, X):
    """shap's TreeExplainer against background rows; output: "raw" or "probability"."""
    import lightgbm
    import shap

    booster = lightgbm.Booster(model_file=path)
    explainer = shap.TreeExplainer(
        booster, background, feature_perturbation="interventional", model_output=output
    )
    return lambda: explainer.shap_values(X, check_additivity=False)


def woodelf_door(path, background, X):
    """WOODELF, path-dependent without background rows; what it prepares of them is in each call, the model is not."""
    import lightgbm
    import pandas
    import woodelf
    from woodelf.core.trees.parse_models import load_decision_tree_ensemble_model

    booster = lightgbm.Booster(model_file=path)
    names = booster.feature_name()
    frame = pandas.DataFrame(X, columns=names)
    trees = load_decision_tree_ensemble_model(booster, names)
    kind = "tree_path_dependent" if background is None else "interventional"
    given = None if background is None else pandas.DataFrame(background, columns=names)
    return lambda: woodelf.WoodelfExplainer(trees, given, feature_perturbation=kind).shap_values(
        frame, verbose=False
    )
