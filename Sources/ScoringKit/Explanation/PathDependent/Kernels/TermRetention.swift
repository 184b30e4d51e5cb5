/// Whether the kernel for groups of rows leaves the terms P D of each split's share, one a quadrature point, where it
/// had P. Interactions go on with them.
///
/// A type, so that contributions alone, for which there are more kernels, do not pay for it.
protocol TermRetention {
  static var areKept: Bool { get }
}

enum KeptTerms: TermRetention {
  @inline(__always)
  static var areKept: Bool { true }
}

enum DroppedTerms: TermRetention {
  @inline(__always)
  static var areKept: Bool { false }
}
