internal import ScoringKit
internal import ScoringKitFormats

/// What `skit bench` says.
struct BenchReport {
  private let document: ModelDocument
  private let rows: BenchRows
  private let load: Double
  private let measurements: Benchmark.Measurements
  private let p50: Spread
  private let p99: Spread

  /// The middle and the ends of some runs.
  struct Spread {
    let best: Double
    let median: Double
    let worst: Double

    init(_ numbers: [Double]) {
      var sorted = numbers
      median = Benchmark.quantile(0.5, of: &sorted)
      best = sorted[0]
      worst = sorted[sorted.count - 1]
    }
  }

  /// Reports on a model.
  ///
  /// - Parameter load: Seconds from the file to the document.
  init(_ document: ModelDocument, rows: BenchRows, load: Double, measurements: Benchmark.Measurements) {
    self.document = document
    self.rows = rows
    self.load = load
    self.measurements = measurements
    p50 = Spread(measurements.latencies.map(\.p50))
    p99 = Spread(measurements.latencies.map(\.p99))
  }

  private var forest: Forest { document.model.forest }
  private var evaluator: Evaluator { document.model.evaluator }
  private var bytesPerNode: Double {
    Double(evaluator.preparedByteCount) / Double(max(evaluator.nodeCount, 1))
  }
  /// The least that a run's 99th percentile was above its median.
  private var bestTail: Double { measurements.latencies.map { $0.p99 / $0.p50 }.min() ?? 1 }
}

extension BenchReport {
  /// The report for a person: one line a fact, then a table of batches.
  var text: String {
    let facts: [(name: String, value: String)] = [
      ("model", "\(forest.trees.count) trees, \(forest.leafCount) leaves, \(rows.width) features"),
      ("rows", rows.origin), ("load", Quantity.time(load)), ("prepare", Quantity.time(measurements.prepare)),
      (
        "prepared",
        "\(Quantity.bytes(evaluator.preparedByteCount)), \(Quantity.number(bytesPerNode)) bytes a node"
      ),
      ("engine", "\(evaluator.engineChoice)"), ("one row, p50", Self.text(p50)),
      ("one row, p99", Self.text(p99)),
      ("p99 over p50", "\(Quantity.number(bestTail)) in the best run"),
    ]
    return (ReportFormat.lines(facts) + ["", "rows per second"] + table).joined(separator: "\n") + "\n"
  }

  private static func text(_ spread: Spread) -> String {
    "\(Quantity.time(spread.median)) (\(Benchmark.latencyRuns) runs: \(Quantity.time(spread.best)) to "
      + "\(Quantity.time(spread.worst)))"
  }

  /// A line a batch size, a column a number of threads.
  private var table: [String] {
    let threadCounts = measurements.throughputs.filter { $0.batchSize == 1 }.map(\.threadCount)
    var lines = [["rows at a time"] + threadCounts.map { $0 == 1 ? "1 thread" : "\($0) threads" }]
    for batchSize in Benchmark.batchSizes {
      let line = measurements.throughputs.filter { $0.batchSize == batchSize }
      lines.append([Quantity.count(Double(batchSize))] + line.map { Quantity.count($0.rowsPerSecond) })
    }
    let widths = lines[0].indices.map { column in lines.reduce(0) { max($0, $1[column].count) } }
    return lines.map { line in
      line.indices.map { String(repeating: " ", count: widths[$0] - line[$0].count) + line[$0] }
        .joined(separator: "  ")
    }
  }
}

extension BenchReport {
  /// The report for a program; every key is always there. Times are in seconds.
  var json: JSONContent {
    .object([
      "format": .text(document.format), "trees": .integer(forest.trees.count),
      "leaves": .integer(forest.leafCount), "nodes": .integer(evaluator.nodeCount),
      "features": .integer(rows.width),
      "rows": .text(rows.origin), "load": .number(load), "prepare": .number(measurements.prepare),
      "engine": evaluator.engineChoice.json,
      "prepared_bytes": .integer(evaluator.preparedByteCount), "bytes_per_node": .number(bytesPerNode),
      "p50": Self.json(p50), "p99": Self.json(p99), "best_p99_over_p50": .number(bestTail),
      "runs": .array(
        measurements.latencies.map { .object(["p50": .number($0.p50), "p99": .number($0.p99)]) }),
      "batches": .array(
        measurements.throughputs.map {
          .object([
            "rows": .integer($0.batchSize), "threads": .integer($0.threadCount),
            "rows_per_second": .number($0.rowsPerSecond),
          ])
        }),
    ])
  }

  private static func json(_ spread: Spread) -> JSONContent {
    .object(["best": .number(spread.best), "median": .number(spread.median), "worst": .number(spread.worst)])
  }
}
