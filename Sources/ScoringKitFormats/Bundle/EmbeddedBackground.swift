public import ScoringKit

/// Background rows inside a bundle, against which its model is explained: the raw columns' numbers, to their bits.
///
/// They are stored as float32 where that holds each of them, otherwise as float64; every NaN, which is a missing
/// value, as the same one.
public struct EmbeddedBackground: Hashable, Sendable {
  /// How the numbers are stored, little-endian.
  public enum NumberFormat: String, CaseIterable, Sendable {
    /// IEEE 754 binary32.
    case float32
    /// IEEE 754 binary64.
    case float64
  }

  /// Rows; at least one.
  public let rowCount: Int
  /// Raw columns of a row; at least one.
  public let columnCount: Int
  /// How the numbers are stored.
  public let numberFormat: NumberFormat
  /// The numbers, row-major.
  public let bytes: [UInt8]
  /// SHA-256 of the bytes, 64 hexadecimal digits.
  public let digest: String

  /// Keeps a copy of rows.
  ///
  /// - Parameters:
  ///   - elements: The rows' numbers; NaN is a missing value.
  ///   - layout: Where the rows are in them: at least one, with at least one column.
  /// - Throws: ``/ScoringKit/ScoringError/Code/invalidArgument`` for no number at all,
  ///   ``/ScoringKit/ScoringError/Code/bufferTooSmall`` for a layout that reaches beyond the elements,
  ///   ``/ScoringKit/ScoringError/Code/documentTooLarge`` for more than a bundle holds.
  public init<Scalar: RowScalar>(_ elements: Span<Scalar>, layout: RowLayout) throws(ScoringError) {
    guard layout.elementCount > 0 else {
      throw ScoringError(.invalidArgument, "a background needs at least one row and one column")
    }
    guard layout.elementCount <= elements.count else {
      throw ScoringError(
        .bufferTooSmall, "the layout reaches \(layout.elementCount) elements, there are \(elements.count)")
    }
    let (count, overflows) = layout.rowCount.multipliedReportingOverflow(by: layout.columnCount)
    guard !overflows, count <= Self.byteLimit / NumberFormat.float32.size else {
      throw Self.tooLarge(layout)
    }
    var values: [Double] = []
    values.reserveCapacity(count)
    for row in 0..<layout.rowCount {
      for column in 0..<layout.columnCount {
        values.append(elements[row * layout.rowStride + column * layout.columnStride].asDouble)
      }
    }
    let format: NumberFormat =
      values.allSatisfy { $0.isNaN || Double(Float($0)) == $0 } ? .float32 : .float64
    guard count <= Self.byteLimit / format.size else { throw Self.tooLarge(layout) }
    self.init(
      rowCount: layout.rowCount, columnCount: layout.columnCount, numberFormat: format,
      bytes: format.bytes(of: values))
  }

  /// Takes bytes whose count fits the shape.
  init(rowCount: Int, columnCount: Int, numberFormat: NumberFormat, bytes: [UInt8]) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.numberFormat = numberFormat
    self.bytes = bytes
    digest = Digest.sha256(bytes)
  }

  /// The numbers, row-major.
  public var values: [Double] { numberFormat.values(in: bytes) }

  /// Three quarters of a document's greatest size: base64 takes four characters for three bytes.
  private static let byteLimit = JSONContent.textLimit / 4 * 3

  private static func tooLarge(_ layout: RowLayout) -> ScoringError {
    ScoringError(
      .documentTooLarge,
      "a background of \(layout.rowCount) rows of \(layout.columnCount) numbers is more than a bundle of "
        + "\(JSONContent.textLimit) bytes holds; use fewer rows")
  }
}

extension EmbeddedBackground.NumberFormat {
  /// Bytes of a number.
  var size: Int { self == .float32 ? 4 : 8 }

  /// Numbers as bytes.
  fileprivate func bytes(of values: [Double]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * size)
    for value in values {
      let number = value.isNaN ? Double.nan : value
      let bits = self == .float32 ? UInt64(Float(number).bitPattern) : number.bitPattern
      for place in 0..<size { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * place))) }
    }
    return bytes
  }

  /// Bytes as numbers.
  fileprivate func values(in bytes: [UInt8]) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(bytes.count / size)
    for start in stride(from: 0, to: bytes.count, by: size) {
      var bits: UInt64 = 0
      for place in 0..<size { bits |= UInt64(bytes[start + place]) << UInt64(8 * place) }
      values.append(
        self == .float32
          ? Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))) : Double(bitPattern: bits))
    }
    return values
  }
}
