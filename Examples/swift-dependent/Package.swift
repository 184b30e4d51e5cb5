// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "swift-dependent",
  dependencies: [
    // From elsewhere this would be the repository's URL and a version.
    .package(name: "ScoringKit", path: "../..")
  ],
  targets: [
    .executableTarget(
      name: "OneApplicant", dependencies: [.product(name: "ScoringKit", package: "ScoringKit")]),
    .executableTarget(
      name: "EveryApplicant", dependencies: [.product(name: "ScoringKit", package: "ScoringKit")]),
  ]
)
