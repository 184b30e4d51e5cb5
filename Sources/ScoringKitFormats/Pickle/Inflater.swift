internal import CZlib
internal import ScoringKit

/// A zlib or gzip stream being undone, piece by piece, by the system's zlib.
@safe struct Inflater: ~Copyable {
  /// Output beyond this multiple of the input is refused, once there is more of it than ``ratioFloor``. Deflate
  /// reaches 1030 on zeros, models 3 to 20.
  private static let maximumRatio = 100
  private static let usualRatio = 8
  private static let ratioFloor = 4 << 20
  private static let pieceSize = 1 << 18
  /// Members of a gzip file: what is written in blocks has one for every 64 KiB.
  private static let memberLimit = 65_536
  /// How every member of a gzip file begins.
  private static let gzipMark: [UInt8] = [0x1F, 0x8B]

  /// On the heap, because zlib refuses a stream that has moved.
  private let stream: UnsafeMutablePointer<z_stream>

  private init() throws(ScoringError) {
    // Safety: the stream is initialised before zlib sees it, and freed once, in deinit.
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 is the largest window; 32 more lets zlib tell its own header from gzip's.
    let status = unsafe inflateInit2_(stream, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw ScoringError(.outOfMemory, "no memory to decompress the document") }
  }

  deinit {
    // Safety: as above; inflateEnd takes a stream whose initialisation failed as well.
    _ = unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// The content of a document that is exactly one stream; of gzip as many as there are, one after the other, and zeros
  /// behind them, as Python's gzip and the command read it.
  ///
  /// - Throws: ``ScoringError/Code/truncatedDocument``, ``ScoringError/Code/malformedDocument``,
  ///   ``ScoringError/Code/documentTooLarge``, ``ScoringError/Code/outOfMemory``.
  static func inflate(
    _ bytes: [UInt8], limit: Int, budget: ReadBudget
  ) throws(ScoringError) -> [UInt8] {
    let isGzip = bytes.starts(with: gzipMark)
    let inflater = try Inflater()
    var memberCount = 1
    var piece = [UInt8](repeating: 0, count: pieceSize)
    var content: [UInt8] = []
    // Only what is written takes memory; growing would hold the content twice.
    content.reserveCapacity(min(limit, usualRatio * bytes.count))
    var position = 0
    while true {
      let step = inflater.inflate(bytes[position...].prefix(pieceSize), into: &piece)
      position += step.readCount
      try budget.spend(memory: step.writtenCount)
      content.append(contentsOf: piece[..<step.writtenCount])
      guard content.count <= limit else {
        throw ScoringError(
          .documentTooLarge,
          "decompressed, the document has more than \(limit) bytes, the limit; \(ReadLimits.advice)")
      }
      guard content.count <= ratioFloor || content.count / maximumRatio <= position else {
        throw ScoringError(
          .documentTooLarge, "the document is compressed more than \(maximumRatio) to 1, as no model is")
      }
      switch step.status {
      case Z_STREAM_END where position == bytes.count: return content
      case Z_STREAM_END where isGzip && bytes[position...].starts(with: gzipMark):
        memberCount += 1
        guard memberCount <= memberLimit, inflater.restart() else {
          throw ScoringError(
            .documentTooLarge, "the document is a gzip file of more than \(memberLimit) members",
            at: .byte(position))
        }
      case Z_STREAM_END where isGzip && bytes[position...].allSatisfy { $0 == 0 }: return content
      case Z_STREAM_END:
        throw ScoringError(
          .malformedDocument, "expected the end of the document after its compressed stream",
          at: .byte(position))
      case Z_OK where step.readCount + step.writtenCount > 0: continue
      case Z_MEM_ERROR: throw ScoringError(.outOfMemory, "no memory to decompress the document")
      case Z_OK, Z_BUF_ERROR:
        throw ScoringError(.truncatedDocument, "the compressed stream ends too early", at: .byte(position))
      default:
        throw ScoringError(.malformedDocument, "the compressed stream is damaged", at: .byte(position))
      }
    }
  }

  /// Makes ready for another stream; false where zlib refuses.
  private func restart() -> Bool {
    // Safety: the stream was initialised by `init`, and zlib keeps its own memory.
    unsafe inflateReset(stream) == Z_OK
  }

  private func inflate(
    _ input: ArraySlice<UInt8>, into output: inout [UInt8]
  ) -> (status: Int32, readCount: Int, writtenCount: Int) {
    // Safety: zlib reads at most avail_in bytes (and writes none of them, whatever its type says) and writes at most
    // avail_out; both buffers cover those numbers, at most `pieceSize`, during the call, and no longer.
    unsafe input.withUnsafeBytes { source in
      unsafe output.withUnsafeMutableBytes { target in
        unsafe stream.pointee.next_in = UnsafeMutablePointer(
          mutating: source.baseAddress?.assumingMemoryBound(to: UInt8.self))
        unsafe stream.pointee.avail_in = UInt32(source.count)
        unsafe stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.avail_out = UInt32(target.count)
        let status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
        return unsafe (
          status, source.count - Int(stream.pointee.avail_in), target.count - Int(stream.pointee.avail_out)
        )
      }
    }
  }
}
