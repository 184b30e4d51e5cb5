internal import ArgumentParser

/// How rows state categories, for every command that loads a model.
struct CategoryArguments: ParsableArguments {
  @Flag(
    name: .customLong("category-codes"),
    help: ArgumentHelp(
      "Categories are given by the trainer's codes (pandas' .cat.codes under the training categories), not by "
        + "themselves."))
  var statesCodes = false
}
