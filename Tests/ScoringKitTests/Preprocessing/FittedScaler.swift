/// What scikit-learn 1.9.1 (NumPy 2.4.6) makes of the same data, to the bit.
///
/// Made by fitting `MinMaxScaler(feature_range=…, clip=…)` to the two rows of minima and maxima, and printing
/// `scale_`, `min_` and `transform` of the rows as float64 and as float32 in hexadecimal:
///
///     scaler = MinMaxScaler(feature_range=r, clip=clip).fit(np.array([minimum, maximum]))
///     print([hex(v) for v in scaler.transform(rows).view(np.uint64).ravel()])
///     print([hex(v) for v in scaler.transform(rows.astype(np.float32)).view(np.uint32).ravel()])
struct FittedScaler: Sendable {
  let range: ClosedRange<Double>
  let clips: Bool
  let scale: [UInt64]
  let minimum: [UInt64]
  let doubles: [UInt64]
  let floats: [UInt32]

  /// The fourth column is constant.
  static let dataMinimum = [18, 0.1, -1e6, 7]
  static let dataMaximum = [68.3, 0.7, 3e6, 7]
  static let rows: [[Double]] = [
    [18, 0.1, -1e6, 7], [68.3, 0.7, 3e6, 7], [33.3, 0.2, 1234.56, 6.5], [-5, 1.9, 9e6, 8],
    [.nan, -0.0, 1e30, 0],
  ]

  static let all = [
    FittedScaler(
      range: 0...1, clips: false,
      scale: [
        0x3f945b9c3f1bfdf7, 0x3ffaaaaaaaaaaaab, 0x3e90c6f7a0b5ed8d, 0x3ff0000000000000,
      ],
      minimum: [
        0xbfd6e70fc6ff7db6, 0xbfc5555555555556, 0x3fd0000000000000, 0xc01c000000000000,
      ],
      doubles: [
        0x0000000000000000, 0x0000000000000000, 0x0000000000000000, 0x0000000000000000,
        0x3fefffffffffffff, 0x3ff0000000000000, 0x3ff0000000000000, 0x0000000000000000,
        0x3fd3779a35f2c474, 0x3fc5555555555556, 0x3fd0050e87ad32ff, 0xbfe0000000000000,
        0xbfdd43b09ab83d13, 0x4008000000000000, 0x4004000000000000, 0x3ff0000000000000,
        0x7ff8000000000000, 0xbfc5555555555556, 0x44ca784379d99db4, 0xc01c000000000000,
      ],
      floats: [
        0xb1dfefb7, 0x31aaaaab, 0x00000000, 0x00000000,
        0x3f800000, 0x3f7fffff, 0x3f800000, 0x00000000,
        0x3e9bbcd2, 0x3e2aaaab, 0x3e802874, 0xbf000000,
        0xbeea1d85, 0x403fffff, 0x40200000, 0x3f800000,
        0x7fc00000, 0xbe2aaaab, 0x6653c21c, 0xc0e00000,
      ],
    ),
    FittedScaler(
      range: 0...1, clips: true,
      scale: [
        0x3f945b9c3f1bfdf7, 0x3ffaaaaaaaaaaaab, 0x3e90c6f7a0b5ed8d, 0x3ff0000000000000,
      ],
      minimum: [
        0xbfd6e70fc6ff7db6, 0xbfc5555555555556, 0x3fd0000000000000, 0xc01c000000000000,
      ],
      doubles: [
        0x0000000000000000, 0x0000000000000000, 0x0000000000000000, 0x0000000000000000,
        0x3fefffffffffffff, 0x3ff0000000000000, 0x3ff0000000000000, 0x0000000000000000,
        0x3fd3779a35f2c474, 0x3fc5555555555556, 0x3fd0050e87ad32ff, 0x0000000000000000,
        0x0000000000000000, 0x3ff0000000000000, 0x3ff0000000000000, 0x3ff0000000000000,
        0x7ff8000000000000, 0x0000000000000000, 0x3ff0000000000000, 0x0000000000000000,
      ],
      floats: [
        0x00000000, 0x31aaaaab, 0x00000000, 0x00000000,
        0x3f800000, 0x3f7fffff, 0x3f800000, 0x00000000,
        0x3e9bbcd2, 0x3e2aaaab, 0x3e802874, 0x00000000,
        0x00000000, 0x3f800000, 0x3f800000, 0x3f800000,
        0x7fc00000, 0x00000000, 0x3f800000, 0x00000000,
      ],
    ),
    FittedScaler(
      range: -1...1, clips: false,
      scale: [
        0x3fa45b9c3f1bfdf7, 0x400aaaaaaaaaaaab, 0x3ea0c6f7a0b5ed8d, 0x4000000000000000,
      ],
      minimum: [
        0xbffb7387e37fbedb, 0xbff5555555555556, 0xbfe0000000000000, 0xc02e000000000000,
      ],
      doubles: [
        0xbff0000000000000, 0xbff0000000000000, 0xbff0000000000000, 0xbff0000000000000,
        0x3feffffffffffffe, 0x3ff0000000000000, 0x3ff0000000000000, 0xbff0000000000000,
        0xbfd910cb941a7718, 0xbfe5555555555556, 0xbfdff5e2f0a59a03, 0xc000000000000000,
        0xbffea1d84d5c1e8a, 0x4014000000000000, 0x4010000000000000, 0x3ff0000000000000,
        0x7ff8000000000000, 0xbff5555555555556, 0x44da784379d99db4, 0xc02e000000000000,
      ],
      floats: [
        0xbf800000, 0xbf800000, 0xbf800000, 0xbf800000,
        0x3f800001, 0x3f7fffff, 0x3f800000, 0xbf800000,
        0xbec8865c, 0xbf2aaaaa, 0xbeffaf18, 0xc0000000,
        0xbff50ec2, 0x409fffff, 0x40800000, 0x3f800000,
        0x7fc00000, 0xbfaaaaab, 0x66d3c21c, 0xc1700000,
      ],
    ),
    FittedScaler(
      range: -0.3...0.7, clips: true,
      scale: [
        0x3f945b9c3f1bfdf7, 0x3ffaaaaaaaaaaaab, 0x3e90c6f7a0b5ed8d, 0x3ff0000000000000,
      ],
      minimum: [
        0xbfe50d217d195874, 0xbfddddddddddddde, 0xbfa9999999999998, 0xc01d333333333333,
      ],
      doubles: [
        0xbfd3333333333332, 0xbfd3333333333333, 0xbfd3333333333333, 0xbfd3333333333330,
        0x3fe6666666666666, 0x3fe6666666666666, 0x3fe6666666666666, 0xbfd3333333333330,
        0x3f7119c0afe45080, 0xbfc1111111111110, 0xbfa971255c3001a4, 0xbfd3333333333333,
        0xbfd3333333333333, 0x3fe6666666666666, 0x3fe6666666666666, 0x3fe6666666666666,
        0x7ff8000000000000, 0xbfd3333333333333, 0x3fe6666666666666, 0xbfd3333333333333,
      ],
      floats: [
        0xbe99999a, 0xbe999999, 0xbe99999a, 0xbe99999a,
        0x3f333333, 0x3f333333, 0x3f333333, 0xbe99999a,
        0x3b88ce0c, 0xbe088888, 0xbd4b892b, 0xbe99999a,
        0xbe99999a, 0x3f333333, 0x3f333333, 0x3f333333,
        0x7fc00000, 0xbe99999a, 0x3f333333, 0xbe99999a,
      ],
    ),
  ]
}
