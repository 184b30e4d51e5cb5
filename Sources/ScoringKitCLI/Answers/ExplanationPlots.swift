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
  ///   - contributions: One a term, then the base value.
  ///   - prediction: The row's probability, where the contributions' sum does not say it.
  func waterfall(
    name: String, values: [Double], contributions: ArraySlice<Double>, prediction: Double? = nil
  ) -> [UInt8] {
    let parts = Array(contributions)
    let order = TermOrder(parts.dropLast().map(\.magnitude), top: top)
    var bars = order.shown.map { index in
      WaterfallPlot.Bar(
        name: terms.terms[index].name,
        value: words.values(of: terms.terms[index], in: values, schema),
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
      prediction: prediction,
      threshold: policy.flatMap { source.answer.place(ofProbability: $0.threshold) }
    ).svg()
  }

  /// The importance of every feature.
  func bar(_ explanation: GlobalExplanation, output: Int) -> [UInt8] {
    let magnitudes = explanation.summaries[output].map(\.meanMagnitude)
    let order = TermOrder(magnitudes, top: top)
    let importances = FeatureImportance.allCases.compactMap { kind in
      (try? source.model.importances(kind)).map { (kind, $0) }
    }
    func bar(_ name: String, _ members: [Int]) -> BarPlot.Bar {
      let features = members.flatMap { terms.terms[$0].features }
      return BarPlot.Bar(
        name: name, meanMagnitude: members.reduce(0) { $0 + magnitudes[$1] },
        importances: importances.map { _, values in features.reduce(0) { $0 + values[$1] } })
    }
    var bars = order.shown.map { bar(terms.terms[$0].name, [$0]) }
    if !order.others.isEmpty { bars.append(bar(words.others(order.others.count), order.others)) }
    return BarPlot(
      words: words, bars: bars, importances: importances.map(\.0), hasOthers: !order.others.isEmpty,
      rowCount: explanation.rowCount
    ).svg()
  }

  /// Every sampled row's contributions.
  func beeswarm(_ sample: RowSample, _ explanation: GlobalExplanation, output: Int) -> [UInt8] {
    let order = TermOrder(explanation.summaries[output].map(\.meanMagnitude), top: top)
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
    if case .categorical(let known, let acceptsUnknown) = schema.features[feature].kind {
      categories = known.map(\.description) + (acceptsUnknown ? [words.otherValue] : [])
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
}
