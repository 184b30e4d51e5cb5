internal import ScoringKit

/// The XGBoost release that wrote a file.
struct XGBoostVersion {
  let major: Int
  let minor: Int
  private let patch: Int

  /// Reads `[major, minor, patch]`.
  ///
  /// - Throws: ``ScoringError/Code/unsupportedVersion`` for a release before 1.5 or after 3.4.
  init(_ value: TapeValue) throws(ScoringError) {
    let numbers = try value.integers(count: 3).map(Int.init)
    (major, minor, patch) = (numbers[0], numbers[1], numbers[2])
    guard isAtLeast(1, 5), !isAtLeast(3, 5) else {
      throw value.refusal(
        .unsupportedVersion, "the file is of XGBoost \(description); this library reads 1.5 to 3.4")
    }
  }

  func isAtLeast(_ major: Int, _ minor: Int, _ patch: Int = 0) -> Bool {
    (self.major, self.minor, self.patch) >= (major, minor, patch)
  }
}

extension XGBoostVersion: CustomStringConvertible {
  var description: String { "\(major).\(minor).\(patch)" }
}
