/// The precision in which a trainer computes.
public enum Precision: Hashable, Sendable {
  /// Every operation is rounded to double.
  case double
  /// Every operation is rounded to float32; its operands are float32 values.
  case single
}
