import ScoringKit
import Testing

@testable import ScoringKitFormats

@Suite struct PickleValueTests {
  /// `{'steps': [('model', sklearn.a.A with x = 1.5, name = 'n')], 3: None}`
  private static let sample = PickleWriter.pickle {
    $0.add(.emptyDict, .mark)
    $0.text("steps")
    $0.add(.emptyList)
    $0.text("model")
    $0.global("sklearn.a", "A")
    $0.add(.emptyTuple, .newobj, .emptyDict, .mark)
    $0.text("x")
    $0.add(.binfloat)
    $0.bytes += [0x3F, 0xF8, 0, 0, 0, 0, 0, 0]
    $0.text("name")
    $0.text("n")
    $0.add(.setitems, .build, .tuple2, .append)
    $0.integer(3)
    $0.add(.none, .setitems)
  }

  private func root() throws -> PickleValue { try PickleReader.read(Self.sample).root }

  private func refusal(_ body: () throws -> Void) -> ScoringError? {
    do {
      try body()
      return nil
    } catch {
      return error as? ScoringError
    }
  }

  @Test func `values are found by key, place and attribute`() throws {
    let step = try root().member("steps").elements()[0].elements()
    #expect(try step[0].string() == "model")
    #expect(step[1].className == "sklearn.a.A")
    #expect(try step[1].attribute("x").double() == 1.5)
    #expect(try step[1].attributeNames() == ["x", "name"])
    #expect(try step[1].attributeIfPresent("y").map(\.described) == nil)
  }

  @Test func `a refusal names the way to the value, its class and its byte`() throws {
    let model = try root().member("steps").elements()[0].elements()[1]
    let absent = try #require(refusal { _ = try model.attribute("y") })
    #expect(absent.code == .inconsistentDocument)
    #expect(absent.message == "an object of class 'sklearn.a.A' has no attribute 'y'")
    guard case .path("$.steps[0][1]", let byte?) = absent.location else {
      Issue.record("the place is \(absent.location)")
      return
    }
    #expect(Self.sample[byte] == PickleOpcode.newobj.rawValue)

    let mismatch = try #require(refusal { _ = try model.attribute("name").double() })
    #expect(mismatch.description == "$.steps[0][1].name: expected a number, found a text")
  }

  @Test func `the elements of an array of objects are named by their place in it`() throws {
    let layouts = try PickleReader.read(PickleSample.named("layouts-protocol-4").bytes).root.elements()
    let values = try #require(layouts.last).array().values()
    #expect(values.map(\.path.description) == ["$[6][0]", "$[6][1]"])
    let joblib = try PickleReader.read(PickleSample.named("joblib").bytes).root
    #expect(try joblib.member("words").array().values()[1].path.description == "$.words[1]")
  }

  @Test func `a key written twice has its last value`() throws {
    let bytes = PickleWriter.pickle {
      $0.add(.emptyDict, .mark)
      for value in [1, 2] as [UInt8] {
        $0.text("k")
        $0.integer(value)
      }
      $0.add(.setitems)
    }
    #expect(try PickleReader.read(bytes).root.member("k").integer() == 2)
  }

  @Test func `objects of a class are found wherever they sit, once each`() throws {
    let bytes = PickleWriter.pickle {
      $0.add(.emptyList, .mark)
      $0.global("lightgbm.basic", "Booster")
      $0.add(.emptyTuple, .newobj, .memoize)
      $0.get(0)
      $0.add(.emptyDict)
      $0.text("deep")
      $0.get(0)
      $0.add(.tuple1, .setitem, .appends)
    }
    let found = try PickleReader.read(bytes).objects { $0 == "lightgbm.basic.Booster" }
    #expect(found.map(\.path.description) == ["$[0]"])
    #expect(try PickleReader.read(Self.sample).objects { $0.hasSuffix(".A") }.count == 1)
  }

  @Test func `the text in a pickle is reached without a copy of the pickle`() throws {
    let text = try root().member("steps").elements()[0].elements()[0].utf8()
    #expect(Self.sample[text.startIndex..<text.endIndex].elementsEqual("model".utf8))
  }

  @Test func `integers are taken as numbers only where a double holds them`() throws {
    for (value, isHeld) in [(Int64(1) << 53, true), ((1 << 53) + 1, false)] {
      let root = try PickleReader.read(PickleWriter.pickle { $0.long(value) }).root
      #expect((refusal { _ = try root.double() }?.code == .numberOutOfRange) == !isHeld)
    }
  }
}
