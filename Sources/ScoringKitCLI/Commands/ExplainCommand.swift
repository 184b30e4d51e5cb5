internal import ArgumentParser
internal import ScoringKit
internal import ScoringKitFormats

/// `skit explain`: rows in, Shapley values out.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain the margins of a CSV table's rows: what each feature added.",
    discussion: """
      The numbers are exact Shapley values in margin, path-dependent: a row's contributions and its base value \
      (the model's average over its training data) add up to its margin.

      Writes one line a feature and row, under a header line:

        row             the row's number from 1; with --id that column instead
        output          only for a model of several outputs: which one, from 0
        rank            1 for the row's strongest contribution by magnitude
        feature         the feature's name
        contribution    what it added to the margin

      Each row's last line is its base value: no rank, and (base) for a name. Without --top the features come \
      in the model's order; with it the strongest come first. On a terminal the answer is a table for a \
      person instead, with the row's values and the directions in words, in the --language; --output or a pipe gives \
      the lines above, and --format chooses.

      With --background the values are interventional: against the rows of that table, or with the word bundle \
      those that the bundle carries, whose average is the base value. With --interactions it writes what pairs of features added together (row, feature, with, \
      interaction): a feature with itself is what it added alone, and all numbers of a row and its base value add \
      up to its margin; --feature gives one feature's pairs only.

      With --global it explains the model over all rows at once: for each feature the mean size of its \
      contribution (mean_magnitude), the mean, the least, the greatest and quantiles of it (within 1/256 of its \
      greatest size), in one pass and constant memory; beside it how many splits use the feature, what they gained \
      and covered in training, where the model's file says it. No order of the rows changes a digit. With --groups groups of features too.

      What an encoder makes of a feature counts as that feature, and a group as one: the numbers are exact Shapley values \
      of features and groups. --sums adds up those of the model's own columns instead, as other tools do.

      With --plot it draws a picture, a self-contained SVG: waterfall (one row, --row), bar and beeswarm (all \
      rows), dependence (one feature, --feature). Of a calibrated ensemble (CalibratedClassifierCV) it draws the mean \
      over the members' margins, each with the sign in which its calibrator turns it into probability, as decisions \
      state their reasons; the other answers list every member as an output.

      \(TableRules.text)

      EXAMPLES
        skit explain --model credit.json --rows applicants.csv --id number --top 4
        skit explain --model model.txt --rows applicants.csv --output reasons.csv
        skit explain --model credit.json --rows applicants.csv --id number --global \\
          --groups "housing=housing,property"
        skit explain --model credit.json --rows applicants.csv --id number \\
          --background approved.csv --space probability --top 4
        skit explain --model credit.json --rows applicants.csv --background bundle --threads 0
        skit explain --model credit.json --rows applicants.csv --id number \\
          --plot waterfall --row 12 --language fr --output applicant.svg
      """)

  @OptionGroup var answer: AnswerOptions

  @Option(
    help: ArgumentHelp(
      "State only the k strongest contributions of a row, or the k most important features, strongest first. A "
        + "plot shows 12 unless this says otherwise, and sums the others.", valueName: "k"))
  var top: Int?

  @Flag(name: .customLong("global"), help: "Explain the model over all rows together.")
  var isGlobal = false

  @OptionGroup var groups: GroupArguments

  @Flag(
    help: ArgumentHelp(
      "Add up the contributions of the model's own columns, those that an encoder makes of a feature and those of a "
        + "group, as other tools do. They are not the features' and groups' Shapley values, which are stated "
        + "without this."))
  var sums = false

  @Option(
    help: "table for a person, csv or json for a program. Without it a table on a terminal, else csv.")
  var format: ExplanationFormat?

  @OptionGroup var background: BackgroundArguments

  @Flag(help: "Write what pairs of features added together, instead of what each added.")
  var interactions = false

  @Option(
    help: ArgumentHelp(
      "The feature of a dependence plot, or the one whose interactions are wanted.", valueName: "feature"))
  var feature: String?

  @OptionGroup var plot: PlotArguments

  @OptionGroup var threads: ThreadOption

  func validate() throws {
    guard feature == nil ? plot.kind != .dependence : plot.kind == .dependence || interactions else {
      throw ValidationError("--plot dependence needs --feature; otherwise only --interactions takes it.")
    }
    if interactions, isGlobal || plot.kind != nil || background.background != nil {
      throw ValidationError("--interactions goes with none of --global, --plot and --background.")
    }
    if let top, top < 1 { throw ValidationError("--top must be 1 or more.") }
    if plot.kind != nil, isGlobal || format != nil {
      throw ValidationError("--plot draws; it goes with neither --global nor --format.")
    }
  }

  func run() throws {
    let document = try answer.table.loadDocument()
    let model = document.model
    let explained = try background.source(document, answer, batch: threads.batch)
    let terms = try ExplainedTerms(
      model.schema, groups: try groups.bound(to: model.schema, answer.table.tableFormat))
    let source = try (plot.kind == nil ? explained : explained.combiningMembers)
      .explaining(terms.players, sums: sums)
    let feature = try feature.map { name throws(ScoringError) in try model.schema.index(ofFeature: name) }
    var output = try Output(path: answer.output)
    let run = ExplanationRun(source: source, terms: terms, options: answer, language: plot.language)
    let format = format ?? (output.isTerminal ? .table : .csv)
    if let kind = plot.kind {
      try output.append(try run.plot(kind, plot, feature: feature, top: top))
    } else if isGlobal {
      try output.append(try run.global(format, top: top))
    } else if interactions {
      try run.appendInteractions(format, feature: feature, top: top, to: &output)
    } else {
      try run.appendRows(format, top: top, to: &output)
    }
    try output.finish()
  }
}
