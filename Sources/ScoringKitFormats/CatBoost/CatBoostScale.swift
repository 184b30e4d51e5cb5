internal import ScoringKit

/// `scale_and_bias`: `[scale, [bias, …]]`, or `[scale, bias]` of releases before 0.25.
struct CatBoostScale {
  private let value: TapeValue
  private let scale: Double
  let biases: [Double]

  init(_ value: TapeValue) throws(ScoringError) {
    self.value = value
    guard value.entry.kind == .array, value.entry.count == 2 else {
      throw value.mismatch("a scale and a bias")
    }
    let list = TapeValue(value.tape, value.index + 1)
    if Int(value.entry.next) == list.index {
      let numbers = try value.doubles()
      (scale, biases) = (numbers[0], [numbers[1]])
    } else {
      // An array's numbers are not on the tape: the scale is what stands before the list's bracket and its comma.
      let written = value.tape.bytes[Int(value.entry.start)..<Int(list.entry.start) - 1]
      let end = written.firstIndex(of: UInt8(ascii: ",")) ?? written.endIndex
      let digits = Array(written[..<end].filter { $0 > 0x20 })
      guard let number = DecimalText.double(digits.span, digits.indices) else {
        throw value.mismatch("a finite number", element: 0)
      }
      scale = number
      biases = try list.doubles()
    }
  }

  /// For that many outputs; nil where it changes nothing.
  func applied(outputCount: Int) throws(ScoringError) -> Forest.ScaleAndBias? {
    // Older releases write one bias of 0 for several classes.
    if scale == 1, biases.allSatisfy({ $0 == 0 }) { return nil }
    guard biases.count == outputCount else {
      throw value.refusal(.inconsistentDocument, "\(biases.count) biases for \(outputCount) outputs")
    }
    return Forest.ScaleAndBias(scale: scale, biases: biases)
  }
}
