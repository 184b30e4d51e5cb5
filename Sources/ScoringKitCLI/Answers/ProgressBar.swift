internal import ScoringKitFormats

/// A line on standard error that says how far long work is.
///
/// It appears only on a terminal and only after half a second, is drawn at most ten times a second, and is
/// gone when the work ends.
struct ProgressBar {
  private static let patience = Duration.milliseconds(500)
  private static let interval = Duration.milliseconds(100)
  private static let width = 30
  /// To the beginning of the line, and erase to its end.
  private static let erase = "\r\u{1B}[K"

  private let label: String
  private let isShown: Bool
  private let start: ContinuousClock.Instant
  private var lastDrawn: ContinuousClock.Instant?

  /// Starts the clock.
  init(
    _ label: String, isShown: Bool = FileBytes.isTerminal(FileBytes.standardError),
    start: ContinuousClock.Instant = .now
  ) {
    self.label = label
    self.isShown = isShown
    self.start = start
  }

  /// Draws the line if it is time.
  ///
  /// - Parameters:
  ///   - rows: Rows done.
  ///   - fraction: Of the whole, 0 to 1; nil where the whole is not known.
  mutating func update(rows: Int, fraction: Double?) {
    guard isDue(at: .now) else { return }
    Self.write(Self.erase + Self.line(label, rows: rows, fraction: fraction))
  }

  /// Removes the line.
  mutating func clear() {
    guard lastDrawn != nil else { return }
    lastDrawn = nil
    Self.write(Self.erase)
  }

  /// Whether a line is to be drawn now; if so, the next one is not for a while.
  mutating func isDue(at now: ContinuousClock.Instant) -> Bool {
    guard isShown, now - start >= Self.patience else { return false }
    if let lastDrawn, now - lastDrawn < Self.interval { return false }
    lastDrawn = now
    return true
  }

  /// The text of the line.
  static func line(_ label: String, rows: Int, fraction: Double?) -> String {
    // A file without a size, as those of /proc, gives no share.
    guard let fraction, fraction.isFinite else { return "\(label): \(rows) rows" }
    let share = min(max(fraction, 0), 1)
    let filled = Int(share * Double(width))
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
    return "\(label) [\(bar)] \(Int(share * 100)) %, \(rows) rows"
  }

  /// A terminal that is gone is no reason to stop the work.
  private static func write(_ text: String) {
    try? FileBytes.write(Array(text.utf8), to: FileBytes.standardError, path: "standard error")
  }
}
