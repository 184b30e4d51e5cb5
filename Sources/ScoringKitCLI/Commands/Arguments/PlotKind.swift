internal import ArgumentParser

/// What a picture shows.
enum PlotKind: String, ExpressibleByArgument, CaseIterable {
  /// One applicant's way from the average to the own answer.
  case waterfall
  /// The importance of each feature.
  case bar
  /// Every row's contributions, one strip a feature.
  case beeswarm
  /// One feature's contributions against its values.
  case dependence
}
