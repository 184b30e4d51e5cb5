internal import ArgumentParser

/// What `skit explain` is to draw.
struct PlotArguments: ParsableArguments {
  @Option(
    name: .customLong("plot"),
    help: ArgumentHelp(
      "Draw a self-contained SVG: waterfall, bar, beeswarm or dependence.", valueName: "plot"))
  var kind: PlotKind?

  @Option(help: ArgumentHelp("The row of a waterfall, from 1.", valueName: "n"))
  var row: Int?

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp("Which output to draw, from 0, where the model has several.", valueName: "n"))
  var outputNumber: Int?

  @Option(help: "The language of a plot, or of a table for a person: en or fr.")
  var language = Language.en

  func validate() throws {
    if let row, row < 1 { throw ValidationError("--row counts from 1.") }
    guard (row != nil) == (kind == .waterfall) else {
      throw ValidationError("--plot waterfall needs --row, and nothing else takes it.")
    }
  }
}
