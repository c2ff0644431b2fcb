import CPCRE2

extension RegularExpression {
    /// What the matches in one subject may cost, all together.
    ///
    /// A step is an item of the expression that is tried, or 16 bytes passed over: some 20 ns by machine code, 40 ns
    /// interpreted.
    enum Budget {
        /// Some 40 ms, or 80 ms interpreted.
        static let steps = 2_000_000
        /// What is linear in the subject is no runaway: 1 MiB may take some 0.2 s.
        static let stepsPerByte = 8
        /// Processor time, in nanoseconds, for what takes long although it has few steps.
        static let nanosecondsPerStep = 50
        /// For interpreted code, in KiB: 64 MiB.
        static let heap: UInt32 = 64 << 10
        /// For machine code, in bytes. It begins with 32 KiB of the thread's stack.
        static let jitStack = 8 << 20
    }

    /// One place where an expression matches.
    package struct Match: ~Copyable {
        fileprivate let subject: UnsafeBufferPointer<UInt8>
        fileprivate let offsets: UnsafeMutablePointer<Int>
        /// How many groups the expression has.
        package let groupCount: Int

        /// Where it is in the subject, in bytes.
        package let range: Range<Int>

        /// - Parameter start: where the search began.
        fileprivate init(_ subject: UnsafeBufferPointer<UInt8>, _ data: OpaquePointer, from start: Int) {
            self.subject = subject
            offsets = pcre2_get_ovector_pointer_8(data)
            groupCount = Int(pcre2_get_ovector_count_8(data)) - 1
            // By `\K` an expression says itself where its match begins, and may say it wrongly.
            let end = min(max(start, offsets[1]), subject.count)
            range = min(max(start, offsets[0]), end)..<end
        }

        /// The bytes of a group, UTF-8; group 0 is the whole match.
        ///
        /// - Returns: none for a group that took no part, or that there is not.
        package func bytes(of group: Int) -> Slice<UnsafeBufferPointer<UInt8>> {
            if group == 0 { return subject[range] }
            guard group > 0, group <= groupCount else { return subject[0..<0] }
            let (start, end) = (offsets[2 * group], offsets[2 * group + 1])
            // Both are -1 for a group that took no part.
            return subject[start >= 0 && start <= end && end <= subject.count ? start..<end : 0..<0]
        }

        /// What stands before it, from a place on.
        package func bytesBefore(from start: Int) -> Slice<UnsafeBufferPointer<UInt8>> {
            subject[min(start, range.lowerBound)..<range.lowerBound]
        }
    }

    /// Goes from match to match.
    struct MatchSearch: ~Copyable {
        private let expression: RegularExpression
        private let subject: UnsafeBufferPointer<UInt8>
        private let data: OpaquePointer
        private let context: OpaquePointer
        private var stack: OpaquePointer?
        private var budget = pcre2_budget()
        /// Where to go on; behind the end of the subject when there is no more.
        private var offset = 0

        /// - Parameter subject: UTF-8; it must outlive this.
        init(
            _ expression: RegularExpression,
            _ subject: UnsafeBufferPointer<UInt8>
        ) throws(LimitExceeded) {
            guard let data = pcre2_match_data_create_from_pattern_8(expression.code.pointer, nil) else {
                throw LimitExceeded(source: expression.source, limit: .memory)
            }
            guard let context = pcre2_match_context_create_8(nil) else {
                pcre2_match_data_free_8(data)
                throw LimitExceeded(source: expression.source, limit: .memory)
            }
            self.expression = expression
            self.subject = subject
            self.data = data
            self.context = context
            let steps = Budget.steps + subject.count * Budget.stepsPerByte
            budget.steps = Int64(steps)
            budget.nanoseconds = Int64(steps * Budget.nanosecondsPerStep)
            pcre2_set_match_limit_8(context, UInt32(clamping: steps))
            pcre2_set_depth_limit_8(context, UInt32(clamping: steps))
            pcre2_set_heap_limit_8(context, Budget.heap)
        }

        deinit {
            pcre2_match_data_free_8(data)
            pcre2_match_context_free_8(context)
            if let stack { pcre2_jit_stack_free_8(stack) }
        }

        /// The next match; it may be used up to the next call.
        mutating func next() throws(LimitExceeded) -> Match? {
            guard offset <= subject.count else { return nil }
            var result = match()
            if result == PCRE2_ERROR_JIT_STACKLIMIT, stack == nil,
                let stack = pcre2_jit_stack_create_8(32 << 10, Budget.jitStack, nil)
            {
                self.stack = stack
                pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
                result = match()
            }
            if result == PCRE2_ERROR_NOMATCH {
                offset = subject.count + 1
                return nil
            }
            guard result >= 0 else { throw exceeded(result) }
            let match = Match(subject, data, from: offset)
            offset = match.range.upperBound
            if match.range.isEmpty {
                offset += 1
                while offset < subject.count, subject[offset] & 0xC0 == 0x80 { offset += 1 }
            }
            return match
        }

        private mutating func match() -> Int32 {
            // A subject without bytes may be without an address.
            var none = UInt8(0)
            return withUnsafePointer(to: &none) { none in
                pcre2_match_within(
                    &budget,
                    expression.code.pointer,
                    subject.baseAddress ?? none,
                    subject.count,
                    offset,
                    PCRE2_NO_UTF_CHECK,
                    data,
                    context
                )
            }
        }

        private func exceeded(_ error: Int32) -> LimitExceeded {
            let limit: LimitExceeded.Limit =
                switch error {
                case PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_JIT_STACKLIMIT, PCRE2_ERROR_NOMEMORY: .memory
                case PCRE2_ERROR_RECURSELOOP: .recursion
                default: .steps
                }
            return LimitExceeded(source: expression.source, limit: limit)
        }
    }
}
