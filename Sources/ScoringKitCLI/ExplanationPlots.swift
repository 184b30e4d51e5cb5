internal import ScoringKit

/// The pictures of `skit explain`, made of one output's contributions.
struct ExplanationPlots {
  let source: ContributionSource
  let terms: ExplainedTerms
  let words: PlotWords
  /// Bars or strips at most, beside the one that sums the others.
  let top: Int

  private var schema: FeatureSchema { source.model.schema }

  /// One applicant's waterfall.
  ///
  /// - Parameters:
  ///   - name: What names the applicant.
  ///   - values: The row's numbers.
  ///   - contributions: One a feature, then the base value.
  func waterfall(name: String, values: [Double], contributions: ArraySlice<Double>) -> [UInt8] {
    let parts = terms.contributions(contributions)
    let order = TermOrder(parts.dropLast().map(\.magnitude), top: top)
    var bars = order.shown.map { index in
      WaterfallPlot.Bar(
        name: terms.terms[index].name,
        value: terms.terms[index].features.map { value(values[$0], of: $0) }.joined(separator: ", "),
        contribution: parts[index])
    }
    if !order.others.isEmpty {
      bars.append(
        WaterfallPlot.Bar(
          name: words.others(order.others.count), value: nil,
          contribution: order.others.reduce(0) { $0 + parts[$1] }))
    }
    let policy = source.model.policy
    return WaterfallPlot(
      words: words, applicant: name, bars: bars, base: parts.last ?? 0,
      baseName: words.base(isBackground: source.hasBackground), answer: source.answer,
      threshold: policy.flatMap { source.answer.place(ofProbability: $0.threshold) }
    ).svg()
  }

  /// The importance of every feature.
  func bar(_ explanation: GlobalExplanation, output: Int) -> [UInt8] {
    let magnitudes = terms.terms.map {
      terms.summary(of: $0, in: explanation, output: output).meanMagnitude
    }
    let order = TermOrder(magnitudes, top: top)
    var bars = order.shown.map { BarPlot.Bar(name: terms.terms[$0].name, meanMagnitude: magnitudes[$0]) }
    if !order.others.isEmpty {
      bars.append(
        BarPlot.Bar(
          name: words.others(order.others.count),
          meanMagnitude: order.others.reduce(0) { $0 + magnitudes[$1] }))
    }
    return BarPlot(
      words: words, bars: bars, hasOthers: !order.others.isEmpty, rowCount: explanation.rowCount
    ).svg()
  }

  /// Every sampled row's contributions.
  func beeswarm(_ sample: RowSample, _ explanation: GlobalExplanation, output: Int) -> [UInt8] {
    let order = TermOrder(
      terms.terms.map { terms.summary(of: $0, in: explanation, output: output).meanMagnitude }, top: top)
    var strips = order.shown.map { index in
      let features = terms.terms[index].features
      return BeeswarmPlot.Strip(
        name: terms.terms[index].name, contributions: sample.contributions.map { $0[index] },
        // Several features have no one value.
        values: features.count == 1 ? sample.values.map { $0[features[0]] } : [],
        isCategorical: features.count == 1 && isCategorical(features[0]))
    }
    if !order.others.isEmpty {
      strips.append(
        BeeswarmPlot.Strip(
          name: words.others(order.others.count),
          contributions: sample.contributions.map { row in order.others.reduce(0) { $0 + row[$1] } },
          values: [], isCategorical: false))
    }
    return BeeswarmPlot(words: words, strips: strips, rowCount: explanation.rowCount).svg()
  }

  /// One feature's contributions against its values.
  func dependence(_ sample: RowSample, feature: Int, rowCount: Int) -> [UInt8] {
    var categories: [String] = []
    if case .categorical(let texts, let acceptsUnknown) = schema.features[feature].kind {
      categories = texts + (acceptsUnknown ? [words.otherValue] : [])
    }
    return DependencePlot(
      words: words, name: schema.features[feature].name, categories: categories,
      values: sample.values.map { $0[feature] }, contributions: sample.contributions.map { $0[feature] },
      rowCount: rowCount
    ).svg()
  }

  private func isCategorical(_ feature: Int) -> Bool {
    if case .categorical = schema.features[feature].kind { true } else { false }
  }

  /// A value as the row has it: a category by its text, a number in the language's writing.
  private func value(_ number: Double, of feature: Int) -> String {
    guard !number.isNaN else { return words.missing }
    guard case .categorical(let categories, _) = schema.features[feature].kind else {
      return words.numbers.exact(number)
    }
    guard let place = Int(exactly: number), categories.indices.contains(place) else {
      return words.otherValue
    }
    return categories[place]
  }
}
