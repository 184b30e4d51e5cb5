internal import ScoringKit

// The value of a bundle's key `background`.
extension EmbeddedBackground {
  /// Reads the value.
  ///
  /// - Parameter columnCount: The bundle's raw columns.
  /// - Throws: ``ScoringError/Code/inconsistentDocument`` for another count of bytes than the shape takes,
  ///   ``ScoringError/Code/digestMismatch``, ``ScoringError/Code/unsupportedFeature`` for numbers stored in another
  ///   way, and 2xx for what is damaged; each with the JSON path.
  init(_ value: JSONValue, columnCount: Int) throws(ScoringError) {
    let members = try value.object()
    try members.requireOnly(["rows", "dtype", "sha256", "base64"])
    let rowCount = try members.required("rows").integer(in: 1...Int(Int32.max))
    let name = try members.required("dtype")
    guard let numberFormat = NumberFormat(rawValue: try name.string()) else {
      let known = NumberFormat.allCases.map { "'\($0.rawValue)'" }.joined(separator: " or ")
      throw name.refusal(.unsupportedFeature, "expected \(known)")
    }
    let document = try members.required("base64")
    let bytes = try document.base64()
    // A feature takes bytes of the document; 2³¹ rows of them, eight bytes each, fit the address space.
    let (expected, overflows) = (rowCount * numberFormat.size).multipliedReportingOverflow(by: columnCount)
    guard !overflows, bytes.count == expected else {
      throw document.refusal(
        .inconsistentDocument,
        "\(rowCount) rows of \(columnCount) numbers of \(numberFormat.rawValue) take "
          + (overflows ? "more bytes than there can be" : "\(expected) bytes") + ", found \(bytes.count)")
    }
    self.init(rowCount: rowCount, columnCount: columnCount, numberFormat: numberFormat, bytes: bytes)
    if let stated = members.optional("sha256"), try stated.string() != digest {
      throw stated.refusal(.digestMismatch, "the background's numbers have the SHA-256 \(digest)")
    }
  }

  /// The value, to be written.
  ///
  /// - Parameter hasNumbers: Whether the numbers themselves are part of it; their digest always is.
  func content(hasNumbers: Bool) -> JSONContent {
    .object([
      "rows": .integer(rowCount), "dtype": .text(numberFormat.rawValue), "sha256": .text(digest),
      "base64": hasNumbers ? .text(Base64.text(bytes)) : .absent,
    ])
  }
}

extension JSONValue {
  /// The bytes of a text in base64.
  func base64() throws(ScoringError) -> [UInt8] {
    let text = try string()
    do throws(ScoringError) {
      return try Base64.bytes(text)
    } catch {
      throw refusal(error.code, error.message)
    }
  }
}
