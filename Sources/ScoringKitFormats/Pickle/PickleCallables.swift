/// What is known of the classes and functions that pickles name. None of them is ever looked up or called: this
/// only tells what a file asks for, so that a refusal can name it.
enum PickleCallables {
  /// Module and name in today's spelling, joined by a dot.
  static func presentName(module: String, name: String) -> String {
    switch module {
    case "__builtin__": return "builtins.\(renamedBuiltins[name] ?? name)"
    case "copy_reg": return "copyreg.\(name)"
    default: break
    }
    guard isOfNumPy1(module: module) else { return "\(module).\(name)" }
    return "numpy._core.\(module.dropFirst(numPy1.utf8.count)).\(name)"
  }

  /// Whether a module is one of those that NumPy 2 renamed.
  static func isOfNumPy1(module: String) -> Bool { module.hasPrefix(numPy1) }

  private static let numPy1 = "numpy.core."

  private static let renamedBuiltins = [
    "basestring": "str", "long": "int", "unichr": "chr", "unicode": "str", "xrange": "range",
  ]

  /// Whether merely naming it shows that a file is not a model: what runs commands or code, reaches into other
  /// modules or over the network.
  static func isDangerous(_ name: String) -> Bool {
    let parts = name.split(separator: ".").map(String.init)
    guard let root = parts.first else { return false }
    if functionMakers.contains(parts.dropLast().joined(separator: ".")) { return false }
    if root == "builtins" { return !harmlessBuiltins.contains(name.dropFirst(root.count + 1).description) }
    return dangerousModules.contains(root) || parts.dropFirst().contains(where: hiddenModules.contains)
  }

  /// Whether calling it could only make a value: a class of a library that models are made with, or one of the few
  /// functions by which such classes are written.
  static func isKnown(_ name: String, form: PickleObject.Form) -> Bool {
    guard !isDangerous(name) else { return false }
    if knownFunctions.contains(name) { return true }
    let parts = name.split(separator: ".")
    guard let root = parts.first, let last = parts.last, knownModules.contains(String(root)) else {
      return false
    }
    // An instance is made of a class, whatever its name; what is called may be a function, but for a capital letter.
    return form == .instance || last.hasPrefix("__pyx_unpickle_")
      || last.drop { $0 == "_" }.first?.isUppercase == true
  }

  /// The modules that put functions and classes into pickles by value. Such a function is as little called as any
  /// other; what is made of it is an object that no reader knows, and refused by whoever needs it.
  private static let functionMakers: Set = [
    "cloudpickle.cloudpickle", "cloudpickle.cloudpickle_fast", "dill._dill",
  ]

  private static let knownModules: Set = [
    "builtins", "catboost", "category_encoders", "collections", "copyreg", "datetime", "decimal",
    "feature_engine", "fractions", "imblearn", "joblib", "lightgbm", "mlflow", "numpy", "optbinning",
    "pandas",
    "pathlib", "scipy", "sklearn", "types", "uuid", "xgboost",
  ]

  private static let knownFunctions: Set = [
    "_codecs.encode", "builtins.bool", "builtins.bytearray", "builtins.bytes", "builtins.complex",
    "builtins.dict", "builtins.float", "builtins.frozenset", "builtins.int", "builtins.list",
    "builtins.object", "builtins.range", "builtins.set", "builtins.slice", "builtins.str", "builtins.tuple",
    "collections.defaultdict", "collections.deque", "copyreg.__newobj__", "copyreg.__newobj_ex__",
    "copyreg._reconstructor", "datetime.date", "datetime.datetime", "datetime.time", "datetime.timedelta",
    "datetime.timezone", "functools.partial", "numpy._core.multiarray._reconstruct",
    "numpy._core.multiarray.scalar", "numpy._core.numeric._frombuffer", "numpy.dtype",
    "numpy.ma.core._mareconstruct", "numpy.ndarray", "numpy.random._pickle.__bit_generator_ctor",
    "numpy.random._pickle.__generator_ctor", "numpy.random._pickle.__randomstate_ctor",
    "numpy.random.__RandomState_ctor", "pandas._libs.internals._unpickle_block",
    "pandas._libs.tslibs.timestamps._unpickle_timestamp", "pandas.core.indexes.base._new_Index",
    "pandas.core.internals.blocks.new_block", "sklearn.tree._tree.Tree",
  ]

  /// Of Python's own names, the classes that hold values and the functions without side effects.
  private static let harmlessBuiltins: Set = [
    "Ellipsis", "NotImplemented", "abs", "bool", "bytearray", "bytes", "chr", "complex", "dict", "float",
    "frozenset",
    "int", "len", "list", "max", "min", "object", "pow", "range", "round", "set", "slice", "sorted", "str",
    "sum", "tuple", "type",
  ]

  private static let dangerousModules: Set = [
    "_ctypes", "_io", "_pickle", "_posixsubprocess", "_thread", "asyncio", "bdb", "cProfile", "cloudpickle",
    "code", "codeop", "commands", "concurrent", "ctypes", "dill", "ftplib", "gc", "http", "imp", "importlib",
    "inspect", "io", "linecache", "marshal", "multiprocessing", "nt", "operator", "os", "pdb", "pickle",
    "pip",
    "pkgutil", "platform", "popen2", "posix", "profile", "pty", "pydoc", "requests", "runpy", "setuptools",
    "shelve", "shutil", "signal", "smtplib", "socket", "ssl", "subprocess", "sys", "tempfile", "test",
    "threading", "timeit", "trace", "urllib", "urllib2", "webbrowser", "zipimport",
  ]

  /// The same where they are reached through a library that imports them.
  private static let hiddenModules: Set = [
    "__builtins__", "builtins", "ctypes", "importlib", "os", "posix", "runpy", "shutil", "socket",
    "subprocess", "sys",
  ]
}
