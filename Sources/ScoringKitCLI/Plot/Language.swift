internal import ArgumentParser

/// The language of the words and numbers of what is for a person.
enum Language: String, ExpressibleByArgument, CaseIterable {
  /// English: 1,740.5 and 26.5%.
  case en
  /// French: 1 740,5 and 26,5 %, the spaces narrow and unbreakable.
  case fr
}
