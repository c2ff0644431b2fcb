package import Platform

/// Bars of a chart: of blocks where the locale has them, else of `#`.
package struct Bar {
    /// Eighths of a block, from one to eight.
    private static let blocks = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

    private let hasBlocks: Bool

    package init(environment: Environment) {
        // The first of these that is set decides, as in `setlocale`.
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let name = locale.lowercased()
        hasBlocks = name.hasSuffix("utf-8") || name.hasSuffix("utf8")
    }

    /// What is not nothing has a bar that can be seen.
    ///
    /// - Parameters:
    ///   - share: of the longest bar, 1 at the most.
    ///   - room: the columns of the longest bar.
    package func text(_ share: Double, room: Int) -> String {
        guard share > 0 else { return "" }
        let length = share * Double(room)
        guard hasBlocks else { return String(repeating: "#", count: max(1, Int(length.rounded()))) }
        let eighths = max(1, Int((length * 8).rounded()))
        let rest = eighths % 8
        return String(repeating: Self.blocks[7], count: eighths / 8) + (rest > 0 ? Self.blocks[rest - 1] : "")
    }
}
