import CPCRE2
import Platform

/// Searches many short texts for an expression of which no search in such a text can take long, so that nobody counts
/// its steps: that takes several times as long as the search.
final class QuickSearch: Sendable {
    /// Compiled code, and where a match is put.
    ///
    /// `@unchecked Sendable`: a match is put there only while the lock around it is held.
    private final class Machine: @unchecked Sendable {
        let code: RegularExpression.Code
        let data: OpaquePointer

        init?(_ pattern: [UInt8], _ options: UInt32, usesJIT: Bool) {
            guard let code = try? RegularExpression.Code(pattern, options, usesJIT: usesJIT),
                // Where the match is, and no groups.
                let data = pcre2_match_data_create_8(1, nil)
            else { return nil }
            self.code = code
            self.data = data
        }

        deinit { pcre2_match_data_free_8(data) }
    }

    private enum State {
        case new
        /// None where it cannot be had.
        case compiled(Machine?)
    }

    private let pattern: [UInt8]
    private let options: UInt32
    private let usesJIT: Bool
    private let state = Guarded(State.new)

    /// - Parameters:
    ///   - pattern: is compiled when it is needed first.
    ///   - options: those that say what it means.
    init(_ pattern: [UInt8], _ options: UInt32, usesJIT: Bool) {
        self.pattern = pattern
        self.options = options
        self.usesJIT = usesJIT
    }

    /// Whether it matches somewhere.
    ///
    /// - Parameter subject: UTF-8.
    /// - Returns: `nil` when that could not be found out.
    func matches(_ subject: UnsafeBufferPointer<UInt8>) -> Bool? {
        guard let base = subject.baseAddress else { return nil }
        let result = state.withLock { state -> Int32 in
            if case .new = state { state = .compiled(Machine(pattern, options, usesJIT: usesJIT)) }
            guard case .compiled(let machine?) = state else { return PCRE2_ERROR_NOMEMORY }
            return pcre2_match_8(
                machine.code.pointer,
                base,
                subject.count,
                0,
                PCRE2_NO_UTF_CHECK,
                machine.data,
                nil
            )
        }
        if result == PCRE2_ERROR_NOMATCH { return false }
        return result >= 0 ? true : nil
    }
}
