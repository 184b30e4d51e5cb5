import ScoringKit
import ScoringKitFormats
import Testing

@testable import ScoringKitCLI

/// The pictures of a calibrated ensemble: of its members together, as decisions state their reasons.
struct CalibratedPlotTests {
  /// Two features; member m's tree on feature f adds ±effects[m][f], and its calibrator has the slope slopes[m].
  private func model(_ effects: [[Double]], slopes: [Double]) throws -> ScoringModel {
    var parts = Forest.Parts(featureNames: ["a", "b"], outputCount: effects.count)
    for (member, effects) in effects.enumerated() {
      for (feature, effect) in effects.enumerated() {
        parts.trees.append(
          Tree(
            splits: [
              Tree.Split(
                feature: Int32(feature), rule: .lightGBM(missing: .nan, defaultLeft: true), threshold: 0.5,
                left: .init(rawValue: ~0), right: .init(rawValue: ~1))
            ], leafValues: [-effect, effect + 1], covers: Tree.Covers(splits: [2], leaves: [1, 1])))
        parts.outputOfTree.append(Int32(member))
      }
    }
    parts.link = .calibrated(
      try CalibratedMean(
        memberLink: .identity, classCount: 2,
        calibrators: try slopes.map { .sigmoid(try SigmoidCalibrator(slope: $0, intercept: 0)) }))
    return ScoringModel(try Forest(validating: parts))
  }

  private func block(_ rows: [[Double]]) -> RowBlock {
    var block = RowBlock(firstRow: 0)
    block.values = rows.flatMap { $0 }
    block.places = rows.indices.map { CSVRecord.Place(line: $0 + 2, lineStart: 0) }
    return block
  }

  @Test
  func `a plot's contributions are the signed mean of the members' and add up to that of their margins`()
    throws
  {
    let model = try model([[1, 0.25], [2, -0.5]], slopes: [-1, 0.5])
    let members = ContributionSource(model)
    let rows = block([[0, 1], [1, 1], [.nan, 0]])
    let all = try members.contributions(of: rows)
    #expect(members.outputCount == 2)
    let source = members.combiningMembers
    #expect(source.outputCount == 1)
    let means = try source.contributions(of: rows)
    #expect(means.count == 3 * 3)
    for row in 0..<3 {
      // The first calibrator turns the margin into probability as it is, the second the other way round.
      for place in 0..<3 {
        #expect(means[row * 3 + place] == (all[row * 6 + place] - all[row * 6 + 3 + place]) / 2)
      }
      var margins = [0.0, 0]
      var span = margins.mutableSpan
      try model.writeMargins(
        of: rows.row(row).values.span, layout: try RowLayout(rowCount: 1, columnCount: 2), into: &span)
      let sum = means[row * 3] + means[row * 3 + 1] + means[row * 3 + 2]
      #expect((sum - (margins[0] - margins[1]) / 2).magnitude <= 1e-15)
    }
  }

  @Test func `the picture names what it adds up, and the probability that the applicant is told`() throws {
    for (slopes, names): ([Double], [String]) in [
      ([-1, -0.5], ["Mean margin of the 2 calibrated members"]), ([-1], ["Margin before calibration"]),
    ] {
      let model = try model([[1, 0.25], [2, -0.5]].prefix(slopes.count) + [], slopes: slopes)
      let source = ContributionSource(model).combiningMembers
      let applicant = block([[1, 0]])
      let plots = ExplanationPlots(
        source: source, terms: try ExplainedTerms(model.schema),
        words: PlotWords(.en, policy: nil, answer: source.answer), top: 12)
      let prediction = try #require(try source.prediction(of: applicant, output: 0))
      let picture = plots.waterfall(
        name: "1", values: applicant.values, contributions: try source.contributions(of: applicant)[...],
        prediction: prediction)
      let text = try #require(XMLOutline(String(decoding: picture, as: UTF8.self))).text
      for name in names { #expect(text.contains(name)) }
      #expect(text.contains(NumberText(language: .en).percent(prediction)))
      #expect(!text.contains("log-odds"))
    }
  }

  @Test func `a model without calibration is explained as it is`() throws {
    let source = ContributionSource(try CreditModel.document().model)
    #expect(source.combiningMembers.outputCount == source.outputCount)
    #expect(source.combiningMembers.answer.isLogOdds)
  }
}
