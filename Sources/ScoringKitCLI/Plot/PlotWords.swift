internal import ScoringKit

/// The words of the plots, in a language, for a model.
struct PlotWords {
  let language: Language
  let numbers: NumberText
  private let answer: ExplainedAnswer
  private let policy: Policy?

  /// Takes the model's own terms: what a probability is of, and which direction is worse, come from its policy.
  init(_ language: Language, policy: Policy?, answer: ExplainedAnswer) {
    self.language = language
    numbers = NumberText(language: language)
    self.policy = policy
    self.answer = answer
  }

  private func choose(_ english: String, _ french: String) -> String {
    language == .en ? english : french
  }

  /// Whether a greater margin is worse for the applicant.
  var growsWithRisk: Bool {
    guard let policy else { return true }
    return policy.refusal == .atLeast || policy.refusal == .above
  }

  /// What a contribution does to the applicant's case, in words.
  func direction(_ contribution: Double) -> String {
    if contribution == 0 { return choose("no effect", "sans effet") }
    if contribution.isNaN { return choose("effect unknown", "effet inconnu") }
    let raises = (contribution > 0) == growsWithRisk
    guard policy != nil else {
      return raises
        ? choose("raises the score", "augmente le score") : choose("lowers the score", "diminue le score")
    }
    return raises
      ? choose("raises the risk", "augmente le risque") : choose("lowers the risk", "diminue le risque")
  }

  /// The colour of a contribution.
  func colour(_ contribution: Double) -> String {
    contribution == 0 || contribution.isNaN
      ? Palette.axis
      : ((contribution > 0) == growsWithRisk ? Palette.raises : Palette.lowers)
  }

  var missing: String { choose("missing", "manquant") }
  var thisApplicant: String { choose("This applicant", "Ce demandeur") }
  var otherValue: String { choose("another value", "autre valeur") }
  var lowValue: String { choose("low value", "valeur faible") }
  var highValue: String { choose("high value", "valeur élevée") }

  /// A number to so many digits, with its sign: a contribution. In percentage points for a probability.
  func contribution(_ contribution: Double, digits: Int) -> String {
    guard answer.isProbability, contribution.isFinite else {
      return numbers.rounded(contribution, digits: digits, isSigned: true)
    }
    let points = numbers.rounded(contribution * 100, digits: max(digits - 2, 1), isSigned: true)
    return points + choose(" pts", "\u{A0}pts")
  }

  /// What the trees alone say of a feature.
  func importance(_ kind: FeatureImportance) -> String {
    switch kind {
    case .split: choose("Splits", "Divisions")
    case .gain: choose("Gain", "Gain")
    case .cover: choose("Cover", "Couverture")
    }
  }

  /// A number of splits, gain or cover; nothing for one that is not finite.
  func importance(_ number: Double) -> String {
    guard number.isFinite else { return "" }
    return numbers.rounded(number, digits: number == number.rounded() ? 0 : NumberText.digits(for: number))
  }

  /// A number on the contributions' axis.
  func magnitude(_ number: Double, digits: Int) -> String {
    answer.isProbability
      ? numbers.rounded(number * 100, digits: max(digits - 2, 0)) + choose(" pts", "\u{A0}pts")
      : numbers.rounded(number, digits: digits)
  }

  func applicantTitle(_ name: String) -> String {
    policy == nil
      ? choose(
        "Applicant \(name): what raised and lowered the score",
        "Demandeur \(name) : ce qui augmente et diminue le score")
      : choose(
        "Applicant \(name): what raised and lowered the risk",
        "Demandeur \(name) : ce qui augmente et diminue le risque")
  }

  func base(isBackground: Bool) -> String {
    isBackground
      ? choose("Average of the comparison rows", "Moyenne de comparaison")
      : choose("Average of the training data", "Moyenne d’apprentissage")
  }

  /// What stands over a summary's numbers.
  var summaryTitles: [String] {
    language == .en
      ? ["mean |value|", "mean", "least", "median", "greatest"]
      : ["moyenne |valeur|", "moyenne", "minimum", "médiane", "maximum"]
  }

  /// What marks the name of a group of features.
  var groupMark: String { choose(" (group)", " (groupe)") }

  /// One of several outputs, from 0.
  func output(_ output: Int) -> String { choose("output \(output)", "sortie \(output)") }

  /// What a feature added by itself.
  func alone(_ feature: String) -> String { feature + choose(" alone", " à elle seule") }

  /// What two features added together.
  func together(_ features: (String, String)) -> String {
    features.0 + choose(" with ", " avec ") + features.1
  }

  /// A number that contributions add up to.
  func total(_ number: Double) -> String {
    answer.isProbability
      ? numbers.percent(number) : margin(numbers.rounded(number, digits: 3, isSigned: true))
  }

  /// What a number that contributions add up to means as a probability; nothing where it is one or means none.
  func meaning(_ number: Double) -> String {
    guard !answer.isProbability, let probability = answer.probability(of: number) else { return "" }
    return probabilityAxis + " " + numbers.percent(probability)
  }

  func margin(_ text: String) -> String { choose("margin ", "marge ") + text }

  func others(_ count: Int) -> String {
    count == 1
      ? choose("1 other feature", "1 autre variable")
      : choose(
        "\(numbers.exact(Double(count))) other features", "\(numbers.exact(Double(count))) autres variables")
  }

  var importanceTitle: String {
    choose("The features that matter most", "Les variables qui comptent le plus")
  }

  var effectsTitle: String {
    choose("How each feature moves the answer", "Comment chaque variable fait varier la réponse")
  }

  func effectTitle(_ feature: String) -> String {
    choose("What \(feature) contributes, by its value", "Ce que \(feature) apporte, selon sa valeur")
  }

  var meanMagnitude: String {
    choose("Mean size of the contribution", "Taille moyenne de la contribution") + ", " + unit
  }

  var contributionAxis: String { choose("Contribution", "Contribution") + ", " + unit }

  /// What contributions are measured in.
  private var unit: String {
    if answer.isProbability { return choose("in points of probability", "en points de probabilité") }
    if case .memberMargins(let count) = answer {
      return count == 1
        ? choose("in margin before calibration", "en marge avant calibration")
        : choose("in margin, mean of \(count) members", "en marge, moyenne de \(count) membres")
    }
    return answer.isLogOdds
      ? choose("in margin (log-odds)", "en marge (log de la cote)") : choose("in margin", "en marge")
  }

  var marginAxis: String {
    if answer.isProbability { return probabilityAxis }
    if case .memberMargins(let count) = answer {
      return count == 1
        ? choose("Margin before calibration", "Marge avant calibration")
        : choose(
          "Mean margin of the \(count) calibrated members", "Marge moyenne des \(count) membres calibrés")
    }
    return answer.isLogOdds
      ? choose("Margin (log-odds)", "Marge (logarithme de la cote)") : choose("Margin", "Marge")
  }

  var probabilityAxis: String {
    guard let policy else { return choose("Probability", "Probabilité") }
    return choose("Probability of \(policy.positiveClass)", "Probabilité de « \(policy.positiveClass) »")
  }

  /// Both directions, for the two sides of an axis.
  var bothDirections: (negative: String, positive: String) {
    ("\u{2190} " + direction(-1), direction(1) + " \u{2192}")
  }

  /// Where the lender's rule refuses; nil without one.
  var threshold: String? {
    guard let policy else { return nil }
    let share = numbers.percent(policy.threshold)
    return switch policy.refusal {
    case .atLeast: choose("refused from \(share)", "refusé à partir de \(share)")
    case .above: choose("refused above \(share)", "refusé au-delà de \(share)")
    case .atMost: choose("refused up to \(share)", "refusé jusqu’à \(share)")
    case .below: choose("refused below \(share)", "refusé en dessous de \(share)")
    }
  }

  /// What is drawn elsewhere than where it is, or not at all; nil where every contribution is a finite number.
  func outside(_ contributions: some Sequence<Double>) -> String? {
    let infinite = contributions.count { $0.isInfinite }
    let unknown = contributions.count { $0.isNaN }
    let parts = [
      infinite > 0
        ? choose("±\u{221E}: \(infinite), at the edge", "±\u{221E} : \(infinite), au bord") : nil,
      unknown > 0 ? choose("unknown: \(unknown), not drawn", "inconnues : \(unknown), non dessinées") : nil,
    ].compactMap { $0 }
    return parts.isEmpty ? nil : choose("Contributions: ", "Contributions : ") + parts.joined(separator: "; ")
  }

  /// What the colours of categories mean.
  var categoryColours: String {
    choose("categories in the model’s order", "catégories dans l’ordre du modèle")
  }

  /// How many rows a picture is of, and how many it shows.
  func rows(_ count: Int, shown: Int? = nil) -> String {
    let all = numbers.exact(Double(count))
    let text =
      count == 1 ? choose("1 applicant", "1 demandeur") : choose("\(all) applicants", "\(all) demandeurs")
    guard let shown, shown < count else { return text }
    let part = numbers.exact(Double(shown))
    return text + choose(", \(part) of them shown", ", dont \(part) montrés")
  }
}
