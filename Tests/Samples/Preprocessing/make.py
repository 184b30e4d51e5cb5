"""Writes rows and what scikit-learn's transformers make of them beside this file; prints the transformers in Swift.

    python make.py      # what it prints are the cases of ScoringKitTests/Preprocessing/PreprocessingGolden.swift

A text stands in a row as its code: its place in the order in which the transformers name the texts, or the number of
texts for one that none of them names.
"""

import sys
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import (
    FunctionTransformer, MaxAbsScaler, MinMaxScaler, OneHotEncoder, OrdinalEncoder, RobustScaler, StandardScaler)

warnings.simplefilter("ignore")


def number(value):
    value = float(value)
    if np.isnan(value):
        return ".nan"
    if 0 < abs(value) < np.finfo(float).tiny:
        return f"Double(bitPattern: {np.float64(value).view(np.uint64)})"
    return ("-" if value < 0 else "") + ".infinity" if np.isinf(value) else repr(value)


def numbers(values):
    return "[" + ", ".join(number(value) for value in values) + "]"


def is_missing(value):
    return value is None or (isinstance(value, float) and np.isnan(value))


def coded(value, texts):
    """What stands for a value: a text's code, NaN for None."""
    if isinstance(value, str):
        return texts.setdefault(value, len(texts))
    return np.nan if value is None else float(value)


class Writer:
    """Turns fitted transformers into Swift. `texts` has a dictionary from text to code for each column."""

    def transformer(self, fitted, texts, sparse=False):
        """The Swift text, the dictionaries of the output columns, and whether the output is sparse."""
        return getattr(self, type(fitted).__name__)(fitted, texts, sparse)

    def Pipeline(self, fitted, texts, sparse):
        steps = []
        for _, step in fitted.steps:
            if step == "passthrough":
                continue
            text, texts, sparse = self.transformer(step, texts, sparse)
            steps.append(text)
        return f"Pipeline([{', '.join(steps)}])", texts, sparse

    def ColumnTransformer(self, fitted, texts, sparse):
        parts, out = [], []
        for name, action, columns in fitted.transformers_:
            columns = fitted._transformer_to_input_indices[name]
            if not len(columns):
                continue
            if isinstance(action, FunctionTransformer):
                action = "passthrough"
            if isinstance(action, str):
                text = "." + action
                out += [texts[column] for column in columns] if action == "passthrough" else []
            else:
                inner, inner_texts, _ = self.transformer(action, [texts[column] for column in columns])
                text = f".transform({inner})"
                out += inner_texts
            parts.append(f'.init(name: "{name}", columns: {list(map(int, columns))}, action: {text})')
        naming = ".prefixed" if fitted.verbose_feature_names_out is True else ".plain"
        return (
            f"ColumnTransformer(inputCount: {fitted.n_features_in_}, parts: [{', '.join(parts)}], "
            f"naming: {naming})", out, fitted.sparse_output_)

    def SimpleImputer(self, fitted, texts, sparse):
        statistics = fitted.statistics_
        if fitted._fill_dtype.kind == "f":
            statistics = statistics.astype(fitted._fill_dtype)
        statistics = [coded(value, table) for value, table in zip(statistics, texts)]
        arguments = [f"statistics: {numbers(statistics)}"]
        if not is_missing(fitted.missing_values):
            arguments.append(f"missingValues: {numbers(coded(fitted.missing_values, table) for table in texts)}")
        if fitted.keep_empty_features:
            arguments.append("keepsEmptyColumns: true")
        indicated = [] if fitted.indicator_ is None else list(map(int, fitted.indicator_.features_))
        if indicated:
            arguments.append(f"indicatedColumns: {indicated}")
        kept = [i for i, value in enumerate(statistics) if fitted.keep_empty_features or not np.isnan(value)]
        return (
            f"SimpleImputer({', '.join(arguments)})",
            [texts[column] for column in kept] + [{} for _ in indicated], sparse)

    def _scaler(self, mean, scale, texts, sparse):
        arguments = [f"{name}: {'nil' if values is None else numbers(values)}"
                     for name, values in (("mean", mean), ("scale", scale))]
        if sparse:
            arguments.append("multipliesByReciprocal: true")
        return f"StandardScaler({', '.join(arguments)})", texts, sparse

    def StandardScaler(self, fitted, texts, sparse):
        return self._scaler(fitted.mean_ if fitted.with_mean else None, fitted.scale_, texts, sparse)

    def MaxAbsScaler(self, fitted, texts, sparse):
        return self._scaler(None, fitted.scale_, texts, sparse)

    def RobustScaler(self, fitted, texts, sparse):
        return self._scaler(fitted.center_, fitted.scale_, texts, sparse)

    def MinMaxScaler(self, fitted, texts, sparse):
        clip = f", clip: {number(fitted.feature_range[0])}...{number(fitted.feature_range[1])}" if fitted.clip else ""
        return f"MinMaxScaler(scale: {numbers(fitted.scale_)}, minimum: {numbers(fitted.min_)}{clip})", texts, False

    def _infrequent(self, fitted, column):
        if not getattr(fitted, "_infrequent_enabled", False) or fitted._infrequent_indices[column] is None:
            return ""
        return f", infrequent: {list(map(int, fitted._infrequent_indices[column]))}"

    def OneHotEncoder(self, fitted, texts, sparse):
        columns = []
        for i, categories in enumerate(fitted.categories_):
            labels = ", ".join(f'"{category}"' for category in categories)
            dropped = fitted._drop_idx_after_grouping
            dropped = "" if dropped is None or dropped[i] is None else f", dropped: {int(dropped[i])}"
            codes = numbers(coded(category, texts[i]) for category in categories)
            columns.append(f".init(categories: {codes}, labels: [{labels}]{self._infrequent(fitted, i)}{dropped})")
        unknown = {
            "error": "refused", "ignore": "ignored", "infrequent_if_exist": "infrequent", "warn": "infrequent",
        }[fitted.handle_unknown]
        return (
            f"OneHotEncoder(columns: [{', '.join(columns)}], unknown: .{unknown})",
            [{} for _ in range(sum(fitted._n_features_outs))], fitted.sparse_output)

    def OrdinalEncoder(self, fitted, texts, sparse):
        columns = []
        for i, categories in enumerate(fitted.categories_):
            codes = numbers(coded(category, texts[i]) for category in categories)
            missing = ""
            if categories[-1] is None:
                missing = ", encodedMissing: nil"
            elif not np.isnan(fitted.encoded_missing_value):
                missing = f", encodedMissing: {number(fitted.encoded_missing_value)}"
            columns.append(f".init(categories: {codes}{self._infrequent(fitted, i)}{missing})")
        unknown = "refused" if fitted.handle_unknown == "error" else f"encoded({number(fitted.unknown_value)})"
        return f"OrdinalEncoder(columns: [{', '.join(columns)}], unknown: .{unknown})", [{} for _ in columns], False


def case(name, estimator, train, rows):
    estimator.fit(train)
    expected = estimator.transform(rows)
    expected = expected.toarray() if hasattr(expected, "toarray") else np.asarray(expected)
    texts = [{} for _ in train.columns]
    swift, _, _ = Writer().transformer(estimator, texts)
    if not swift.startswith("Pipeline("):
        swift = f"Pipeline([{swift}])"
    raw = [
        (len(texts[i]) if value not in texts[i] else texts[i][value]) if isinstance(value, str) else value
        for row in rows.itertuples(index=False) for i, value in enumerate(row)]
    raw = [np.nan if value is None or value is pd.NA else value for value in raw]
    swift = swift.replace("[Pipeline(", "[try Pipeline(")
    title = name.replace(",", "").replace(" ", "-")
    outputs = list(estimator.get_feature_names_out())
    parts = {
        "inputs": [train.columns], "outputs": [outputs], "rows": np.reshape(raw, (len(rows), -1)).astype(float).tolist(),
        "expected": expected.astype(float).tolist()}
    text = "\n".join(
        f"{part}\n" + "".join(",".join(map(str, line)) + "\n" for line in lines) for part, lines in parts.items())
    (Path(__file__).parent / f"{title}.txt").write_text(text)
    lines = (f'Case("{title}") {{ () throws(ScoringError) in', f"  try {swift}", "},")
    return "\n".join(wrapped("    " + line) for line in lines)


def wrapped(line, width=110):
    """The line, broken behind commas."""
    if len(line) <= width or (end := line.rfind(", ", 0, width)) < 0:
        return line
    indent = " " * (len(line) - len(line.lstrip()))
    indent += "" if indent.endswith("        ") else "  "
    return line[: end + 1] + "\n" + wrapped(indent + line[end + 2 :], width)


def tables(generator, count):
    """Numbers with missing values, a constant, an always missing, an integer and three text columns."""
    pick = generator.choice
    frame = pd.DataFrame({
        "age": generator.normal(40, 13, count).round(1),
        "income": generator.lognormal(8, 1.1, count),
        "constant": np.full(count, 0.1),
        "empty": np.full(count, np.nan),
        "children": generator.integers(0, 4, count),
        "home": pick(np.array(["own", "rent", "free", "with parents"], dtype=object), count, p=[0.5, 0.3, 0.15, 0.05]),
        "sex": pick(np.array(["f", "m"], dtype=object), count),
        "job": pick(np.array(["clerk", "nurse", "cook", np.nan], dtype=object), count),
    })
    for name in ("age", "income"):
        frame.loc[generator.random(count) < 0.2, name] = np.nan
    return frame


def probes(generator, train):
    rows = tables(generator, 6)
    rows.loc[0, ["age", "income"]] = np.nan
    rows.loc[1, ["age", "income"]] = [-0.0, 1e300]
    rows.loc[2, ["age", "empty"]] = [5e-324, 7.25]
    rows.loc[3, ["constant"]] = [np.nan]
    return rows


NUMBERS = ["age", "income", "constant", "empty", "children"]
TEXTS = ["home", "sex", "job"]


def cases(seed):
    generator = np.random.default_rng(seed)
    train = tables(generator, 40)
    rows = probes(generator, train)
    unknown = rows.copy()
    unknown.loc[2, "home"] = "castle"
    unknown.loc[4, "sex"] = "x"
    unknown.loc[5, "children"] = 17
    ordinal = {"handle_unknown": "use_encoded_value", "unknown_value": -1}
    frequent = {"min_frequency": 8, "handle_unknown": "ignore", "sparse_output": False}

    def numeric(name, estimator):
        return case(name, estimator, train[NUMBERS], rows[NUMBERS])

    def text(name, estimator, missing=np.nan):
        frames = [frame[TEXTS + ["children"]].replace({"job": {np.nan: missing}}) for frame in (train, unknown)]
        return case(name, estimator, *frames)

    yield numeric("standard scaler", StandardScaler())
    yield numeric("standard scaler, mean alone", StandardScaler(with_std=False))
    yield numeric("standard scaler, scale alone", StandardScaler(with_mean=False))
    yield numeric("robust scaler", RobustScaler())
    yield numeric("min-max scaler, clipped", MinMaxScaler((-1, 3), clip=True))
    yield numeric("imputer by mean, indicators", SimpleImputer(add_indicator=True))
    yield numeric("imputer by median, empty columns kept", SimpleImputer(strategy="median", keep_empty_features=True))
    yield numeric("imputer by constant", SimpleImputer(strategy="constant", fill_value=-3.7, add_indicator=True))
    yield numeric(
        "imputer, then scalers", make_pipeline(SimpleImputer(), MinMaxScaler(), StandardScaler(), MaxAbsScaler()))
    filled = [frame[["age", "income", "children"]].fillna(-1) for frame in (train, rows)]
    yield case("imputer of -1", SimpleImputer(missing_values=-1, add_indicator=True), *filled)
    yield text("one-hot", OneHotEncoder(handle_unknown="ignore"))
    yield text("one-hot, first dropped", OneHotEncoder(handle_unknown="ignore", drop="first"))
    yield text("one-hot, binary dropped", OneHotEncoder(handle_unknown="ignore", drop="if_binary"))
    yield text("one-hot, named dropped", OneHotEncoder(handle_unknown="ignore", drop=["own", "m", np.nan, 2]))
    yield text("one-hot, infrequent ignored", OneHotEncoder(**frequent))
    yield text("one-hot, infrequent", OneHotEncoder(**frequent | {"handle_unknown": "infrequent_if_exist"}))
    yield text(
        "one-hot, infrequent and dropped", OneHotEncoder(
            max_categories=3, drop="first", handle_unknown="infrequent_if_exist"))
    yield text("one-hot, all infrequent", OneHotEncoder(max_categories=1, handle_unknown="infrequent_if_exist"))
    yield text("one-hot of None", OneHotEncoder(handle_unknown="ignore"), missing=None)
    yield text("ordinal of None", OrdinalEncoder(**ordinal), missing=None)
    yield text("ordinal", OrdinalEncoder(**ordinal))
    yield text("ordinal, missing encoded", OrdinalEncoder(**ordinal, encoded_missing_value=-2))
    yield text("ordinal, unknown missing", OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=np.nan))
    yield text("ordinal, infrequent", OrdinalEncoder(**ordinal, max_categories=2, encoded_missing_value=9))
    yield text("imputer of texts", make_pipeline(
        SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore")))
    whole = [frame[TEXTS].fillna("none") for frame in (train, unknown)]
    yield case("imputer of a text", make_pipeline(
        SimpleImputer(missing_values="none", strategy="constant", fill_value="?"), OrdinalEncoder(**ordinal)), *whole)
    everything = [
        ("numbers", make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler()), NUMBERS[:4]),
        ("texts", make_pipeline(
            SimpleImputer(strategy="constant", fill_value="none"), OneHotEncoder(handle_unknown="ignore")),
         ["job", "home"]),
        ("again", "passthrough", ["income"]),
        ("gone", "drop", ["sex"]),
        ("nothing", StandardScaler(), []),
    ]
    yield case(
        "column transformer", ColumnTransformer(everything, remainder="passthrough"), train, unknown)
    yield case(
        "column transformer without prefixes", ColumnTransformer(
            everything[1:2] + [("scaled", MinMaxScaler(), ["income", "age"])], remainder="drop",
            verbose_feature_names_out=False), train, unknown)
    yield case(
        "sparse column transformer, then scaler", make_pipeline(
            ColumnTransformer(everything, sparse_threshold=1), StandardScaler(with_mean=False)), train, unknown)


def main():
    """One set of cases a seed; the committed files are of seed 1."""
    for seed in map(int, sys.argv[1:] or ["1"]):
        for text in cases(seed):
            print(text)


main()
