internal import ArgumentParser

/// The language of a plot's words and numbers.
enum Language: String, ExpressibleByArgument, CaseIterable {
  /// English: 1,740.5 and 26.5%.
  case en
  /// French: 1 740,5 and 26,5 %, the spaces narrow and unbreakable.
  case fr
}
