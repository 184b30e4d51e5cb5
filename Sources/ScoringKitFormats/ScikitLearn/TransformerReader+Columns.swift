internal import ScoringKit

extension TransformerReader {
  /// `ColumnTransformer`.
  ///
  /// Source: `sklearn/compose/_column_transformer.py`.
  func columnTransformer(
    _ estimator: PickleValue, _ columns: PickledColumns
  ) throws(ScoringError) -> ColumnTransformer {
    guard let expected = try estimator.columnNames(), expected.count == columns.count else {
      throw estimator.refusal(
        .inconsistentDocument,
        "ColumnTransformer gets \(columns.count) columns, which is not what it was fitted on")
    }
    let names = ColumnPlaces(expected)
    let resolved = try estimator.attributeUnlessNone("_transformer_to_input_indices")
    var parts: [ColumnTransformer.Part] = []
    for entry in try estimator.attribute("transformers_").elements() {
      let entry = try entry.elements()
      guard entry.count == 3 else { throw estimator.mismatch("a name, a transformer and its columns") }
      let name = try entry[0].string()
      let selector = try resolved?.memberIfPresent(name) ?? entry[2]
      let places = try selector.columnPlaces(among: names)
      // A transformer without columns was never fitted.
      guard !places.isEmpty else { continue }
      parts.append(
        ColumnTransformer.Part(
          name: name, columns: places, action: try action(entry[1], columns.selected(places))))
    }
    return try ColumnTransformer(
      inputCount: columns.count, parts: parts,
      prefixesNames: try estimator.flag("verbose_feature_names_out", default: true),
      keepsTypes: try givesFrame(estimator))
  }

  private func action(
    _ value: PickleValue, _ columns: PickledColumns
  ) throws(ScoringError) -> ColumnTransformer.Action {
    if value.isText("drop") { return .drop }
    if value.isText("passthrough") { return .passthrough }
    var columns = columns
    return try read(value, &columns).map { .transform($0) } ?? .passthrough
  }
}
