/// The library's version; the one place that states it.
public enum Version {
  /// `major.minor.patch`, in memory that is never freed.
  public static let text: StaticString = "0.1.0"

  /// The version as a string.
  public static var string: String { text.description }

  /// major · 10000 + minor · 100 + patch.
  public static let number = string.split(separator: ".").reduce(0) { $0 * 100 + (Int32($1) ?? 0) }
}
