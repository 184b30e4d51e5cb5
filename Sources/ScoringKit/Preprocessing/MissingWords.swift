/// The texts that stand for a missing value in a table: decided once, before a cell is anything else.
///
///     let schema = try FeatureSchema([.init(name: "gender", kind: .categorical(["f", "m"], acceptsUnknown: true))])
///     MissingWords.pandas.contain("NA", in: schema.features[0])  // true: an imputer fills it
///     MissingWords.pandas.contain("x", in: schema.features[0])   // false: an unlisted category
///
/// Only tables have such words. A text that a program passes as a value is that text, as it is to the trainers, and
/// what is missing is NaN.
public struct MissingWords: Hashable, Sendable {
  /// The words; the empty one is the empty cell.
  public let words: [String]
  /// Whether a word is missing also where the feature lists it as a category.
  ///
  /// Without this the category holds: a model that lists one was trained on a table in which the word was a text.
  public let outrankCategories: Bool

  /// What `pandas.read_csv` reads as missing, if it is told nothing else: trainers' rows have mostly come that way.
  ///
  /// Source: pandas 2.0 to 3.0, `STR_NA_VALUES` in `pandas/_libs/parsers.pyx`. (Before 2.0 `None` was a text; a model
  /// trained so lists it, and then it is one here too.)
  public static let pandas = MissingWords(
    [
      "", "NaN", "nan", "NA", "N/A", "n/a", "NULL", "null", "None", "<NA>", "#N/A", "#NA", "#N/A N/A", "-NaN",
      "-nan",
      "1.#IND", "-1.#IND", "1.#QNAN", "-1.#QNAN",
    ], outrankCategories: false)

  /// These words and no others, whatever categories a feature lists.
  public init(_ words: [String]) { self.init(words, outrankCategories: true) }

  private init(_ words: [String], outrankCategories: Bool) {
    self.words = words
    self.outrankCategories = outrankCategories
  }

  /// Whether a cell with that text is missing in a feature's column.
  public func contain(_ text: String, in feature: FeatureSchema.Feature) -> Bool {
    words.contains(text) && (outrankCategories || !feature.lists(text))
  }

  /// The words that are no missing values in a feature's column, because they are its categories.
  public func categories(of feature: FeatureSchema.Feature) -> [String] {
    outrankCategories ? [] : words.filter { feature.lists($0) }
  }
}

extension FeatureSchema.Feature {
  /// Whether a text is one of the feature's categories.
  public func lists(_ text: String) -> Bool {
    guard case .categorical(let categories, _) = kind else { return false }
    return categories.contains(.text(text))
  }
}
