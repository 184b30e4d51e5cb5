import Foundation
import ScoringKit
import Testing

@testable import ScoringKitFormats

@Suite struct XGBoostCategoryTests {
  private static let sample = XGBoostSample.categorical

  @Test(arguments: [
    (0.0, 2), (1, 1), (2.9, 2), (4, 2), (5, 1), (-1, 1), (-0.5, 1), (-0.0, 2), (33, 1), (16_777_216, 1),
    (16_777_218, 1), (2_147_483_648, 1), (.infinity, 1), (.nan, 1),
  ])
  func `a category of the set goes right, another one left, a missing one the default way`(
    value: Double, child: Int32
  ) throws {
    // Node 0 compares region with {0, 2, 4}, default left; its children are nodes 1 and 2.
    let forest = try Self.sample.forest()
    let leaf = try forest.leaves(of: [0, 0, value])[0]
    #expect((leaf <= 4 ? 1 : 2) == child)
  }

  @Test(arguments: ["[1,6,2]", "[1,7,2]"])
  func `a categorical split of XGBoost before 1.7.3 is refused where its missing values go right`(
    version: String
  ) throws {
    let old = [
      (#""version":[3,2,0]"#, #""version":\#(version)"#),
      (#""base_score":"[6.875E-1]""#, #""base_score":"6.875E-1""#),
    ]
    let error = refusal(ofXGBoost: try Self.sample.replacing(old))
    #expect(error?.code == .unsupportedFeature)
    #expect(error?.jsonPath == "$.learner.gradient_booster.model.trees[1].default_left[0]")
    #expect(error?.message.contains("1.7.3") == true)
    let left = (#""default_left":[0,0,0"#, #""default_left":[1,0,0"#)
    let next = [(old[0].0, #""version":[1,7,3]"#), old[1]]
    #expect(throws: Never.self) { try XGBoostReader.read(json: try Self.sample.replacing(next)) }
    let newer = try XGBoostReader.read(json: try Self.sample.replacing([left])).forest
    let older = try XGBoostReader.read(json: try Self.sample.replacing(old + [left])).forest
    for row in Self.sample.rows {
      #expect(try older.singleMargins(of: row) == newer.singleMargins(of: row))
    }
  }

  @Test func `an order of the lists of its own does no harm`() throws {
    let bytes = try Self.sample.replacing([
      (
        #""categories":[0,2,4],"categories_nodes":[0],"categories_segments":[0]"#,
        #""categories":[9,4,0,2],"categories_nodes":[0],"categories_segments":[1]"#
      )
    ])
    let forest = try XGBoostReader.read(json: bytes).forest
    for (row, margins) in zip(Self.sample.rows, Self.sample.margins) {
      #expect(try forest.singleMargins(of: row) == margins)
    }
  }

  @Test func `categories of a node that was cut off are left out`() throws {
    let bytes = try Self.sample.replacing([
      (
        #""categories_nodes":[0],"categories_segments":[0],"categories_sizes":[3]"#,
        #""categories_nodes":[0,3],"categories_segments":[0,0],"categories_sizes":[3,3]"#
      ),
      (#""split_type":[1,0,0,0"#, #""split_type":[1,0,0,1"#),
    ])
    #expect(try XGBoostReader.read(json: bytes).forest.trees[0].categorySets.count == 1)
  }

  @Test(arguments: [
    (
      #""categories":[0,2,4]"#, #""categories":[0,2]"#, ScoringError.Code.inconsistentDocument,
      "categories_nodes[0]"
    ),
    (#""categories":[0,2,4]"#, #""categories":[0,-2,4]"#, .numberOutOfRange, "categories[1]"),
    (#""categories":[0,2,4]"#, #""categories":[0,2,16777216]"#, .numberOutOfRange, "categories[2]"),
    (#""categories_nodes":[0]"#, #""categories_nodes":[1]"#, .inconsistentDocument, "categories_nodes[0]"),
    (#""categories_nodes":[0]"#, #""categories_nodes":[7]"#, .inconsistentDocument, "categories_nodes[0]"),
    (#""categories_nodes":[0]"#, #""categories_nodes":[]"#, .inconsistentDocument, "categories_segments"),
    (
      #""categories_segments":[0]"#, #""categories_segments":[-1]"#, .inconsistentDocument,
      "categories_nodes[0]"
    ),
    (
      #""categories_segments":[0]"#, #""categories_segments":[2147483647]"#, .inconsistentDocument,
      "categories_nodes[0]"
    ),
    (#""categories_sizes":[3]"#, #""categories_sizes":[0]"#, .inconsistentDocument, "categories_nodes[0]"),
    (
      #""categories_sizes":[3]"#, #""categories_sizes":[2147483647]"#, .inconsistentDocument,
      "categories_nodes[0]"
    ),
    (#""split_type":[1,0"#, #""split_type":[1,1"#, .inconsistentDocument, "split_type[1]"),
  ])
  func `category lists that do not fit are refused at their place`(
    old: String, new: String, code: ScoringError.Code, place: String
  ) throws {
    let error = refusal(ofXGBoost: try Self.sample.replacing(old, by: new))
    #expect(error?.code == code)
    #expect(error?.jsonPath == "$.learner.gradient_booster.model.trees[0].\(place)")
  }

  @Test func `sets of far categories are refused before they take the memory`() throws {
    let count = 100
    let nodes = 2 * count + 1
    func list(_ value: (Int) -> String) -> String {
      "[" + (0..<nodes).map(value).joined(separator: ",") + "]"
    }
    func zeros() -> String { list { _ in "0" } }
    let splits = (0..<count).map(String.init).joined(separator: ",")
    let text = """
      {"id":0,"tree_param":{"num_nodes":"\(nodes)"},"base_weights":\(zeros()),"loss_changes":\(zeros()),
      "sum_hessian":\(zeros()),"split_conditions":\(zeros()),"split_indices":\(zeros()),
      "default_left":\(zeros()),"left_children":\(list { $0 < count ? "\(2 * $0 + 1)" : "-1" }),
      "right_children":\(list { $0 < count ? "\(2 * $0 + 2)" : "-1" }),
      "parents":\(list { "\(($0 - 1) / 2)" }),"split_type":\(list { $0 < count ? "1" : "0" }),
      "categories":[16777215],"categories_nodes":[\(splits)],
      "categories_segments":[\(splits.replacing(#/\d+/#, with: "0"))],
      "categories_sizes":[\(splits.replacing(#/\d+/#, with: "1"))]}
      """
    let sample = XGBoostSample.pruned.text
    let start = try #require(sample.range(of: #""trees":["#)?.upperBound)
    let end = try #require(sample.range(of: #"]},"name":"gbtree""#)?.lowerBound)
    let error = refusal(ofXGBoost: Array((sample[..<start] + text + sample[end...]).utf8))
    #expect(error?.code == .documentTooLarge)
  }

  @Test func `the names of a data frame's categories are given in the order of their codes`() throws {
    let cats = """
      "cats":{"enc":[{"offsets":[],"values":[]},{"type":15,"values":[5,-10,20000000000]},
      {"offsets":[0,4,9,11],"values":[122,101,116,97,97,108,112,104,97,111,101]}],
      "feature_segments":[0,0,3,6],"sorted_idx":[0,1,2,1,0,2]}
      """
    let empty = #""cats":{"enc":[],"feature_segments":[],"sorted_idx":[]}"#
    let result = try XGBoostReader.read(json: try Self.sample.replacing(empty, by: cats))
    #expect(result.categories == [nil, [5, -10, 20_000_000_000], ["zeta", "alpha", "oe"]])
    #expect(try XGBoostReader.read(json: Self.sample.jsonBytes).categories == [nil, nil, nil])
  }

  /// XGBoost 3.2's Python package counts characters where its library counts bytes: `éa`, `b` is stored so that it
  /// reads `é`, `a`.
  @Test(arguments: ["[0,1,2]", "[0,2,3]"])
  func `names beyond ASCII may have been cut apart, and are no names`(offsets: String) throws {
    let cats =
      #""cats":{"enc":[{"offsets":\#(offsets),"values":[-61,-87,97]},{"values":[]},{"values":[]}]}"#
    let empty = #""cats":{"enc":[],"feature_segments":[],"sorted_idx":[]}"#
    let result = try XGBoostReader.read(json: try Self.sample.replacing(empty, by: cats))
    #expect(result.categories == [nil, nil, nil])
  }

  @Test func `a file's categories are its model's, and code its texts`() throws {
    let cats = #"""
      "cats":{"enc":[{"offsets":[],"values":[]},{"type":15,"values":[5,-10]},
      {"offsets":[0,1,2,3],"values":[99,98,97]}]}
      """#
    let empty = #""cats":{"enc":[],"feature_segments":[],"sorted_idx":[]}"#
    let bytes = try Self.sample.replacing(empty, by: cats)
    let model = try ModelDocument(bytes: bytes).model
    #expect(
      model.schema.features.map(\.kind) == [
        .numeric, .categorical([5, -10]), .categorical(["c", "b", "a"]),
      ])
    #expect(try model.schema.code(of: "a", feature: 2) == 2)
    #expect(throws: ScoringError.self) { try model.schema.code(of: "d", feature: 2) }
    let bundle = try Bundle(joining: [try ConversionInput(bytes: bytes)])
    #expect(try ModelDocument(bytes: try bundle.jsonBytes()).model.schema == model.schema)
  }

  @Test func `a category named twice is refused`() throws {
    let cats = #""cats":{"enc":[{"offsets":[0,1,2],"values":[97,97]},{"values":[]},{"values":[]}]}"#
    let empty = #""cats":{"enc":[],"feature_segments":[],"sorted_idx":[]}"#
    let error = #expect(throws: ScoringError.self) {
      try ModelDocument(bytes: try Self.sample.replacing(empty, by: cats))
    }
    #expect(error?.code == .inconsistentDocument)
  }

  @Test(arguments: [
    #"{"enc":[{"values":[]}]}"#, #"{"enc":[{},{},{}]}"#, #"{"enc":1}"#, #"{}"#,
    #"{"enc":[{"offsets":[0,3],"values":[97]},{"values":[]},{"values":[]}]}"#,
    #"{"enc":[{"offsets":[0,2,1],"values":[97,97]},{"values":[]},{"values":[]}]}"#,
    #"{"enc":[{"offsets":[1,2],"values":[97,97]},{"values":[]},{"values":[]}]}"#,
    #"{"enc":[{"offsets":[-1,2],"values":[97,97]},{"values":[]},{"values":[]}]}"#,
  ])
  func `a container of categories that does not fit is refused`(cats: String) throws {
    let empty = #""cats":{"enc":[],"feature_segments":[],"sorted_idx":[]}"#
    let error = refusal(ofXGBoost: try Self.sample.replacing(empty, by: #""cats":"# + cats))
    #expect(error?.code == .inconsistentDocument || error?.code == .malformedDocument)
    #expect(error?.jsonPath?.hasPrefix("$.learner.gradient_booster.model.cats") == true)
  }
}
