/// The element types a row may have: `Double` and `Float`. A `Float` is widened, which changes no value.
public protocol RowScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  /// The same value as a double.
  var asDouble: Double { get }
}

extension Double: RowScalar {
  /// Itself.
  public var asDouble: Double { self }
}

extension Float: RowScalar {
  /// The same value as a double.
  public var asDouble: Double { Double(self) }
}
