import CScoringKit
import ScoringKitABI
import Testing

@Suite struct DecideTests {
  private let refusedRow: [Double] = [20, 30, 0]

  private func decide(
    _ model: SampleModel, _ row: [Double], reasons: inout [skit_reason], decision: inout skit_decision
  ) -> skit_status {
    unsafe skit_model_decide(
      model.handle, row, Int64(row.count), nil, &decision, &reasons, Int64(reasons.count), nil)
  }

  private var emptyDecision: skit_decision {
    var decision = skit_decision()
    decision.struct_size = UInt32(MemoryLayout<skit_decision>.size)
    return decision
  }

  @Test func `an applicant at or above the threshold is refused, with the strongest reasons first`() throws {
    let model = try SampleModel(SampleDocument.bundle())
    var decision = emptyDecision
    var reasons = [skit_reason](repeating: skit_reason(), count: 5)
    #expect(decide(model, refusedRow, reasons: &reasons, decision: &decision) == SKIT_OK)
    #expect(decision.is_refused == 1)
    #expect(decision.margin == 0.625)
    #expect(decision.threshold == 0.5)
    #expect(decision.margin_threshold == 0)
    #expect(decision.reason_count == 2)
    #expect(reasons[0].feature == 0)
    #expect(abs(reasons[0].contribution - 7.0 / 12) < 1e-14)
    #expect(reasons[1].feature == 2)
    #expect(reasons[2].contribution == 0)
  }

  @Test func `as many reasons are written as the buffer holds`() throws {
    let model = try SampleModel(SampleDocument.bundle())
    for capacity in 0...3 {
      var decision = emptyDecision
      var reasons = [skit_reason](repeating: skit_reason(), count: capacity)
      #expect(decide(model, refusedRow, reasons: &reasons, decision: &decision) == SKIT_OK)
      #expect(decision.reason_count == Int64(min(capacity, 2)))
    }
  }

  @Test func `a helping feature is no reason`() throws {
    let model = try SampleModel(SampleDocument.bundle(reasonLimit: 3))
    var decision = emptyDecision
    var reasons = [skit_reason](repeating: skit_reason(), count: 3)
    #expect(decide(model, [50, 30, 1], reasons: &reasons, decision: &decision) == SKIT_OK)
    #expect(decision.is_refused == 0)
    #expect(decision.reason_count == 1)
    #expect(reasons[0].feature == 1)
  }

  @Test func `a bare model does not decide`() throws {
    let model = try SampleModel(SampleDocument.model())
    var decision = emptyDecision
    var reasons: [skit_reason] = []
    #expect(decide(model, refusedRow, reasons: &reasons, decision: &decision) == SKIT_UNSUPPORTED_OPERATION)
  }

  @Test func `a row of another width and an infinite value are refused`() throws {
    let model = try SampleModel(SampleDocument.bundle())
    var decision = emptyDecision
    var reasons: [skit_reason] = []
    #expect(decide(model, [20, 30], reasons: &reasons, decision: &decision) == SKIT_SHAPE_MISMATCH)
    var options = SampleModel.options
    options.flags = SKIT_REJECT_NON_FINITE
    let outcome = unsafe Outcome {
      unsafe skit_model_decide(model.handle, [20, .infinity, 0], 3, &options, &decision, nil, 0, $0)
    }
    #expect(outcome.status == SKIT_NON_FINITE_VALUE)
    #expect(outcome.message.hasPrefix("row 1, column 2: "))
  }

  @Test func `a decision of an unknown size is not written`() throws {
    let model = try SampleModel(SampleDocument.bundle())
    var decision = emptyDecision
    decision.struct_size = 40
    decision.margin = 7
    var reasons: [skit_reason] = []
    #expect(decide(model, refusedRow, reasons: &reasons, decision: &decision) == SKIT_UNKNOWN_STRUCT_SIZE)
    #expect(decision.margin == 7)
  }
}
