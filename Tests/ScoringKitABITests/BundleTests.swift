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
    path: String? = nil, model: String = SampleDocument.model(), flags: UInt32 = 0, structSize: UInt32? = nil
  ) -> (outcome: Outcome, info: skit_model_info) {
    let texts = [features, scaler, scalerFeatures, policy, path].map { text in
      text.map { Array($0.utf8CString) } ?? []
    }
    // Each text's start among all of them, which stay in one place during the call.
    let starts = texts.indices.map { index in texts[..<index].reduce(0) { $0 + $1.count } }
    var info = skit_model_info()
    info.struct_size = UInt32(MemoryLayout<skit_model_info>.size)
    let bytes = Array(model.utf8)
    let outcome = unsafe Array(texts.joined()).withUnsafeBufferPointer { all in
      let pointers = unsafe texts.indices.map { index in
        unsafe texts[index].isEmpty ? nil : all.baseAddress.map { unsafe $0 + starts[index] }
      }
      var options = unsafe skit_bundle_options()
      unsafe skit_bundle_options_init(&options)
      unsafe (options.features, options.scaler) = unsafe (pointers[0], pointers[1])
      unsafe (options.scaler_features, options.policy) = unsafe (pointers[2], pointers[3])
      unsafe options.path = pointers[4]
      unsafe options.flags = flags
      if let structSize { unsafe options.struct_size = structSize }
      var bundle = unsafe OpaquePointer(bitPattern: 64)
      let outcome = unsafe Outcome {
        unsafe skit_bundle_create(bytes, bytes.count, nil, &options, &bundle, $0)
      }
      #expect(unsafe (bundle == nil) == (outcome.status != SKIT_OK))
      if unsafe bundle != nil { _ = unsafe skit_model_describe(bundle, &info, nil) }
      unsafe skit_model_free(bundle)
      return outcome
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
    #expect(create(flags: 1).outcome.status == SKIT_UNKNOWN_OPTION)
    #expect(create(structSize: 8).outcome.status == SKIT_UNKNOWN_STRUCT_SIZE)
    #expect(create(path: "model.txt").outcome.status == SKIT_INVALID_ARGUMENT)
  }
}
