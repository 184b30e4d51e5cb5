// Carries the link settings of libscoringkit.so; see Package.swift.
