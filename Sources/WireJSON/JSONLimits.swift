/// How much nesting and how long integers a reader takes.
///
/// A reader calls itself for each level, as does everything that later walks or frees the value, so a limit above
/// `deepest` is lowered to it. To read, compare, print and free that many levels takes less than 384 KiB of stack in a
/// release build and less than 2 MiB in a debug build (measured on x86-64).
package struct JSONLimits: Sendable, Hashable {
    /// The most containers inside each other.
    package let depth: Int
    /// The most containers around `NaN`, `Infinity` and `-Infinity`.
    let depthOfConstants: Int
    /// The most containers around a mistake that is still told from a nesting that is too deep.
    let depthOfErrors: Int

    package static let deepest = 1024

    /// The most levels that other programs read, when the value is a part of a line and the line one of a larger text: jq
    /// 1.6 takes 256.
    static let portableDepth = 250

    /// Room for a request of Python's deepest nesting inside the line of a session.
    package static let standard = JSONLimits(depth: deepest)

    /// Exactly what `json.loads` takes when the vendor's server calls it.
    package static let python = JSONLimits(
        depth: PythonLimits.loadsDepth,
        depthOfConstants: PythonLimits.loadsDepthOfConstants,
        depthOfErrors: PythonLimits.loadsDepthOfErrors
    )

    package init(depth: Int) {
        self.init(depth: depth, depthOfConstants: .max, depthOfErrors: .max)
    }

    private init(depth: Int, depthOfConstants: Int, depthOfErrors: Int) {
        self.depth = min(depth, Self.deepest)
        self.depthOfConstants = depthOfConstants
        self.depthOfErrors = depthOfErrors
    }
}
