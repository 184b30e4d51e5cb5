internal import ScoringKit

/// What this library makes of a pickled estimator, told by the name of its class.
enum EstimatorKind {
  case dummy(isClassifier: Bool)
  case logistic
  case tree(isClassifier: Bool)
  case forest(isClassifier: Bool)
  case boosting(isClassifier: Bool)
  case histogramBoosting(isClassifier: Bool)
  /// A LightGBM or XGBoost booster, or the wrapper of the same library around it.
  case lightGBM
  case xgBoost
  /// Steps one after the other; those of imbalanced-learn may be samplers.
  case pipeline
  /// A search for parameters, which holds the best estimator.
  case search
  /// A classifier with calibrators behind it, or several whose answers are averaged.
  case calibrated
  /// An estimator that is not to be fitted again.
  case frozen
  case transformer(Transformer)
  /// Encodes the target; no part of a prediction.
  case labelEncoder

  /// A step of preprocessing.
  enum Transformer {
    case simpleImputer, minMaxScaler, standardScaler, maxAbsScaler, robustScaler
    case oneHotEncoder, ordinalEncoder, columnTransformer, featureUnion, functionTransformer
  }

  /// The kind of a class; nil for one that is not known.
  ///
  /// Modules within a library moved between releases, names did not; a class of another library, even if derived
  /// from one of these, is not known.
  init?(className: String) {
    guard className.utf8.count <= PickleValue.nameLimit else { return nil }
    let parts = className.split(separator: ".")
    guard let library = parts.first, let name = parts.last, let kind = Self.kinds["\(library).\(name)"] else {
      return nil
    }
    self = kind
  }

  private static let kinds: [String: EstimatorKind] = [
    "sklearn.DummyClassifier": .dummy(isClassifier: true),
    "sklearn.DummyRegressor": .dummy(isClassifier: false),
    "sklearn.LogisticRegression": .logistic,
    "sklearn.LogisticRegressionCV": .logistic,
    "sklearn.DecisionTreeClassifier": .tree(isClassifier: true),
    "sklearn.DecisionTreeRegressor": .tree(isClassifier: false),
    "sklearn.ExtraTreeClassifier": .tree(isClassifier: true),
    "sklearn.ExtraTreeRegressor": .tree(isClassifier: false),
    "sklearn.RandomForestClassifier": .forest(isClassifier: true),
    "sklearn.RandomForestRegressor": .forest(isClassifier: false),
    "sklearn.ExtraTreesClassifier": .forest(isClassifier: true),
    "sklearn.ExtraTreesRegressor": .forest(isClassifier: false),
    "sklearn.GradientBoostingClassifier": .boosting(isClassifier: true),
    "sklearn.GradientBoostingRegressor": .boosting(isClassifier: false),
    "sklearn.HistGradientBoostingClassifier": .histogramBoosting(isClassifier: true),
    "sklearn.HistGradientBoostingRegressor": .histogramBoosting(isClassifier: false),
    "lightgbm.Booster": .lightGBM,
    "lightgbm.LGBMClassifier": .lightGBM,
    "lightgbm.LGBMModel": .lightGBM,
    "lightgbm.LGBMRanker": .lightGBM,
    "lightgbm.LGBMRegressor": .lightGBM,
    "xgboost.Booster": .xgBoost,
    "xgboost.XGBClassifier": .xgBoost,
    "xgboost.XGBModel": .xgBoost,
    "xgboost.XGBRFClassifier": .xgBoost,
    "xgboost.XGBRFRegressor": .xgBoost,
    "xgboost.XGBRanker": .xgBoost,
    "xgboost.XGBRegressor": .xgBoost,
    "sklearn.Pipeline": .pipeline,
    "imblearn.Pipeline": .pipeline,
    "sklearn.GridSearchCV": .search,
    "sklearn.RandomizedSearchCV": .search,
    "sklearn.HalvingGridSearchCV": .search,
    "sklearn.HalvingRandomSearchCV": .search,
    "sklearn.CalibratedClassifierCV": .calibrated,
    "sklearn.FrozenEstimator": .frozen,
    "sklearn.SimpleImputer": .transformer(.simpleImputer),
    "sklearn.MinMaxScaler": .transformer(.minMaxScaler),
    "sklearn.StandardScaler": .transformer(.standardScaler),
    "sklearn.MaxAbsScaler": .transformer(.maxAbsScaler),
    "sklearn.RobustScaler": .transformer(.robustScaler),
    "sklearn.OneHotEncoder": .transformer(.oneHotEncoder),
    "sklearn.OrdinalEncoder": .transformer(.ordinalEncoder),
    "sklearn.ColumnTransformer": .transformer(.columnTransformer),
    "sklearn.FeatureUnion": .transformer(.featureUnion),
    "sklearn.FunctionTransformer": .transformer(.functionTransformer),
    "sklearn.LabelEncoder": .labelEncoder,
  ]
}

extension PickleValue {
  /// The kind of an estimator; nil for one that is not known and for any other value.
  var estimatorKind: EstimatorKind? { className.flatMap(EstimatorKind.init(className:)) }

  /// Steps that a look at an estimator takes beside those of its values.
  static let estimatorWork = 1000

  /// Whether this is the text, and nothing else.
  func isText(_ text: String) -> Bool { document.arena.isText(index, equalTo: text) }

  /// An attribute that a release may lack, or hold as None.
  func attributeUnlessNone(_ name: String) throws(ScoringError) -> PickleValue? {
    try attributeIfPresent(name).flatMap { $0.isNone ? nil : $0 }
  }

  /// A truth, where the attribute is there.
  func flag(_ name: String, default absent: Bool) throws(ScoringError) -> Bool {
    try attributeUnlessNone(name)?.boolean() ?? absent
  }
}
