/// Where CPython 3.11 gives up on JSON that is well-formed, measured with CPython 3.11.7 on 64-bit Linux at its default
/// recursion limit of 1000.
///
/// The vendor's server calls `json.loads` from the top level of its script. There the call has used five of the 1000
/// levels (the script, `loads`, `decode`, `raw_decode` and the call of the C scanner) when the text begins. Each function
/// that the call is wrapped in takes one level from all of these numbers.
package enum PythonLimits {
    /// The most containers inside each other that `json.loads` takes: a 996th `[` or `{` is a RecursionError.
    package static let loadsDepth = 995

    /// The most containers around `NaN`, `Infinity` and `-Infinity`, which take one call more than other values.
    package static let loadsDepthOfConstants = 994

    /// The most containers around a mistake that the C scanner reports itself: to make its JSONDecodeError three more
    /// levels are needed, and a RecursionError comes out instead if there are none.
    package static let loadsDepthOfErrors = 992

    /// The most values inside each other, the innermost scalar or empty container counted too, that `str()` in an
    /// f-string prints when it is called in a function that the script calls: 998 are a RecursionError.
    ///
    /// What `json.loads` takes has at most 996 levels, so whatever can be loaded can be printed there.
    package static let strLevels = 997

    /// The most digits of an integer, its sign not counted, that `int()` takes, and so `json.loads`; one more is a
    /// ValueError that is not a JSONDecodeError (`sys.int_info.default_max_str_digits`).
    package static let integerDigits = 4300
}
