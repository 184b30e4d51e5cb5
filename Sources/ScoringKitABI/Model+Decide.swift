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
  unsafe reporting(to: error) { () throws(ScoringError) in
    let rows = try unsafe RowMatrix(
      row, rowCount: 1, columnCount: columnCount, rowStride: columnCount, columnStride: 1)
    let place = try unsafe Argument.structure(decision, named: "decision")
    let request = try unsafe Request(model, rows, options, reasons, reasonCapacity)
    // Safety: `Request` checked the rows and the reasons' buffer, `structure` the decision's place.
    let decision = try request.handle.model.decide(unsafe rows.elements.span)
    let stated = decision.reasons.prefix(unsafe request.answer.count)
    for (index, reason) in stated.enumerated() {
      unsafe request.answer[index] = skit_reason(
        feature: Int64(reason.feature), contribution: reason.contribution)
    }
    unsafe place.pointee = skit_decision(decision, reasonCount: stated.count)
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
