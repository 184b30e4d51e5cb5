import ScoringKit
import ScoringKitTestSupport
import Testing

@testable import ScoringKitFormats

@Suite struct PickleRefusalTests {
  private func refusal(_ bytes: [UInt8], limits: PickleLimits = PickleLimits()) -> ScoringError? {
    refusedWith { try PickleReader.read(bytes, limits: limits).requireKnownCallables() }
  }

  private func refusal(_ write: (inout PickleWriter) -> Void) -> ScoringError? {
    refusal(PickleWriter.pickle(write))
  }

  @Test(arguments: [
    ("os", "system"), ("posix", "system"), ("subprocess", "Popen"), ("builtins", "eval"),
    ("__builtin__", "eval"), ("builtins", "getattr"), ("numpy", "f2py.os.system"), ("operator", "attrgetter"),
    ("sklearn.utils", "subprocess.Popen"),
  ])
  func `a pickle that names what runs commands or code is refused by that name`(module: String, name: String)
  {
    let present = module == "__builtin__" ? "builtins" : module
    let called = refusal {
      $0.text("ls")
      $0.add(.pop)
      $0.global(module, name)
      $0.text("ls")
      $0.add(.tuple1, .reduce)
    }
    let named = refusal { $0.global(module, name) }
    let byLine = refusal(Array("(S'ls'\ni\(module)\n\(name)\n.".utf8))
    for refusal in [called, named, byLine] {
      #expect(refusal?.code == .unsupportedFeature)
      #expect(refusal?.message.contains("'\(present).\(name)'") == true)
      #expect(refusal?.message.contains("nothing was run") == true)
    }
    #expect(called?.location == .byte(7))
  }

  @Test(arguments: [
    ("numpy", "load"), ("pandas.io.pickle", "read_pickle"), ("joblib.numpy_pickle", "load"),
    ("__main__", "CreditModel"), ("numpy.testing._private.utils", "runstring"),
  ])
  func `a call of what is no known class is refused by name, though read`(module: String, name: String) throws
  {
    let bytes = PickleWriter.pickle {
      $0.global(module, name)
      $0.text("x")
      $0.add(.tuple1, .reduce)
    }
    #expect(try PickleReader.read(bytes).root.className == "\(module).\(name)")
    let refusal = refusal(bytes)
    #expect(refusal?.code == .unsupportedFeature)
    #expect(refusal?.message.contains("'\(module).\(name)'") == true)
  }

  @Test func `what a call returns must not be called`() {
    let refusal = refusal {
      $0.global("sklearn.a", "A")
      $0.add(.emptyTuple, .reduce, .emptyTuple, .reduce)
    }
    #expect(refusal?.code == .unsupportedFeature)
  }

  @Test func `a name is fit for a message`() {
    let refusal = refusal { $0.global("os\u{7}\u{1B}[2J", "system") }
    #expect(refusal?.message.unicodeScalars.allSatisfy { $0.value >= 0x20 } != false)
  }

  @Test func `values outside the pickle are refused by the kind of reference`() {
    #expect(refusal(Array("Pid\n.".utf8))?.message.contains("persistent identifier") == true)
    #expect(refusal { $0.add(.none, .binpersid) }?.message.contains("persistent identifier") == true)
    #expect(refusal { $0.add(.nextBuffer) }?.message.contains("buffer_callback") == true)
    for opcode in [PickleOpcode.ext1, .ext2, .ext4] {
      #expect(refusal { $0.add(opcode) }?.message.contains("extension registry") == true)
    }
  }

  @Test func `a protocol after 5 is refused by its number`() {
    #expect(refusal([0x80, 6, 0x4E, 0x2E])?.code == .unsupportedVersion)
    #expect(refusal([0x80, 6, 0x4E, 0x2E])?.message.contains("protocol 6") == true)
  }

  @Test func `instructions without what they need are refused at their byte`() {
    let cases: [(String, [PickleOpcode])] = [
      ("nothing to pop", [.pop]), ("nothing to append to", [.none, .append]), ("no mark", [.none, .tuple]),
      ("a key without a value", [.mark, .none, .dict]), ("an integer as a list", [.none, .none, .append]),
      ("a value behind the mark", [.none, .mark, .tuple1]), ("no tuple", [.none, .none, .reduce]),
      ("an open mark", [.none, .mark]), ("two values", [.none, .none]), ("no value", []),
      ("a state for a list", [.emptyList, .emptyDict, .build]), ("no class", [.mark, .obj]),
      ("a set of keys", [.emptySet, .none, .none, .setitem]), ("no names", [.none, .none, .stackGlobal]),
      ("items for a dictionary", [.emptyDict, .mark, .none, .additems]), ("no memo", [.memoize]),
    ]
    for (name, opcodes) in cases {
      let bytes = PickleWriter.pickle { writer in opcodes.forEach { writer.add($0) } }
      let refusal = refusal(bytes)
      #expect(refusal?.code == .malformedDocument, "\(name)")
      #expect(refusal?.location.byteOffset != nil, "\(name)")
    }
    #expect(refusal { $0.get(0) }?.code == .malformedDocument)
  }

  @Test func `a second state is refused, because the first would be lost`() {
    let refusal = refusal {
      $0.global("sklearn.a", "A")
      $0.add(.emptyTuple, .newobj, .emptyDict, .build, .emptyDict, .build)
    }
    #expect(refusal?.code == .inconsistentDocument)
  }
}
