// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is built with these: the compiler finds what a reviewer might miss.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Makes libscoringkit.so self-contained: the Swift runtime inside, only the header's names outside.
/// On a target of its own, because link settings propagate and would break `swift test`; for release builds only,
/// because the sanitizers of debug builds leave symbols open.
let sharedLibraryLinking: [LinkerSetting] = [
  .unsafeFlags(
    [
      "-static-stdlib",
      "-Xlinker", "--version-script=\(Context.packageDirectory)/Include/scoringkit.map",
      "-Xlinker", "-soname=libscoringkit.so.1",
      "-Xlinker", "-z", "-Xlinker", "defs",
      "-Xlinker", "-z", "-Xlinker", "nodelete",
      // Folding equal functions and packing relocations take half a megabyte off; the latter needs glibc 2.36. The
      // script leaves out unwind tables, another three quarters.
      "-use-ld=lld", "-Xlinker", "--icf=all", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs",
      "-Xlinker", "\(Context.packageDirectory)/Sources/ScoringKitShared/sections.ld",
    ], .when(configuration: .release))
]

let package = Package(
  name: "ScoringKit",
  products: [
    .library(name: "ScoringKit", targets: ["ScoringKit", "ScoringKitFormats"]),
    .library(name: "scoringkit", type: .dynamic, targets: ["ScoringKitABI", "ScoringKitShared"]),
    .executable(name: "skit", targets: ["ScoringKitCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(name: "CSched"),
    .target(name: "ScoringKit", dependencies: ["CSched"], swiftSettings: strict),
    .systemLibrary(name: "CJSON", pkgConfig: "json-c", providers: [.apt(["libjson-c-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "ScoringKitFormats", dependencies: ["ScoringKit", "CJSON", "CZlib"], exclude: ["floors"],
      swiftSettings: strict),
    .systemLibrary(name: "CScoringKit", path: "Include"),
    .target(
      name: "ScoringKitABI", dependencies: ["ScoringKit", "ScoringKitFormats", "CScoringKit"],
      exclude: ["install.sh"], swiftSettings: strict),
    .target(
      name: "ScoringKitShared", dependencies: ["ScoringKitABI"], exclude: ["sections.ld"],
      swiftSettings: strict, linkerSettings: sharedLibraryLinking),
    .executableTarget(
      name: "ScoringKitCLI",
      dependencies: [
        "ScoringKit", "ScoringKitFormats",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    // What several test targets use; no product reaches it.
    .target(
      name: "ScoringKitTestSupport", dependencies: ["ScoringKit", "ScoringKitFormats"],
      path: "Tests/ScoringKitTestSupport", swiftSettings: strict),
    .testTarget(
      name: "ScoringKitTests", dependencies: ["ScoringKit", "ScoringKitTestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ScoringKitFormatsTests",
      dependencies: ["ScoringKit", "ScoringKitFormats", "ScoringKitTestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ScoringKitABITests", dependencies: ["ScoringKit", "ScoringKitABI", "CScoringKit"],
      swiftSettings: strict),
    .testTarget(
      name: "ScoringKitCLITests",
      dependencies: ["ScoringKit", "ScoringKitFormats", "ScoringKitCLI", "ScoringKitTestSupport"],
      swiftSettings: strict),
  ]
)

// The fuzzers, which no product of the package holds: Tests/Fuzz/build.sh asks for them, and links them.
if Context.environment["SCORINGKIT_FUZZ"] != nil {
  package.targets += [
    .target(
      name: "CFuzz", path: "Tests/Fuzz/CFuzz", cSettings: [.headerSearchPath("../../../Include")],
      linkerSettings: [.linkedLibrary("z")]),
    .target(
      name: "Fuzz",
      dependencies: [
        "ScoringKit", "ScoringKitFormats", "ScoringKitABI", "ScoringKitCLI", "ScoringKitTestSupport", "CFuzz",
      ],
      path: "Tests/Fuzz/Fuzzer", swiftSettings: strict),
  ]
}
