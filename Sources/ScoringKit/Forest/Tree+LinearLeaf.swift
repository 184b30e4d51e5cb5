extension Tree.LinearLeaf {
  /// constant + Σ coefficient · x by the leaf's rule; nil where the plain leaf value answers instead.
  ///
  /// - Parameter read: A feature's value; NaN where it is missing.
  func value(of read: (Int32) -> Double) -> Double? {
    switch rule {
    case .lightGBM:
      var sum = constant
      for (feature, coefficient) in zip(features, coefficients) {
        let value = read(feature)
        if value.isNaN { return nil }
        sum += coefficient * SplitRule.flushingZero(value)
      }
      return sum
    case .xgBoost:
      var sum = Float(constant)
      for (feature, coefficient) in zip(features, coefficients) {
        let value = Float(read(feature))
        if !value.isNaN { sum += value * Float(coefficient) }
      }
      return Double(sum)
    case .scikitLearn:
      var sum = 0.0
      for (feature, coefficient) in zip(features, coefficients) { sum += coefficient * read(feature) }
      return sum + constant
    }
  }

  /// What a feature's term adds: the feature's Shapley value against a row of zeros.
  func term(_ coefficient: Double, _ value: Double) -> Double {
    switch rule {
    case .lightGBM, .scikitLearn: coefficient * value
    case .xgBoost: value.isNaN ? 0 : Double(Float(value) * Float(coefficient))
    }
  }
}
