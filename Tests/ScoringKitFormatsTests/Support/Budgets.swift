import ScoringKit

@testable import ScoringKitFormats

/// The readers with the budget that a document of its size is granted by default.
extension ReadBudget {
  static func granted(to bytes: [UInt8]) -> ReadBudget { ReadBudget(ReadLimits(), byteCount: bytes.count) }
}

extension JSONScan {
  static func check(_ bytes: [UInt8]) throws(ScoringError) {
    try check(bytes, budget: .granted(to: bytes))
  }

  static func tape(_ bytes: [UInt8], takesNonFinite: Bool = false) throws(ScoringError) -> ValueTape {
    try tape(bytes, takesNonFinite: takesNonFinite, budget: .granted(to: bytes))
  }
}

extension JSONDocument {
  static func parse(_ bytes: [UInt8]) throws(ScoringError) -> JSONValue {
    try parse(bytes, budget: .granted(to: bytes))
  }
}

extension UBJSONScan {
  static func tape(_ bytes: [UInt8]) throws(ScoringError) -> ValueTape {
    try tape(bytes, budget: .granted(to: bytes))
  }
}

extension PickleReader {
  static func read(
    _ bytes: [UInt8], limits: PickleLimits = PickleLimits()
  ) throws(ScoringError) -> PickleDocument {
    try read(bytes, limits: limits, budget: .granted(to: bytes))
  }
}

extension PickleModelReader {
  static func read(_ bytes: [UInt8], options: Options = Options()) throws(ScoringError) -> PickledModel {
    try read(bytes, options: options, budget: .granted(to: bytes))
  }
}

extension XGBoostReader {
  static func read(json bytes: [UInt8], options: Options = Options()) throws(ScoringError) -> Result {
    try read(json: bytes, options: options, budget: .granted(to: bytes))
  }

  static func read(ubjson bytes: [UInt8], options: Options = Options()) throws(ScoringError) -> Result {
    try read(ubjson: bytes, options: options, budget: .granted(to: bytes))
  }
}

extension CatBoostReader {
  static func read(_ bytes: [UInt8]) throws(ScoringError) -> Result {
    try read(bytes, budget: .granted(to: bytes))
  }
}

extension ONNXReader {
  static func read(_ bytes: [UInt8]) throws(ScoringError) -> Result {
    try read(bytes, budget: .granted(to: bytes))
  }
}

extension ProtobufMessage {
  init(_ bytes: [UInt8]) { self.init(bytes, budget: .granted(to: bytes)) }
}
