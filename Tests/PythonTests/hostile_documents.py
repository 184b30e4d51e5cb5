"""Small documents that would cost work, memory or stack out of all proportion: by sharing, repeating, nesting, stating
counts, compressing, or by values that take no byte.

Each is a function without arguments that gives the document; ``DOCUMENTS`` lists them. None is over a megabyte.
"""

import base64
import gzip
import json
import pickle
import random
import struct
import zlib

import numpy as np
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, StandardScaler
from sklearn.tree import DecisionTreeClassifier

ROWS = [[0.0], [1.0], [2.0], [3.0]]
LABELS = [0, 0, 1, 1]

# ---------------------------------------------------------------- pickles, instruction by instruction


class Instructions:
    """A pickle of protocol 4 under construction."""

    def __init__(self):
        self.bytes = bytearray(b"\x80\x04")

    def raw(self, content):
        self.bytes += content
        return self

    def text(self, content):
        written = content.encode()
        return self.raw(b"X" + struct.pack("<I", len(written)) + written)

    def integer(self, number):
        return self.raw(b"J" + struct.pack("<i", number))

    def named(self, module, name):
        return self.text(module).text(name).raw(b"\x93")

    def put(self, index):
        return self.raw(b"r" + struct.pack("<I", index))

    def get(self, index):
        return self.raw(b"j" + struct.pack("<I", index))

    def dtype(self, code):
        self.named("numpy", "dtype").text(code).raw(b"\x89\x88\x87R")
        return self.raw(b"(").integer(3).text("|").raw(b"NNN").integer(-1).integer(-1).integer(0).raw(b"tb")

    def end(self):
        return bytes(self.raw(b"."))

    def __bytes__(self):
        return bytes(self.bytes)


def shared_attributes_of_joblib_arrays():
    """Each stand-in of joblib's is looked through for its attributes: one dictionary for all of them."""
    code = Instructions().raw(b"(").named("joblib.numpy_pickle", "NumpyArrayWrapper").put(0).raw(b"0")
    code.text("z").put(1).raw(b"0}").put(2).raw(b"(")
    code.text("subclass").named("numpy", "ndarray").text("dtype").dtype("i1")
    code.text("shape").raw(b"(").integer(0).raw(b"t").text("order").text("C")
    for _ in range(75_000):
        code.get(1).raw(b"N")
    code.raw(b"u0")
    for _ in range(37_000):
        code.get(0).raw(b")\x81").get(2).raw(b"b0")
    return code.raw(b"1N").end()


def shared_arguments():
    """Tens of thousands of calls with one long tuple of arguments, which a search looks through."""
    code = Instructions().named("numpy", "dtype").put(0).raw(b"0(")
    for _ in range(100_000):
        code.raw(b"N")
    code.raw(b"t").put(1).raw(b"0](")
    for _ in range(40_000):
        code.get(0).get(1).raw(b"R")
    return code.raw(b"e").end()


def shared_slots():
    """Tens of thousands of objects with one long dictionary of slots."""
    code = Instructions().named("types", "SimpleNamespace").put(0).raw(b"0N}(")
    for number in range(40_000):
        code.integer(number).raw(b"N")
    code.raw(b"u\x86").put(1).raw(b"0](")
    for _ in range(40_000):
        code.get(0).raw(b")\x81").get(1).raw(b"b")
    return code.raw(b"e").end()


def shared_list_of_texts():
    """One list of texts, under tens of thousands of keys of an artifact."""
    code = Instructions().raw(b"](")
    for number in range(30_000):
        code.text(str(number))
    code.raw(b"e").put(0).raw(b"0}(")
    for number in range(30_000):
        code.text(f"columns{number}").get(0).raw(b"\x85")
    return code.raw(b"u").end()


def memo_far_away():
    """Nested pickles, each with a memo of its own that begins at the greatest index."""
    code = Instructions().named("joblib.numpy_pickle", "NumpyArrayWrapper").put(0).raw(b"0")
    for _ in range(300_000):
        code.raw(b"N0")
    code.raw(b"}(").text("subclass").named("numpy", "ndarray").text("dtype").dtype("O8")
    code.text("shape").raw(b"(").integer(0).raw(b"t").text("order").text("C").raw(b"u").put(1).raw(b"0(")
    nested = b"\x80\x04Nr" + struct.pack("<I", 600_000) + b"."
    for _ in range(8_000):
        code.get(0).raw(b")\x81").get(1).raw(b"b").raw(nested).raw(b"0")
    return code.raw(b"1N").end()


def long_names_of_classes():
    """Tens of thousands of names of classes, each as long as one may be."""
    code = Instructions().text(".".join(["sklearn"] + ["a"] * 120)).put(0).raw(b"0")
    code.text(".".join(["B"] * 120)).put(1).raw(b"0(")
    for _ in range(60_000):
        code.get(0).get(1).raw(b"\x930")
    return code.raw(b"1N").end()


def objects_of_a_long_name():
    """Many objects of one class whose name is as long as one may be."""
    code = Instructions().named(".".join(["sklearn"] + ["a"] * 120), "B").put(0).raw(b"0](")
    for _ in range(100_000):
        code.get(0).raw(b")\x81")
    return code.raw(b"e").end()


def instructions_compressed():
    """A flood of instructions, as small as zlib makes it."""
    return zlib.compress(b"\x80\x04" + b"N0" * 30_000_000 + b"N.", 9)


# ---------------------------------------------------------------- pickles of estimators


def dummy(**attributes):
    return altered(DummyRegressor().fit(ROWS, LABELS), **attributes)


def altered(estimator, **attributes):
    vars(estimator).update(attributes)
    return estimator


def logistic():
    return LogisticRegression().fit(ROWS, LABELS)


def scaler():
    return StandardScaler().fit(ROWS)


def pipeline(*steps):
    return Pipeline([(f"step{number}", step) for number, step in enumerate(steps)])


def columns_stated():
    return pickle.dumps(dummy(n_features_in_=39_000_000))


def columns_compressed():
    """The budget is for what came in, not for what it becomes."""
    noise = random.Random(0)
    padding = b"".join(noise.randbytes(960) + bytes(99_040) for _ in range(700))
    return zlib.compress(pickle.dumps([padding, dummy(n_features_in_=30_000_000)]), 9)


def columns_in_four_kilobytes():
    return zlib.compress(pickle.dumps([bytes(4_100_000), dummy(n_features_in_=2_000_000)]), 9)


def members_of_gzip():
    return gzip.compress(b"", mtime=0) * 40_000


def name_before_columns():
    """A part's name of 200 kB before each of 10 000 columns."""
    part = ColumnTransformer([("p", "passthrough", [0])]).fit(np.zeros((2, 1)))
    altered(part, n_features_in_=10_000, transformers_=[("n" * 200_000, "passthrough", slice(0, 10_000))])
    part.__dict__.pop("_transformer_to_input_indices", None)
    return pickle.dumps(pipeline(part, altered(logistic(), n_features_in_=10_000, coef_=np.zeros((1, 10_000)))))


def names_within_names():
    """Parts in parts, each of which names the column twice."""
    part = "passthrough"
    for _ in range(25):
        outer = ColumnTransformer([("p", "passthrough", [0])], verbose_feature_names_out="{feature_name}_{feature_name}")
        outer.fit(np.zeros((2, 1)))
        altered(outer, transformers_=[("p", part, [0])])
        part = outer
    return pickle.dumps(pipeline(part, logistic()))


def label_before_columns():
    """One long category of ten thousand columns."""
    count = 5_000
    encoder = OneHotEncoder().fit(np.array([["a"], ["b"]], dtype=object))
    categories = np.array(["a" * 100_000, "b"], dtype=object)
    altered(encoder, n_features_in_=count, categories_=[categories] * count)
    return pickle.dumps(pipeline(encoder, altered(logistic(), n_features_in_=2 * count, coef_=np.zeros((1, 2 * count)))))


def categories_shared():
    """One array of categories for thousands of columns."""
    count = 20_000
    encoder = OneHotEncoder().fit(np.array([[0.0], [1.0]]))
    altered(encoder, n_features_in_=count, categories_=[np.arange(20_000.0)] * count)
    return pickle.dumps(pipeline(encoder, logistic()))


def pipeline_doubled():
    """A pipeline of twice a pipeline of twice a pipeline."""
    step = scaler()
    for _ in range(28):
        step = pipeline(step, step)
    return pickle.dumps(pipeline(step, logistic()))


def union_doubled():
    step = scaler()
    for _ in range(28):
        step = FeatureUnion([("a", step), ("b", step)])
    return pickle.dumps(pipeline(step, logistic()))


def pipeline_deep():
    step = scaler()
    for _ in range(150):
        step = pipeline(step)
    return pickle.dumps(pipeline(step, logistic()))


def nested(levels, kind):
    """Transformers within transformers."""
    step = scaler()
    for _ in range(levels):
        if kind == "columns":
            outer = ColumnTransformer([("p", StandardScaler(), [0])]).fit(np.zeros((2, 1)))
            step = altered(outer, transformers_=[("p", step, [0])])
        else:
            step = FeatureUnion([("a", step)]) if kind == "union" else pipeline(step)
    return pickle.dumps(pipeline(step, logistic()))


def search_of_itself():
    search = GridSearchCV(logistic(), {})
    search.best_estimator_ = search
    return pickle.dumps(pipeline(scaler(), search))


def pipeline_of_itself():
    steps = pipeline(scaler(), logistic())
    steps.steps[1] = ("again", steps)
    return pickle.dumps(steps)


def transformers_of_themselves():
    union = FeatureUnion([("a", scaler())])
    union.transformer_list.append(("again", union))
    return pickle.dumps(pipeline(union, logistic()))


def columns_of_themselves():
    part = ColumnTransformer([("p", StandardScaler(), [0])]).fit(np.zeros((2, 1)))
    part.transformers_ = [("p", part, [0])]
    return pickle.dumps(pipeline(part, logistic()))


def calibrated_by_itself():
    model = CalibratedClassifierCV(DecisionTreeClassifier(max_depth=1), cv=2).fit(ROWS, LABELS)
    for member in model.calibrated_classifiers_:
        member.estimator = model
    return pickle.dumps(model)


def classes_of_themselves():
    """An array of objects that holds itself."""
    classes = np.empty(1, dtype=object)
    classes[0] = classes
    return pickle.dumps(altered(DummyClassifier().fit(ROWS, LABELS), classes_=classes))


def number_of_itself():
    """An array of objects where a number belongs."""
    numbers = np.empty(1, dtype=object)
    numbers[0] = numbers
    return pickle.dumps(altered(logistic(), intercept_=numbers))


def forest_of_one_tree():
    """One tree, a hundred thousand times."""
    forest = RandomForestClassifier(n_estimators=1, max_depth=3, random_state=0).fit(ROWS, LABELS)
    forest.estimators_ = forest.estimators_ * 200_000
    return pickle.dumps(forest)


def forest_of_one_large_tree():
    random_rows = np.random.default_rng(0).normal(size=(3000, 2))
    labels = np.random.default_rng(1).integers(0, 2, 3000)
    forest = RandomForestClassifier(n_estimators=1, random_state=0).fit(random_rows, labels)
    forest.estimators_ = forest.estimators_ * 10_000
    return pickle.dumps(forest)


def calibrated_with_one_text():
    """Members that share one model's text."""
    import lightgbm

    rng = np.random.default_rng(0)
    rows, labels = rng.normal(size=(400, 3)), rng.integers(0, 2, 400)
    base = lightgbm.LGBMClassifier(n_estimators=60, verbose=-1).fit(rows, labels)
    model = CalibratedClassifierCV(base, cv=2).fit(rows, labels)
    member = model.calibrated_classifiers_[0]
    model.calibrated_classifiers_ = [member] * 20_000
    return pickle.dumps(model)


def artifact_of_scalers():
    """An artifact of many things that may be applied."""
    one = MinMaxScaler().fit(ROWS)
    return pickle.dumps({"model": logistic(), **{f"scaler{number}": one for number in range(20_000)}})


# ---------------------------------------------------------------- XGBoost


def ubjson_integer(number):
    return b"L" + struct.pack(">q", number)


def ubjson_text(text):
    return b"S" + ubjson_integer(len(text)) + text.encode()


def ubjson_object(**members):
    keys = (ubjson_integer(len(key)) + key.encode() + value for key, value in members.items())
    return b"{" + b"".join(keys) + b"}"


def ubjson_array(kind, count, content=b""):
    return b"[$" + kind + b"#" + ubjson_integer(count) + content


def xgboost_tree(nodes=1, **more):
    tree = {
        "id": 0,
        "tree_param": {"num_nodes": str(nodes)},
        "left_children": [-1] * nodes,
        "right_children": [-1] * nodes,
        "parents": [2147483647] * nodes,
        "split_indices": [0] * nodes,
        "split_conditions": [0] * nodes,
        "default_left": [0] * nodes,
        "loss_changes": [0] * nodes,
        "sum_hessian": [1] * nodes,
        "base_weights": [0] * nodes,
    }
    return {**tree, **more}


def xgboost(features=1, outputs=0, trees=(), booster=None, **more):
    model = {
        "gbtree_model_param": {"num_trees": str(len(trees)), "num_parallel_tree": "1"},
        "tree_info": [0] * len(trees),
        "trees": list(trees),
        **more,
    }
    learner = {
        "learner_model_param": {
            "num_feature": str(features),
            "num_class": "0",
            "num_target": str(max(outputs, 1)),
            "base_score": "5E-1",
        },
        "objective": {"name": "reg:squarederror"},
        "gradient_booster": booster or {"name": "gbtree", "model": model},
    }
    return {"learner": learner, "version": [3, 2, 0]}


def written(document):
    return json.dumps(document, separators=(",", ":")).encode()


def xgboost_of_a_million_columns():
    return written(xgboost(features=1 << 20, trees=[xgboost_tree()]))


def xgboost_of_all_columns():
    return written(xgboost(features=2**31 - 1, trees=[xgboost_tree()]))


def linear_of_many_outputs():
    """A linear model's place in the document is looked for once an output."""
    booster = {"name": "gblinear", "pad": [{}] * 150_000, "model": {"weights": [], "boosted_rounds": 1}}
    return written(xgboost(outputs=65_536, booster=booster))


def category_sets_overlapping():
    """Splits that list the same categories."""
    nodes = 8_001
    splits = (nodes - 1) // 2
    left = [2 * node + 1 if node < splits else -1 for node in range(nodes)]
    right = [2 * node + 2 if node < splits else -1 for node in range(nodes)]
    parents = [2147483647] + [(node - 1) // 2 for node in range(1, nodes)]
    tree = xgboost_tree(
        nodes,
        left_children=left,
        right_children=right,
        parents=parents,
        split_type=[1 if node < splits else 0 for node in range(nodes)],
        categories_nodes=list(range(splits)),
        categories_segments=[0] * splits,
        categories_sizes=[60_000] * splits,
        categories=[1] * 60_000,
    )
    return written(xgboost(trees=[tree]))


def categories_of_no_byte():
    """UBJSON's truths take no byte, and each would be a category."""
    column = ubjson_object(values=ubjson_array(b"F", 700_000))
    return ubjson_model(cats=ubjson_object(enc=b"[" + column * 1000 + b"]"), features=1000)


def trees_of_no_byte():
    return ubjson_model(iteration_indptr=ubjson_array(b"F", 700_000), features=1)


def ubjson_model(features, **more):
    def array(kind, width, number):
        return ubjson_array(kind, 1, number.to_bytes(width, "big", signed=True))

    tree = ubjson_object(
        id=b"l" + struct.pack(">i", 0),
        tree_param=ubjson_object(num_nodes=ubjson_text("1")),
        left_children=array(b"l", 4, -1),
        right_children=array(b"l", 4, -1),
        parents=array(b"l", 4, 2147483647),
        split_indices=array(b"l", 4, 0),
        split_conditions=array(b"d", 4, 0),
        default_left=array(b"U", 1, 0),
        loss_changes=array(b"d", 4, 0),
        sum_hessian=array(b"d", 4, 0),
        base_weights=array(b"d", 4, 0),
    )
    model = ubjson_object(
        gbtree_model_param=ubjson_object(num_trees=ubjson_text("1"), num_parallel_tree=ubjson_text("1")),
        tree_info=ubjson_array(b"l", 1, bytes(4)),
        trees=b"[" + tree + b"]",
        **more,
    )
    learner = ubjson_object(
        learner_model_param=ubjson_object(
            num_feature=ubjson_text(str(features)),
            num_class=ubjson_text("0"),
            num_target=ubjson_text("1"),
            base_score=ubjson_text("5E-1"),
        ),
        objective=ubjson_object(name=ubjson_text("reg:squarederror")),
        gradient_booster=ubjson_object(name=ubjson_text("gbtree"), model=model),
    )
    version = b"[" + b"i\x03i\x02i\x00" + b"]"
    return ubjson_object(learner=learner, pad=ubjson_array(b"U", 800_000, bytes(800_000)), version=version)


# ---------------------------------------------------------------- LightGBM and CatBoost


def lightgbm(names, *trees, objective="binary sigmoid:1", classes=1):
    header = [
        "tree",
        "version=v4",
        f"num_class={classes}",
        f"num_tree_per_iteration={classes}",
        "label_index=0",
        f"max_feature_idx={len(names) - 1}",
        f"objective={objective}",
        f"feature_names={' '.join(names)}",
        "",
        "",
    ]
    return ("\n".join(header) + "".join(trees) + "end of trees\n").encode()


def lightgbm_chain(number, features, sets=None):
    """A tree whose left children are leaves."""
    splits = len(features)
    kinds = 1 if sets else 2
    lines = [
        f"Tree={number}",
        f"num_leaves={splits + 1}",
        f"num_cat={1 if sets else 0}",
        "split_feature=" + " ".join(map(str, features)),
        "threshold=" + " ".join(["0"] * splits),
        "decision_type=" + " ".join([str(kinds)] * splits),
        "left_child=" + " ".join(str(~split) for split in range(splits)),
        "right_child=" + " ".join([str(split + 1) for split in range(splits - 1)] + [str(~splits)]),
        "leaf_value=" + " ".join(["0"] * (splits + 1)),
        "leaf_count=" + " ".join(["1"] * (splits + 1)),
        "internal_count=" + " ".join(["2"] * splits),
    ]
    if sets:
        lines += [f"cat_boundaries=0 {sets}", "cat_threshold=" + " ".join(["1"] * sets)]
    return "\n".join(lines) + "\n\n"


def category_set_shared():
    return lightgbm(["a"], lightgbm_chain(0, [0] * 8000, sets=200_000))


def chain_of_twenty_thousand():
    return lightgbm(["a"], lightgbm_chain(0, [0] * 20_000))


def chains_of_many_features():
    """Trees whose explanation would take gigabytes."""
    features = [split % 1500 for split in range(10_000)]
    return lightgbm([f"c{number}" for number in range(1500)], *(lightgbm_chain(tree, features) for tree in range(3)))


def names_of_one_letter():
    return lightgbm(["a"] * 450_000, "Tree=0\nnum_leaves=1\nnum_cat=0\nleaf_value=0\n\n")


def classes_stated():
    return lightgbm(["a"], objective="multiclass num_class:2000000000", classes=2_000_000_000)


def trees_of_one_leaf():
    trees = (f"Tree={number}\nnum_leaves=1\nnum_cat=0\nleaf_value=0\n\n" for number in range(20_000))
    return lightgbm(["a"], *trees)


def catboost_of_small_trees():
    features = {"float_features": [{
        "feature_index": 0, "flat_feature_index": 0, "has_nans": False, "nan_value_treatment": "AsIs", "borders": [],
    }]}
    trees = [{"leaf_values": [0], "splits": None}] * 29_000
    return written({"features_info": features, "model_info": {}, "oblivious_trees": trees})


# ---------------------------------------------------------------- ONNX


def varint(number):
    number &= (1 << 64) - 1
    content = bytearray()
    while number >= 128:
        content.append(number & 127 | 128)
        number >>= 7
    content.append(number)
    return bytes(content)


def field(number, content):
    if isinstance(content, int):
        return varint(number << 3) + varint(content)
    content = content.encode() if isinstance(content, str) else content
    return varint(number << 3 | 2) + varint(len(content)) + content


def onnx_attribute(name, value):
    if isinstance(value, int):
        return field(1, name) + field(3, value) + field(20, 2)
    if isinstance(value, str):
        return field(1, name) + field(4, value) + field(20, 3)
    if value and isinstance(value[0], str):
        return field(1, name) + b"".join(field(9, text) for text in value) + field(20, 8)
    if value and isinstance(value[0], float):
        return field(1, name) + field(7, struct.pack(f"<{len(value)}f", *value)) + field(20, 6)
    return field(1, name) + field(8, b"".join(map(varint, value))) + field(20, 7)


def onnx_node(operation, inputs, outputs, domain="ai.onnx.ml", **attributes):
    names = b"".join(field(1, name) for name in inputs) + b"".join(field(2, name) for name in outputs)
    stated = b"".join(field(5, onnx_attribute(*attribute)) for attribute in attributes.items())
    return names + field(4, operation) + stated + field(7, domain)


def onnx(columns, *nodes, constants=()):
    shape = field(1, field(1, 1)) + field(1, field(1, columns))
    given = field(1, "X") + field(2, field(1, field(1, 1) + field(2, shape)))
    graph = b"".join(field(1, node) for node in nodes) + b"".join(field(5, constant) for constant in constants)
    return field(1, 8) + field(2, "skl2onnx") + field(7, graph + field(11, given)) + field(
        8, field(1, "ai.onnx.ml") + field(2, 1)
    )


def onnx_trees(count, targets=1, given="X", outputs=("Y",)):
    """Trees of one leaf each."""
    return onnx_node(
        "TreeEnsembleRegressor",
        [given],
        list(outputs),
        nodes_featureids=[0] * count,
        nodes_values=[0.0] * count,
        nodes_truenodeids=[0] * count,
        nodes_falsenodeids=[0] * count,
        nodes_modes=["LEAF"] * count,
        nodes_treeids=list(range(count)),
        nodes_nodeids=[0] * count,
        target_treeids=list(range(count)),
        target_nodeids=[0] * count,
        target_ids=[number % targets for number in range(count)],
        target_weights=[1.0] * count,
        n_targets=targets,
    )


def leaves_of_many_targets():
    return onnx(1, onnx_trees(300, targets=65_000))


def columns_and_steps():
    """Twenty kilobytes: a step of a million columns, two hundred times."""
    constant = field(2, 1) + field(8, "one") + field(4, struct.pack("<f", 1.0))
    steps = [onnx_node("Mul", [f"v{n}" if n else "X", "one"], [f"v{n + 1}"], "") for n in range(200)]
    return onnx(1 << 20, *steps, onnx_trees(1, given="v200"), constants=[constant])


def inputs_and_outputs():
    """Names of inputs, each looked for among as many names of outputs."""
    names = [f"s{number}" for number in range(45_000)]
    behind = onnx_node("Identity", [f"t{number}" for number in range(45_000)], ["Z"], "")
    return onnx(1, onnx_trees(1, outputs=["Y", *names]), behind)


# ---------------------------------------------------------------- bundles


def bundle_of_empty_objects():
    return b'{"format":"scoringkit-bundle","a":[' + b",".join([b"{}"] * 300_000) + b"]}"


def bundle_of_empty_arrays():
    return b'{"a":[' + b",".join([b"[]"] * 300_000) + b'],"format":"scoringkit-bundle"}'


def bundle_of_keys():
    members = ",".join(f'"{number}":0' for number in range(80_000))
    return ('{"format":"scoringkit-bundle",' + members + "}").encode()


def json_of_empty_objects():
    return b'{"a":[' + b",".join([b"{}"] * 330_000) + b"]}"


def bundle_of_a_hostile_pickle():
    """What is inside is charged to the same budget."""
    model = {"format": "pickle", "base64": base64.b64encode(forest_of_one_large_tree()).decode()}
    features = [{"name": name, "kind": "numeric"} for name in ("a", "b")]
    return written({"format": "scoringkit-bundle", "format_version": 1, "features": features, "model": model})


DOCUMENTS = {
    function.__name__: function
    for function in (
        shared_attributes_of_joblib_arrays,
        shared_arguments,
        shared_slots,
        shared_list_of_texts,
        memo_far_away,
        long_names_of_classes,
        objects_of_a_long_name,
        instructions_compressed,
        columns_stated,
        columns_compressed,
        columns_in_four_kilobytes,
        members_of_gzip,
        name_before_columns,
        names_within_names,
        label_before_columns,
        categories_shared,
        pipeline_doubled,
        union_doubled,
        pipeline_deep,
        search_of_itself,
        pipeline_of_itself,
        transformers_of_themselves,
        columns_of_themselves,
        calibrated_by_itself,
        classes_of_themselves,
        number_of_itself,
        forest_of_one_tree,
        forest_of_one_large_tree,
        calibrated_with_one_text,
        artifact_of_scalers,
        xgboost_of_a_million_columns,
        xgboost_of_all_columns,
        linear_of_many_outputs,
        category_sets_overlapping,
        categories_of_no_byte,
        trees_of_no_byte,
        category_set_shared,
        chain_of_twenty_thousand,
        chains_of_many_features,
        names_of_one_letter,
        classes_stated,
        trees_of_one_leaf,
        catboost_of_small_trees,
        leaves_of_many_targets,
        columns_and_steps,
        inputs_and_outputs,
        bundle_of_empty_objects,
        bundle_of_empty_arrays,
        bundle_of_keys,
        json_of_empty_objects,
        bundle_of_a_hostile_pickle,
    )
}
