extension ScoringError {
  /// A status number in groups of a hundred: 1xx argument, 2xx document, 3xx unsupported, 4xx resources,
  /// 9xx internal. The raw value is the C status of the same name.
  public struct Code: RawRepresentable, Hashable, Sendable {
    /// The C status.
    public let rawValue: Int32

    /// Makes a code out of a C status.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    private init(_ rawValue: Int32) { self.rawValue = rawValue }

    /// An argument is outside what the function takes.
    public static let invalidArgument = Code(100)
    /// A pointer that must not be null is null.
    public static let nullPointer = Code(101)
    /// A row has another number of columns than the model has features.
    public static let shapeMismatch = Code(102)
    /// Counts or strides whose products do not fit the address space.
    public static let sizeOverflow = Code(103)
    /// The caller's buffer is too small.
    public static let bufferTooSmall = Code(104)
    /// A struct's `struct_size` is not one this library knows.
    public static let unknownStructSize = Code(105)
    /// An option or flag this library does not know.
    public static let unknownOption = Code(106)
    /// A column is missing, unknown, or named twice.
    public static let columnMismatch = Code(107)
    /// A cell that is not a number, or a category the schema does not list.
    public static let invalidValue = Code(108)
    /// A value is infinite and the caller asked for such to be refused.
    public static let nonFiniteValue = Code(109)

    /// The document breaks the grammar of its format.
    public static let malformedDocument = Code(200)
    /// The document ends before it is complete.
    public static let truncatedDocument = Code(201)
    /// The document's parts contradict each other.
    public static let inconsistentDocument = Code(202)
    /// A number in the document is outside what it can mean.
    public static let numberOutOfRange = Code(203)
    /// The document has no bytes.
    public static let emptyDocument = Code(204)
    /// The document's digest is not the one stated.
    public static let digestMismatch = Code(205)

    /// The bytes are of no format this library reads.
    public static let unknownFormat = Code(300)
    /// The format is known, this version of it is not.
    public static let unsupportedVersion = Code(301)
    /// The model uses a feature that is not supported; the message names it.
    public static let unsupportedFeature = Code(302)
    /// The model's objective is not supported; the message names it.
    public static let unsupportedObjective = Code(303)
    /// This model cannot answer this question (for example Shapley values of linear trees).
    public static let unsupportedOperation = Code(304)

    /// The file cannot be opened or read.
    public static let unreadableFile = Code(400)
    /// The file cannot be written.
    public static let unwritableFile = Code(401)
    /// The document is larger than the limit.
    public static let documentTooLarge = Code(402)
    /// The work needs more memory than the library allows itself.
    public static let outOfMemory = Code(403)
    /// The caller ended the batch before it was complete.
    public static let cancelled = Code(404)

    /// A fault of this library; please report it.
    public static let internalFault = Code(900)
  }
}
