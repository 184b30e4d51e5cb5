import ScoringKit
import ScoringKitTestSupport
import Testing

/// NIST's vectors (FIPS 180-4 examples and the CAVP short messages), and the lengths around a block's end.
@Suite struct DigestTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
        + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func `a NIST message has NIST's digest`(message: String, digest: String) {
    #expect(Digest.sha256(Array(message.utf8)) == digest)
  }

  @Test(arguments: [
    ([0xd3] as [UInt8], "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1"),
    ([0x11, 0xaf], "5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98"),
    ([0xc9, 0x8c, 0x8e, 0x55], "7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504"),
  ])
  func `bytes that are no text have NIST's digest`(message: [UInt8], digest: String) {
    #expect(Digest.sha256(message) == digest)
  }

  @Test func `a million letters a have NIST's digest`() {
    #expect(
      Digest.sha256([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// The digests of "a" × 54 … 65 and 119 … 129, chained into one: where padding takes another block.
  @Test func `every length around a block's end is padded rightly`() {
    let lengths = Array(54...65) + Array(119...129)
    let digests = lengths.map { Digest.sha256([UInt8](repeating: UInt8(ascii: "a"), count: $0)) }
    #expect(
      Digest.sha256(Array(digests.joined().utf8))
        == "90fcb3ef0688208cd72ab5427f0fec4d4f2ac61fe79714b8b74045a6f9eb1458")
  }

  /// The digests of messages of 0 to 1199 bytes, chained into one, as hashlib has it: every place of a group of blocks
  /// at which a message can end.
  @Test func `a message of any number of blocks has its digest`() {
    let digests = (0..<1200).map { count in
      Digest.sha256((0..<count).map { UInt8(truncatingIfNeeded: $0 * 7 + count) })
    }
    #expect(
      Digest.sha256(Array(digests.joined().utf8))
        == "48f008dddd6c400eaafd3920d1c207f21b3b53c419ddc662a0b6ae8d06a9b33f")
  }
}
