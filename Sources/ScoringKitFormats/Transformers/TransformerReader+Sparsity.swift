internal import ScoringKit

extension TransformerReader {
  /// Whether the columns behind a transformer are a sparse matrix, on which some arithmetic differs in the last bit.
  func isSparse(behind estimator: PickleValue, before: Bool) throws(ScoringError) -> Bool {
    try estimator.document.nested(work: PickleValue.estimatorWork) { () throws(ScoringError) in
      try nestedIsSparse(behind: estimator, before: before)
    }
  }

  private func nestedIsSparse(behind estimator: PickleValue, before: Bool) throws(ScoringError) -> Bool {
    switch estimator.estimatorKind {
    case .transformer(.oneHotEncoder):
      // Renamed in 1.2.
      if let isSparse = try estimator.attributeUnlessNone("sparse_output") { return try isSparse.boolean() }
      return try estimator.flag("sparse", default: true)
    case .transformer(.columnTransformer): return try estimator.flag("sparse_output_", default: false)
    case .transformer(.featureUnion):
      for member in try estimator.unionMembers() {
        if try isSparse(behind: member.estimator, before: before) { return true }
      }
      return false
    case .transformer(.ordinalEncoder): return false
    case .pipeline:
      var isSparse = before
      for step in try estimator.pipelineSteps() where !step.estimator.isSampler {
        isSparse = try self.isSparse(behind: step.estimator, before: isSparse)
      }
      return isSparse
    default: return before
    }
  }
}
