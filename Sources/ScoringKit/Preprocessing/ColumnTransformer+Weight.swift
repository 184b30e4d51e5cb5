extension ColumnTransformer {
  /// What a part's columns are multiplied by.
  public struct Weight: Hashable, Sendable {
    /// The factor.
    public let value: Double
    /// Whether float32 columns stay float32, as they do beside a number of Python's; beside NumPy's float64 they do
    /// not.
    ///
    /// Source: NEP 50, NumPy 2.
    public let keepsSingle: Bool

    /// Describes a weight.
    public init(_ value: Double, keepsSingle: Bool = true) {
      self.value = value
      self.keepsSingle = keepsSingle
    }

    /// The product; where both are float32, rounded to it.
    func weighted(_ number: Double, isSingle: Bool) -> Double {
      isSingle ? Double(Float(number) * Float(value)) : number * value
    }
  }
}
