import CScoringKit
import ScoringKitABI
import Testing

@Suite struct BundleTests {
  private static let features = """
    [{"name": "income", "kind": "numeric"}, {"name": "age", "kind": "numeric"},
     {"name": "housing", "kind": "categorical", "categories": ["own", "rent", "free"]}]
    """
  private static let policy = """
    {"positive_class": "default", "threshold": 0.5, "refuse_when": ">=", "reason_limit": 2}
    """

  /// Makes a bundle of the sample model, frees it, and says what came of it.
  private func create(
    features: String? = nil, scaler: String? = nil, scalerFeatures: String? = nil, policy: String? = nil,
    model: String = SampleDocument.model(), change: (inout skit_bundle_options) -> Void = { _ in }
  ) -> (outcome: Outcome, info: skit_model_info) {
    let texts = [features, scaler, scalerFeatures, policy].map { text in
      text.map { Array($0.utf8CString) } ?? []
    }
    var options = unsafe skit_bundle_options()
    unsafe skit_bundle_options_init(&options)
    var info = skit_model_info()
    info.struct_size = UInt32(MemoryLayout<skit_model_info>.size)
    let outcome = unsafe texts[0].withUnsafeBufferPointer { features in
      unsafe texts[1].withUnsafeBufferPointer { scaler in
        unsafe texts[2].withUnsafeBufferPointer { scalerFeatures in
          unsafe texts[3].withUnsafeBufferPointer { policy in
            unsafe options.features = features.isEmpty ? nil : features.baseAddress
            unsafe options.scaler = scaler.isEmpty ? nil : scaler.baseAddress
            unsafe options.scaler_features = scalerFeatures.isEmpty ? nil : scalerFeatures.baseAddress
            unsafe options.policy = policy.isEmpty ? nil : policy.baseAddress
            unsafe change(&options)
            var bundle = unsafe OpaquePointer(bitPattern: 64)
            let bytes = Array(model.utf8)
            let outcome = unsafe Outcome {
              unsafe skit_bundle_create(bytes, bytes.count, nil, &options, &bundle, $0)
            }
            #expect(unsafe (bundle == nil) == (outcome.status != SKIT_OK))
            if unsafe bundle != nil { _ = unsafe skit_model_describe(bundle, &info, nil) }
            unsafe skit_model_free(bundle)
            return outcome
          }
        }
      }
    }
    return (outcome, info)
  }

  @Test func `a model alone is a bundle without a policy`() {
    let (outcome, info) = create()
    #expect(outcome.status == SKIT_OK, "\(outcome.message)")
    #expect(info.kind == SKIT_KIND_BUNDLE)
    #expect(info.capabilities & SKIT_CAN_DECIDE == 0)
  }

  @Test func `columns and a policy that are stated are the bundle's`() {
    let (outcome, info) = create(features: Self.features, policy: Self.policy)
    #expect(outcome.status == SKIT_OK, "\(outcome.message)")
    #expect(info.capabilities & SKIT_CAN_DECIDE != 0)
    #expect(info.reason_limit == 2)
    #expect(text(of: info.positive_class) == "default")
  }

  @Test func `a scaler stands before the model`() {
    let scaler = """
      {"kind": "MinMaxScaler", "scale": [1, 1, 1], "min": [0, 0, 0], "clip": null}
      """
    #expect(create(scaler: scaler).info.capabilities & SKIT_SCALES != 0)
    let order = create(
      features: Self.features, scaler: scaler, scalerFeatures: "[\"age\", \"income\", \"housing\"]")
    #expect(order.outcome.status == SKIT_COLUMN_MISMATCH)
    let names = create(scaler: scaler, scalerFeatures: "[\"income\", \"age\", \"housing\"]")
    #expect(names.outcome.status == SKIT_OK)
    #expect(create(scalerFeatures: "[]").outcome.status == SKIT_INVALID_ARGUMENT)
  }

  @Test func `what is stated and is no such value is refused by its name and place`() {
    let damaged = create(policy: "{\"positive_class\": 1}").outcome
    #expect(damaged.status == SKIT_MALFORMED_DOCUMENT)
    #expect(damaged.message.contains("policy: ") && damaged.message.contains("$.positive_class"))
    #expect(create(features: "[").outcome.status == SKIT_TRUNCATED_DOCUMENT)
    #expect(create(features: "[]").outcome.status != SKIT_OK)
  }

  @Test func `what is no model, and options that are not known, make no bundle`() {
    #expect(create(model: SampleDocument.bundle()).outcome.status == SKIT_UNSUPPORTED_OPERATION)
    #expect(create(model: "").outcome.status == SKIT_EMPTY_DOCUMENT)
    #expect(create { unsafe $0.flags = 1 }.outcome.status == SKIT_UNKNOWN_OPTION)
    #expect(create { unsafe $0.struct_size = 8 }.outcome.status == SKIT_UNKNOWN_STRUCT_SIZE)
    let path = unsafe "model.txt".withCString { path in unsafe create { unsafe $0.path = path }.outcome.status
    }
    #expect(path == SKIT_INVALID_ARGUMENT)
  }
}
