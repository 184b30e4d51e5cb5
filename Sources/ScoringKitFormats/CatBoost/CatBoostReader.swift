internal import ScoringKit

/// Reads CatBoost's JSON models: oblivious trees over numeric features.
///
/// Nothing in the file is trusted: counts, indices, and that what it says twice agrees. A key this library does not
/// know is passed over; categorical, text and embedding features, counters and trees that are not oblivious are
/// refused by name.
///
/// Source: `catboost/libs/model/model_export/json_model_helpers.cpp` and `catboost/libs/model/cpu/` of CatBoost 1.2.
/// A row's leaves are summed from 0 in double, in the order of the trees, whatever the number of rows; then follows
/// scale · sum + bias. CatBoost itself reads a JSON model's decimals less exactly than it writes them, so that the
/// model it reads back scores a little differently; here every number is the double that was written.
struct CatBoostReader {
  /// The forest, and what the file says beside it.
  struct Result {
    let forest: Forest
    /// The release that wrote the file, such as `1.2.10`; nil where it does not say.
    let version: String?
    /// A classifier's classes in the order of its outputs; empty where the file names none.
    let classes: [String]
  }

  /// Reads a document.
  ///
  /// - Throws: ``ScoringError`` of group 2xx or 3xx, or ``ScoringError/Code/documentTooLarge``, with the JSON path
  ///   and byte.
  static func read(_ bytes: [UInt8], budget: ReadBudget) throws(ScoringError) -> Result {
    let root = try JSONScan.tape(bytes, takesNonFinite: false, budget: budget).root
    guard let list = try root.member("oblivious_trees") else {
      guard try root.member("trees") == nil else {
        throw root.refusal(
          .unsupportedFeature,
          "trees that are not oblivious (grow_policy Lossguide or Depthwise) are not supported; train with "
            + "SymmetricTree")
      }
      throw root.refusal(.malformedDocument, "the key 'oblivious_trees' is missing")
    }
    let features = try CatBoostFeatures(try root.required("features_info"))
    let info = try CatBoostInfo(try root.required("model_info"))
    let scale = try root.member("scale_and_bias").map(CatBoostScale.init)
    var trees = CatBoostTrees(features)
    try trees.read(list)
    let outputCount = trees.leafWidth ?? scale?.biases.count ?? 1
    var parts = Forest.Parts(
      featureNames: features.names, outputCount: outputCount, trees: trees.trees,
      treeLocations: trees.locations, link: info.link)
    parts.leafWidth = outputCount
    parts.scaleAndBias = try scale?.applied(outputCount: outputCount)
    parts.objective = info.objective
    try info.requireFit(outputCount: outputCount)
    return Result(
      forest: try Forest(validating: parts), version: info.version, classes: info.classes)
  }

  /// Whether a document is CatBoost's: a JSON object whose first key is one of its own.
  static func recognises(_ bytes: [UInt8]) -> Bool { JSONScan.isObject(bytes, beginningWith: firstKeys) }

  private static let firstKeys = [
    "features_info", "model_info", "oblivious_trees", "scale_and_bias", "ctr_data",
  ].map { Array($0.utf8) }
}
