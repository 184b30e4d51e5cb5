internal import CScoringKit
internal import ScoringKit
internal import ScoringKitFormats

/// `skit_bundle_options`, checked.
struct BundleOptions {
  /// The model's file; nil where its bytes are given.
  let path: String?
  /// The scaler, if there is one.
  let scalers: [ConversionInput]
  let statement: BundleStatement

  /// What `skit_bundle_options_init` sets.
  static var defaults: skit_bundle_options {
    // Safety: null pointers, which whoever reads them asks for.
    unsafe skit_bundle_options(
      struct_size: UInt32(MemoryLayout<skit_bundle_options>.size), flags: 0, path: nil, features: nil,
      scaler: nil, scaler_features: nil, policy: nil)
  }

  /// Refuses an unknown struct size, unknown flags and texts that are no JSON of their kind; null stands for the
  /// defaults.
  init(_ options: UnsafePointer<skit_bundle_options>?) throws(ScoringError) {
    // Safety: `Argument.options` checks the struct, and `CText` each text in it that is not null.
    let options = try unsafe Argument.options(options) ?? Self.defaults
    try unsafe Argument.requireKnown(flags: options.flags, among: 0)
    path = try unsafe CText.readIfGiven(options.path, named: "path")
    let names = try unsafe CText.readIfGiven(options.scaler_features, named: "scaler_features")
    if let scaler = try unsafe CText.readIfGiven(options.scaler, named: "scaler") {
      scalers = [try ConversionInput(scaler: scaler, features: names)]
    } else if names != nil {
      throw ScoringError(.invalidArgument, "scaler_features are the columns of a scaler, and there is none")
    } else {
      scalers = []
    }
    statement = try unsafe BundleStatement(
      features: CText.readIfGiven(options.features, named: "features"),
      policy: CText.readIfGiven(options.policy, named: "policy"))
  }
}
