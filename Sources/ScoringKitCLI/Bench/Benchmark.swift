internal import ScoringKit

/// Times a model. Every time is in seconds.
struct Benchmark {
  /// Rows given together.
  static let batchSizes = [1, 10, 100, 1000, 10_000]
  /// Runs of single rows, each with a median and a 99th percentile of its own.
  static let latencyRuns = 10

  /// One run of single rows.
  struct Latency {
    let p50: Double
    let p99: Double
  }

  /// Batches of one size on some threads.
  struct Throughput {
    let batchSize: Int
    let threadCount: Int
    let rowsPerSecond: Double
  }

  /// What was measured.
  struct Measurements {
    let prepare: Double
    let latencies: [Latency]
    let throughputs: [Throughput]
  }

  private let model: ScoringModel
  private let rows: BenchRows
  private let seconds: Double
  private let threadCounts: [Int]
  private var progress = ProgressBar("measuring")
  private var scoredCount = 0
  private var stepCount = 0

  /// Plans to measure for about that many seconds.
  init(_ model: ScoringModel, rows: BenchRows, seconds: Double) {
    self.model = model
    self.rows = rows
    self.seconds = seconds
    threadCounts = Self.threadCounts(upTo: Parallel.processorCount)
  }

  /// Measures everything.
  mutating func run() throws(ScoringError) -> Measurements {
    defer { progress.clear() }
    let forest = model.forest
    let prepare = try medianTime { () throws(ScoringError) in _ = Evaluator(forest) }
    var latencies: [Latency] = []
    for _ in 0..<Self.latencyRuns { latencies.append(try latency()) }
    var throughputs: [Throughput] = []
    for threadCount in threadCounts {
      for batchSize in Self.batchSizes {
        throughputs.append(try throughput(batchSize: batchSize, threadCount: threadCount))
      }
    }
    return Measurements(prepare: prepare, latencies: latencies, throughputs: throughputs)
  }

  /// The median time of some work, which is done three to fifty times.
  mutating func medianTime(_ work: () throws(ScoringError) -> Void) throws(ScoringError) -> Double {
    var times: [Double] = []
    let start = ContinuousClock.now
    while times.count < 3 || (times.count < 50 && Self.seconds(since: start) < stepSeconds) {
      let began = ContinuousClock.now
      try work()
      times.append(Self.seconds(since: began))
    }
    finishStep()
    return Self.quantile(0.5, of: &times)
  }

  /// All counts up to eight, then powers of two and the last.
  static func threadCounts(upTo last: Int) -> [Int] {
    (1...max(last, 1)).filter { $0 <= 8 || $0 == last || $0.nonzeroBitCount == 1 }
  }

  /// The smallest number that at least that share of them does not exceed; sorts them.
  static func quantile(_ share: Double, of numbers: inout [Double]) -> Double {
    numbers.sort()
    let rank = Int((share * Double(numbers.count)).rounded(.up))
    return numbers[min(max(rank, 1), numbers.count) - 1]
  }
}

extension Benchmark {
  /// Load, prepare, the runs of single rows, and the batches share the time.
  private var allSteps: Int { 2 + Self.latencyRuns + Self.batchSizes.count * threadCounts.count }
  private var stepSeconds: Double { seconds / Double(allSteps) }

  private mutating func finishStep() {
    stepCount += 1
    progress.update(rows: scoredCount, fraction: Double(stepCount) / Double(allSteps))
  }

  /// Times each of many calls with one row, the rows in turn.
  private mutating func latency() throws(ScoringError) -> Latency {
    var answers = [Double](repeating: 0, count: model.forest.predictionCount)
    var times: [Double] = []
    times.reserveCapacity(Self.latencyCalls)
    let start = ContinuousClock.now
    var row = 0
    while times.count < 100 || (times.count < Self.latencyCalls && Self.seconds(since: start) < stepSeconds) {
      let began = ContinuousClock.now
      try score(from: row, count: 1, threadCount: 1, into: &answers)
      times.append(Self.seconds(since: began))
      row = (row + 1) % BenchRows.count
    }
    scoredCount += times.count
    finishStep()
    return Latency(p50: Self.quantile(0.5, of: &times), p99: Self.quantile(0.99, of: &times))
  }

  /// Calls of a run at most.
  private static let latencyCalls = 50_000
  /// Timings of which a batch's time is the median.
  private static let throughputRuns = 5

  private mutating func throughput(batchSize: Int, threadCount: Int) throws(ScoringError) -> Throughput {
    var answers = [Double](repeating: 0, count: batchSize * model.forest.predictionCount)
    var times: [Double] = []
    var first = 0
    for _ in 0..<Self.throughputRuns {
      let start = ContinuousClock.now
      var calls = 0
      repeat {
        try score(from: first, count: batchSize, threadCount: threadCount, into: &answers)
        first = (first + batchSize) % BenchRows.count
        calls += 1
      } while Self.seconds(since: start) < stepSeconds / Double(Self.throughputRuns)
      times.append(Self.seconds(since: start) / Double(calls))
      scoredCount += calls * batchSize
    }
    finishStep()
    return Throughput(
      batchSize: batchSize, threadCount: threadCount,
      rowsPerSecond: Double(batchSize) / Self.quantile(0.5, of: &times))
  }

  private func score(
    from first: Int, count: Int, threadCount: Int, into answers: inout [Double]
  ) throws(ScoringError) {
    let layout = try RowLayout(rowCount: count, columnCount: rows.width)
    let values = rows.values.span.extracting(first * rows.width..<(first + count) * rows.width)
    var span = answers.mutableSpan
    try model.writePredictions(
      of: values, layout: layout, into: &span, options: BatchOptions(threadCount: threadCount))
  }

  private static func seconds(since start: ContinuousClock.Instant) -> Double {
    (ContinuousClock.now - start) / .seconds(1)
  }
}
