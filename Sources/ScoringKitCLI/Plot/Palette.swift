/// Colours that stay apart for every kind of colour blindness.
///
/// Source: Okabe and Ito, "Color Universal Design" (2008), for the two directions.
enum Palette {
  /// What is worse for the applicant: vermilion.
  static let raises = "#D55E00"
  /// What is better for the applicant: blue.
  static let lowers = "#0072B2"
  static let text = "#1a1a1a"
  static let mutedText = "#595959"
  static let grid = "#e2e2e2"
  static let axis = "#8c8c8c"
  static let missing = "#9a9a9a"
  static let total = "#404040"

  /// Steps from the least to the greatest value: darker blue to lighter orange, so that lightness alone tells them
  /// apart too.
  static let values: [String] = (0..<16).map { step in
    let share = Double(step) / 15
    let (low, high) = share < 0.5 ? (dark, middle) : (middle, light)
    let part = share < 0.5 ? share * 2 : share * 2 - 1
    return hexadecimal(zip(low, high).map { $0 + ($1 - $0) * part })
  }

  private static let dark: [Double] = [0x1F, 0x4E, 0xA8]
  private static let middle: [Double] = [0xB0, 0x5A, 0x9A]
  private static let light: [Double] = [0xF5, 0xA0, 0x2A]

  /// The colour of a share, 0 for the least and 1 for the greatest value; the least too for what is no number.
  static func value(_ share: Double) -> Int {
    guard share > 0 else { return 0 }
    return Int((min(share, 1) * Double(values.count - 1)).rounded())
  }

  private static func hexadecimal(_ components: [Double]) -> String {
    components.reduce("#") { text, component in
      let digits = String(Int(component.rounded()), radix: 16)
      return text + (digits.count < 2 ? "0" : "") + digits
    }
  }
}
