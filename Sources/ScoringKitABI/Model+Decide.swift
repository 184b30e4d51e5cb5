public import CScoringKit
internal import ScoringKit

/// Scores one applicant and applies the policy; scoringkit.h documents it.
@c @implementation
public func skit_model_decide(
  _ model: OpaquePointer?, _ row: UnsafePointer<Double>?, _ columnCount: Int64,
  _ options: UnsafePointer<skit_predict_options>?, _ decision: UnsafeMutablePointer<skit_decision>?,
  _ reasons: UnsafeMutablePointer<skit_reason>?, _ reasonCapacity: Int64,
  _ error: UnsafeMutablePointer<skit_error>?
) -> skit_status {
  // Safety: `ask` checks the pointers to rows and reasons, `structure` that to the decision.
  let rows = unsafe RowArguments(row, 1, columnCount, columnCount, 1, options)
  return unsafe ModelHandle.ask(model, rows, into: AnswerArguments(reasons, reasonCapacity), error) {
    (handle, row, _, reasons, _) throws(ScoringError) in
    let target = try unsafe Argument.structure(decision, named: "decision")
    let decision = try handle.model.decide(row)
    let stated = decision.reasons.prefix(reasons.count)
    for (index, reason) in stated.enumerated() {
      reasons[index] = skit_reason(feature: Int64(reason.feature), contribution: reason.contribution)
    }
    unsafe target.pointee = skit_decision(decision, reasonCount: stated.count)
  }
}

extension skit_decision {
  fileprivate init(_ decision: Decision, reasonCount: Int) {
    self.init(
      struct_size: UInt32(MemoryLayout<Self>.size), is_refused: decision.isRefused ? 1 : 0,
      probability: decision.probability, margin: decision.margin, threshold: decision.threshold,
      margin_threshold: decision.marginThreshold, reason_count: Int64(reasonCount))
  }
}
