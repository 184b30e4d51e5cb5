internal import ScoringKit

extension ScoringModel {
  /// Why the model cannot be explained; nil if it can.
  var explanationRefusal: ScoringError? {
    do throws(ScoringError) {
      // No rows: nothing is computed, and a model without an explainer says why.
      let rows: [Double] = []
      var nothing: [Double] = []
      var span = nothing.mutableSpan
      let layout = try RowLayout(rowCount: 0, columnCount: schema.features.count)
      try writeContributions(of: rows.span, layout: layout, into: &span)
      return nil
    } catch {
      return error
    }
  }
}
