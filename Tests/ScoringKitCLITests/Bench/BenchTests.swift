import Foundation
import ScoringKit
import ScoringKitFormats
import ScoringKitTestSupport
import Testing

@testable import ScoringKitCLI

/// `skit bench`: what it reports, not how fast this machine is.
struct BenchTests {
  private let directory: ScratchFolder
  private let model: String

  init() throws {
    directory = try ScratchFolder()
    model = try directory.file("model.txt", CreditModel.text)
  }

  private func report(_ arguments: String...) throws -> [String: Any] {
    let skit = try SkitProcess(["bench", "--seconds", "0.01", "--format", "json"] + arguments)
    #expect(skit.status == 0)
    #expect(skit.errors == "")
    return try #require(try JSONSerialization.jsonObject(with: Data(skit.output.utf8)) as? [String: Any])
  }

  @Test func `a report holds every time, ten runs and every batch size`() throws {
    let report = try report("--model", model)
    #expect(report["trees"] as? Int == 3)
    #expect(report["leaves"] as? Int == 15)
    #expect(report["nodes"] as? Int == 27)
    #expect(report["features"] as? Int == 3)
    let (bytes, perNode) = (report["prepared_bytes"] as? Int ?? 0, report["bytes_per_node"] as? Double ?? 0)
    // Foundation reads one number in eight to its neighbour.
    #expect(bytes > 27 && abs(perNode - Double(bytes) / 27) <= perNode.ulp)
    #expect(report["rows"] as? String == "made up, one value in ten missing")
    for key in ["load", "prepare"] { #expect(try #require(report[key] as? Double) > 0) }
    let runs = try #require(report["runs"] as? [[String: Double]])
    #expect(runs.count == 10)
    for run in runs { #expect(try #require(run["p50"]) <= (try #require(run["p99"]))) }
    for key in ["p50", "p99"] {
      let spread = try #require(report[key] as? [String: Double])
      #expect(spread["best"] == runs.compactMap { $0[key] }.min())
      #expect(spread["worst"] == runs.compactMap { $0[key] }.max())
    }
    let batches = try #require(report["batches"] as? [[String: Double]])
    #expect(Set(batches.compactMap { $0["threads"] }).contains(Double(Parallel.processorCount)))
    #expect(batches.filter { $0["threads"] == 1 }.compactMap { $0["rows"] } == [1, 10, 100, 1000, 10_000])
    #expect(batches.allSatisfy { ($0["rows_per_second"] ?? 0) > 0 })
  }

  @Test func `a person gets one line a fact and a table of batches`() throws {
    let skit = try SkitProcess("bench", "--model", model, "--seconds", "0.01")
    #expect(skit.status == 0)
    let lines = skit.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "model         3 trees, 15 leaves, 3 features")
    #expect(lines.contains("rows per second"))
    #expect(lines.contains { $0.hasPrefix("rows at a time") && $0.contains("1 thread") })
    #expect(lines.contains { $0.hasPrefix("        10 000  ") })
  }

  @Test func `rows may come from a table, which is repeated`() throws {
    let rows = try directory.file("rows.csv", CreditModel.rows)
    let report = try report("--model", model, "--rows", rows, "--ignore", "number")
    #expect(report["rows"] as? String == "the first 3 of \(rows)")
  }

  @Test func `a table that does not fit is refused as in every command`() throws {
    let rows = try directory.file("rows.csv", "age,home\n1,2\n")
    let skit = try SkitProcess("bench", "--model", model, "--rows", rows)
    #expect(skit.status == 1)
    #expect(skit.errors.hasPrefix("skit: \(rows): line 1"))
    #expect(skit.output == "")
  }

  @Test(arguments: ["0", "-1", "nan", "4000"])
  func `a time that makes no sense is a wrong command line`(seconds: String) throws {
    #expect(try SkitProcess("bench", "--model", model, "--seconds=\(seconds)").status == 64)
  }

  @Test func `rows that are made up meet thresholds, lie between them, and miss values`() throws {
    let forest = try CreditModel.document().model
    var generator = BenchRowGenerator(forest)
    let rows = generator.rows(1000, missing: 0.1)
    let ages = stride(from: 0, to: rows.count, by: 3).map { rows[$0] }
    #expect(ages.count { $0.isNaN } > 50 && ages.count { $0.isNaN } < 200)
    #expect(ages.contains(34.500000000000007))
    let incomes = stride(from: 1, to: rows.count, by: 3).map { rows[$0] }
    #expect(incomes.contains { $0 > 19868.785000000003 && $0 < 20323.105000000003 })
    var other = BenchRowGenerator(forest)
    #expect(other.rows(1000, missing: 0.1).map(\.bitPattern) == rows.map(\.bitPattern))
  }

  @Test func `rows made up for a scaled model are thresholds before the scaler`() throws {
    var generator = BenchRowGenerator(try ModelDocument(bytes: Array(try scaledBundle().utf8)).model)
    let rows = generator.rows(300, missing: 0)
    // The scaler halves the age.
    #expect(stride(from: 0, to: rows.count, by: 3).contains { abs(rows[$0] - 69) < 1e-9 })
  }

  @Test func `rows made up for categories are positions in their list`() throws {
    let bundle = try CreditModel.bundle()
    var generator = BenchRowGenerator(try ModelDocument(bytes: try bundle.jsonBytes()).model)
    let rows = generator.rows(300, missing: 0)
    #expect(Set(stride(from: 2, to: rows.count, by: 3).map { rows[$0] }) == [0, 1, 2])
  }

  @Test func `quantiles are numbers of the sample`() {
    var numbers = [5.0, 1, 4, 2, 3]
    #expect(Benchmark.quantile(0.5, of: &numbers) == 3)
    #expect(Benchmark.quantile(0.99, of: &numbers) == 5)
    #expect(Benchmark.quantile(0, of: &numbers) == 1)
    var one = [7.0]
    #expect(Benchmark.quantile(0.99, of: &one) == 7)
  }

  @Test func `thread counts go up to the processors, by powers of two beyond eight`() {
    #expect(Benchmark.threadCounts(upTo: 0) == [1])
    #expect(Benchmark.threadCounts(upTo: 2) == [1, 2])
    #expect(Benchmark.threadCounts(upTo: 20) == [1, 2, 3, 4, 5, 6, 7, 8, 16, 20])
  }

  @Test func `quantities have three digits and a unit`() {
    #expect(Quantity.time(1.234e-6) == "1.23 µs")
    #expect(Quantity.time(0.0456) == "45.6 ms")
    #expect(Quantity.time(2) == "2.00 s")
    #expect(Quantity.bytes(999) == "999 B")
    #expect(Quantity.bytes(1_234_000) == "1.23 MB")
    #expect(Quantity.number(9.999) == "10.0")
    #expect(Quantity.number(99.96) == "100")
    #expect(Quantity.number(0.004) == "0.00")
    #expect(Quantity.count(1_234_567) == "1 234 567")
    #expect(Quantity.count(.infinity) == "inf")
  }

  private func scaledBundle() throws -> String {
    let bundle = Bundle(
      schema: try FeatureSchema([.init(name: "age"), .init(name: "monthly income"), .init(name: "home")]),
      scaler: try MinMaxScaler(scale: [0.5, 1, 1], minimum: [0, 0, 0]), policy: nil,
      modelText: CreditModel.text)
    return String(decoding: try bundle.jsonBytes(), as: UTF8.self)
  }
}
