internal import Glibc
package import ScoringKit

/// What a replaced file keeps: whose it is, and who may do what with it.
struct FileAttributes {
  let owner: uid_t
  let group: gid_t
  let mode: mode_t
}

// What ``FileWriter`` and ``ScratchFile`` are made of.
extension FileBytes {
  /// The path behind symbolic links, the last of which may point to nothing yet.
  ///
  /// - Throws: ``ScoringError/Code/unwritableFile`` for links that lead round in a circle.
  static func resolved(_ path: String) throws(ScoringError) -> String {
    var resolved = path
    for _ in 0..<linkLimit {
      guard let target = target(ofLink: resolved) else { return resolved }
      resolved = target.hasPrefix("/") ? target : directory(of: resolved) + "/" + target
    }
    throw ScoringError(.unwritableFile, "'\(path)' is a symbolic link that leads to no file")
  }

  /// Links that are followed, as many as the system follows.
  private static let linkLimit = 40

  private static func target(ofLink path: String) -> String? {
    var text = [UInt8](repeating: 0, count: Int(PATH_MAX))
    // Safety: the buffer has as many bytes as it says; the path is a C string during the call.
    let count = unsafe text.withUnsafeMutableBytes { buffer in
      let characters = unsafe buffer.assumingMemoryBound(to: CChar.self)
      return unsafe characters.baseAddress.map { unsafe readlink(path, $0, characters.count) } ?? 0
    }
    return count > 0 ? String(validating: text[..<count], as: UTF8.self) : nil
  }

  /// The directory that holds what a path names.
  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Refuses to replace what is no regular file, for renaming over a device would destroy it, and what is marked
  /// read-only: renaming asks only the directory, and the superuser not even that. So too a path that no file can have.
  static func requireReplaceable(_ path: String) throws(ScoringError) {
    guard !path.isEmpty else { throw ScoringError(.unwritableFile, "the path of the file to write is empty") }
    guard let status = status(path) else {
      guard errno == ENOENT else { throw failure(.unwritableFile, "cannot write", path) }
      return
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ScoringError(.unwritableFile, "'\(path)' exists and is not a regular file")
    }
    guard status.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH) != 0 else {
      throw ScoringError(.unwritableFile, "'\(path)' exists and is read-only")
    }
    // Of another user's file this is known before the work only so.
    // Safety: Swift passes the path as a C string that lives during the call.
    guard unsafe access(path, W_OK) == 0 else { throw failure(.unwritableFile, "cannot write", path) }
  }

  /// What a file at a path has that its successor is to keep; nil where there is none.
  static func attributes(_ path: String) -> FileAttributes? {
    status(path).map { FileAttributes(owner: $0.st_uid, group: $0.st_gid, mode: $0.st_mode & 0o7777) }
  }

  /// Gives an open file another's owner, group and mode; false if the system does not allow that.
  static func give(_ attributes: FileAttributes, to descriptor: Int32) -> Bool {
    var own = stat()
    // Safety: fstat fills the struct of its own type, which outlives the call.
    guard unsafe fstat(descriptor, &own) == 0 else { return false }
    let isOwn = own.st_uid == attributes.owner && own.st_gid == attributes.group
    guard isOwn || fchown(descriptor, attributes.owner, attributes.group) == 0 else { return false }
    return fchmod(descriptor, attributes.mode) == 0
  }

  private static func status(_ path: String) -> stat? {
    var status = stat()
    // Safety: stat fills the struct of its own type, which outlives the call; the path is a C string during it.
    return unsafe stat(path, &status) == 0 ? status : nil
  }
}

extension FileBytes {
  /// Opens a file that has no name and is gone when it is closed; nil where the file system has none such.
  static func openUnnamed(in directory: String) -> Int32? {
    // Safety: Swift passes the path as a C string that lives during the call.
    let descriptor = unsafe open(directory, O_RDWR | temporaryFile | O_CLOEXEC, 0o666)
    return descriptor >= 0 ? descriptor : nil
  }

  /// `O_TMPFILE`, a sum of two bits that Swift does not see.
  private static let temporaryFile = 0o20_000_000 | O_DIRECTORY

  /// Gives a file of ``openUnnamed(in:)`` a name that nothing has; false if that cannot be done.
  static func link(_ descriptor: Int32, as path: String) -> Bool {
    // Safety: Swift passes both paths as C strings that live during the call.
    unsafe linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0
  }

  /// A name beside a path that nothing else uses, short enough where the path's own is as long as one may be.
  static func temporaryName(beside path: String) -> String {
    directory(of: path) + "/.skit.\(getpid()).\(UInt32.random(in: 0 ... .max)).tmp"
  }

  /// Creates an empty file, where there must be none; `path` is for the message.
  static func create(_ name: String, beside path: String) throws(ScoringError) -> Int32 {
    // Safety: Swift passes the name as a C string that lives during the call.
    let descriptor = unsafe open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(.unwritableFile, "cannot create a file beside", path) }
    return descriptor
  }

  /// Opens a file that is there and empties it.
  static func openEmptied(_ path: String) throws(ScoringError) -> Int32 {
    // Safety: Swift passes the path as a C string that lives during the call.
    let descriptor = unsafe open(path, O_WRONLY | O_TRUNC | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(.unwritableFile, "cannot write", path) }
    return descriptor
  }

  /// Copies a whole file behind what another holds, and makes sure that it is on the disk.
  static func copy(_ source: Int32, to descriptor: Int32, path: String) throws(ScoringError) {
    guard lseek(source, 0, SEEK_SET) == 0 else { throw failure(.unwritableFile, "cannot write", path) }
    while true {
      let bytes = try readNext(source, limit: 1 << 20, path: path)
      if bytes.isEmpty { break }
      try write(bytes, to: descriptor, path: path)
    }
    try synchronise(descriptor, path: path)
  }

  /// Makes sure the bytes are on the disk.
  static func synchronise(_ descriptor: Int32, path: String) throws(ScoringError) {
    guard fsync(descriptor) == 0 else { throw failure(.unwritableFile, "cannot write", path) }
  }

  static func replace(_ path: String, by temporary: String) throws(ScoringError) {
    // Safety: Swift passes both paths as C strings that live during the call.
    guard unsafe rename(temporary, path) == 0 else { throw failure(.unwritableFile, "cannot write", path) }
  }

  static func remove(_ path: String) {
    // Safety: Swift passes the path as a C string that lives during the call.
    _ = unsafe unlink(path)
  }

  /// Does something that signals wait for, other than one that nothing can stop.
  static func uninterrupted(_ work: () throws(ScoringError) -> Void) throws(ScoringError) {
    var (all, before) = (sigset_t(), sigset_t())
    // Safety: the three calls read and fill sets of their own type, which outlive them.
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { _ = unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    try work()
  }

  /// What is written to in place of replacing a file: standard output by any of its paths, or a named pipe, for whose
  /// reader this waits. Nil for everything else.
  ///
  /// - Throws: ``ScoringError/Code/unwritableFile``.
  package static func openStream(_ path: String) throws(ScoringError) -> Int32? {
    guard let status = status(path) else { return nil }
    var output = stat()
    // Safety: fstat fills the struct of its own type, which outlives the call.
    if unsafe fstat(standardOutput, &output) == 0, output.st_dev == status.st_dev,
      output.st_ino == status.st_ino
    {
      return standardOutput
    }
    guard status.st_mode & S_IFMT == S_IFIFO else { return nil }
    // Safety: Swift passes the path as a C string that lives during the call.
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(.unwritableFile, "cannot open", path) }
    return descriptor
  }
}
