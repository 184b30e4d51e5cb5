/// The slow, obvious calibration: NumPy's and SciPy's interpolation and scikit-learn's mean, transcribed without
/// a thought for speed. It shares no code with the library.
package enum ReferenceCalibration {
  /// `numpy.interp` of one clipped number.
  package static func interpolated(_ score: Double, _ thresholds: [Double], _ values: [Double]) -> Double {
    if thresholds.count == 1 { return values[0] }
    var x = score
    if x < thresholds[0] { x = thresholds[0] }
    if x > thresholds[thresholds.count - 1] { x = thresholds[thresholds.count - 1] }
    var place = 0
    for (index, threshold) in thresholds.enumerated() where threshold <= x { place = index }
    if place == thresholds.count - 1 || thresholds[place] == x { return values[place] }
    let slope = (values[place + 1] - values[place]) / (thresholds[place + 1] - thresholds[place])
    return slope * (x - thresholds[place]) + values[place]
  }

  /// `scipy.interpolate.interp1d` of one clipped float32.
  package static func interpolated(_ score: Float, _ thresholds: [Float], _ values: [Float]) -> Float {
    if thresholds.count == 1 { return values[0] }
    var x = score
    if x < thresholds[0] { x = thresholds[0] }
    if x > thresholds[thresholds.count - 1] { x = thresholds[thresholds.count - 1] }
    var upper = 0
    while upper < thresholds.count && thresholds[upper] < x { upper += 1 }
    upper = min(max(upper, 1), thresholds.count - 1)
    let slope = (values[upper] - values[upper - 1]) / (thresholds[upper] - thresholds[upper - 1])
    return slope * (x - thresholds[upper - 1]) + values[upper - 1]
  }

  /// `CalibratedClassifierCV.predict_proba` from each member's calibrated probabilities: all classes' for more than
  /// two, the second's for two.
  package static func mean(_ members: [[Double]]) -> [Double] {
    var sums = [Double](repeating: 0, count: members[0].count)
    for member in members {
      var total = 0.0
      for probability in member { total += probability }
      for (k, probability) in member.enumerated() {
        var answer = probability
        if member.count > 1 { answer = total == 0 ? 1 / Double(member.count) : probability / total }
        if answer > 1 && answer <= 1 + 1e-5 { answer = 1 }
        sums[k] += answer
      }
    }
    return sums.map { $0 / Double(members.count) }
  }
}
