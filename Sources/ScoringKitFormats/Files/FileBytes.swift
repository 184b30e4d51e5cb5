internal import Glibc
package import ScoringKit

/// Files in and out, whole or piece by piece; with its extension for replacing them all that talks to the system.
package enum FileBytes {
  /// The descriptor of standard input.
  package static let standardInput = STDIN_FILENO
  /// The descriptor of standard output.
  package static let standardOutput = STDOUT_FILENO
  /// The descriptor of standard error.
  package static let standardError = STDERR_FILENO

  /// Reads a regular file.
  ///
  /// - Throws: ``ScoringError/Code/unreadableFile`` for a path that cannot be opened or is no regular file (a
  ///   directory or pipe could block or never end), ``ScoringError/Code/documentTooLarge``.
  static func read(path: String, limits: ReadLimits) throws(ScoringError) -> [UInt8] {
    // Safety: Swift passes the path as a C string that lives during the call.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw isAddress(path) ? address(path) : failure(.unreadableFile, "cannot open", path)
    }
    defer { close(descriptor) }
    guard let size = try regularSize(descriptor, path: path) else {
      throw isDirectory(path)
        ? directory(path) : ScoringError(.unreadableFile, "'\(path)' is not a regular file")
    }
    try limits.requireFit(byteCount: size)
    return try read(descriptor, size: size, path: path)
  }

  /// Writes a file whole or not at all, as ``FileWriter`` does.
  ///
  /// - Throws: ``ScoringError/Code/unwritableFile``.
  static func write(_ bytes: [UInt8], path: String) throws(ScoringError) {
    let file = try FileWriter(path: path)
    try file.append(bytes)
    try file.commit()
  }

  /// Writes all bytes to a descriptor, however many calls that takes; `path` is for the message.
  ///
  /// - Throws: ``ScoringError/Code/unwritableFile``.
  package static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(ScoringError) {
    var written = 0
    while written < bytes.count {
      // Safety: the buffer has count − written bytes from `written` on.
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + written }, bytes.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure(.unwritableFile, "cannot write", path) }
      written += count
    }
  }

  /// Whether a person is likely to watch what is written to the descriptor.
  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  private static func read(_ descriptor: Int32, size: Int, path: String) throws(ScoringError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: size)
    var filled = 0
    while filled < size {
      let count = try fill(&bytes, from: filled, descriptor, path: path)
      guard count > 0 else {
        throw ScoringError(.unreadableFile, "'\(path)' became shorter while it was read")
      }
      filled += count
    }
    return bytes
  }

  /// Reads into the buffer from `start` on, once; the number of bytes, 0 at the end of the file.
  private static func fill(
    _ bytes: inout [UInt8], from start: Int, _ descriptor: Int32, path: String
  ) throws(ScoringError) -> Int {
    while true {
      // Safety: the buffer has count − start bytes from `start` on, and read(2) writes at most that many.
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, buffer.baseAddress.map { unsafe $0 + start }, buffer.count - start)
      }
      if count >= 0 { return count }
      guard errno == EINTR else { throw failure(.unreadableFile, "cannot read", path) }
    }
  }

  static func failure(_ code: ScoringError.Code, _ what: String, _ path: String) -> ScoringError {
    // Safety: strerror answers null or a C string that stays until the thread's next call, and it is copied here.
    let reason = unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
    let name = PlainText.line(path, limit: longestName)
    return ScoringError(
      code, path.utf8.count > longestName ? "\(what): \(reason): '\(name)'" : "\(what) '\(name)': \(reason)")
  }

  /// Bytes of a path in a message at most: a longer one stands behind the reason, and is cut in its middle.
  private static let longestName = 200
}

// What ``FileReader`` is made of.
extension FileBytes {
  static func openForReading(_ path: String) throws(ScoringError) -> Int32 {
    // Safety: Swift passes the path as a C string that lives during the call.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(.unreadableFile, "cannot open", path) }
    return descriptor
  }

  /// The bytes of a regular file; nil for anything else.
  static func regularSize(_ descriptor: Int32, path: String) throws(ScoringError) -> Int? {
    var status = stat()
    // Safety: fstat fills the struct of its own type, which outlives the call.
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw failure(.unreadableFile, "cannot inspect", path)
    }
    return status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  /// The next bytes, at most `limit`; none at the end of the file.
  static func readNext(_ descriptor: Int32, limit: Int, path: String) throws(ScoringError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = try fill(&bytes, from: 0, descriptor, path: path)
    bytes.removeLast(limit - count)
    return bytes
  }

  static func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }
}

// What stands where a file was expected.
extension FileBytes {
  /// Why a directory is refused: of those that hold a model, as MLflow's do, with the name of its file.
  private static func directory(_ path: String) -> ScoringError {
    let inside = modelNames.map { "\(path)/\($0)" }.first { isRegular($0) }
    let advice = inside.map { "the model's file in it is '\($0)'" } ?? "name the model's file in it"
    return ScoringError(.unreadableFile, "'\(path)' is a directory\(kind(ofDirectory: path)); \(advice)")
  }

  private static func kind(ofDirectory path: String) -> String {
    if isRegular("\(path)/MLmodel") { return " as MLflow writes one" }
    return isRegular("\(path)/saved_model.pb") ? " as TensorFlow writes one, whose models are not read" : ""
  }

  /// The names of models in directories of MLflow and of model servers.
  private static let modelNames = [
    "model.pkl", "model.joblib", "python_model.pkl", "model.lgb", "model.xgb", "model.ubj", "model.json",
    "model.txt",
    "model.onnx", "model.cb", "model.bst", "data/model.lgb", "data/model.xgb", "data/model.pkl",
  ]

  /// Whether a path is an address of another machine, which no file has.
  private static func isAddress(_ path: String) -> Bool {
    guard let colon = path.firstIndex(of: ":") else { return false }
    return path[colon...].hasPrefix("://") || path.hasPrefix("dbfs:/")
  }

  private static func address(_ path: String) -> ScoringError {
    ScoringError(
      .unreadableFile,
      "'\(path)' is an address, and files of this machine are read only; download it, or give its bytes")
  }

  private static func isDirectory(_ path: String) -> Bool { mode(path) == S_IFDIR }

  private static func isRegular(_ path: String) -> Bool { mode(path) == S_IFREG }

  private static func mode(_ path: String) -> mode_t? {
    var status = stat()
    // Safety: stat(2) writes the struct it is given, and reads a text that Swift ends with a null byte.
    guard unsafe stat(path, &status) == 0 else { return nil }
    return status.st_mode & S_IFMT
  }
}
