import ScoringKit
import Testing

@testable import ScoringKitFormats

@Suite struct JSONPlaceTests {
  @Test(arguments: [
    (#"{"a": {"b": [0, {"c": NaN}]}}"#, "$.a.b[1].c", 22),
    (#"{"a": 1, "a": 2}"#, "$.a", 9),
    (#"{"a": [1, 2], "b": tru}"#, "$.b", 19),
    (#"{"a b": {"": 01}}"#, #"$["a b"][""]"#, 13),
    (#"{"a": 1 "b": 2}"#, "$.a", 8),
    (#"{"a": 1, b: 2}"#, "$", 9),
    (#"[[], [[1], x]]"#, "$[1][1]", 11),
    (#"[1, 2] 3"#, "$", 7),
    (#"{"line\nfeed\u001b": 01}"#, ##"$["line\nfeed\u{1B}"]"##, 21),
  ])
  func `a refusal names the path and the byte`(document: String, path: String, byte: Int) {
    let error = #expect(throws: ScoringError.self) { try JSONScan.check(Array(document.utf8)) }
    #expect(error?.location == .path(path, byte: byte))
  }

  @Test func `a key of a megabyte does not make a message of a megabyte`() {
    let key = String(repeating: "k", count: 1_000_000)
    for document in [#"{"\#(key)": x}"#, #"{"\#(key)": 1, "\#(key)": 2}"#] {
      let error = #expect(throws: ScoringError.self) { try JSONScan.check(Array(document.utf8)) }
      #expect((error?.description.utf8.count ?? .max) < 400)
    }
  }

  @Test func `a key that comes twice among ten thousand is found`() throws {
    let members = (0..<10_000).map { #""key \#($0)": {"inner": \#($0)}"# }
    try JSONScan.check(Array("{\(members.joined(separator: ","))}".utf8))
    for duplicate in [0, 31, 32, 33, 8191, 9999] {
      let again = members + [#""key \#(duplicate)": 0"#]
      let error = #expect(throws: ScoringError.self) {
        try JSONScan.check(Array("{\(again.joined(separator: ","))}".utf8))
      }
      #expect(error?.message == #"the key "key \#(duplicate)" occurs twice"#)
    }
  }

  @Test func `the same keys in sibling and nested objects are no duplicates`() throws {
    let object = #"{"a": {"a": {"a": 1, "b": 2}, "b": 2}, "b": [{"a": 1}, {"a": 1}]}"#
    let document = "[" + [String](repeating: object, count: 1000).joined(separator: ",") + "]"
    try JSONScan.check(Array(document.utf8))
  }
}
