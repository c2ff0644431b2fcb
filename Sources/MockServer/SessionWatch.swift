import MockCore
import NIOCore
import Platform
import Sessions
import Synchronization

/// Reads served session files again, on request or when they have changed.
final class SessionWatch: Sendable {
    /// What tells a changed file from the one that was read.
    private struct Stamp: Equatable, Sendable {
        var size: Int
        var modified: FileStatus.Time
        var identity: FileStatus.Identity
    }

    private static let interval = TimeAmount.milliseconds(500)

    private let state: ServerState
    private let loop: any EventLoop
    private let stamps: Guarded<[Stamp?]>
    /// Loads that were begun, and the newest whose result was used: an older one that takes longer is of no use.
    private let begun = Atomic(0)
    private let used = Guarded(0)

    init(_ state: ServerState, loop: any EventLoop) {
        self.state = state
        self.loop = loop
        stamps = Guarded(Self.stamps(state.configuration.sessions))
    }

    /// Looks at the files from time to time, until the loop ends.
    func begin() {
        loop.scheduleRepeatedTask(initialDelay: Self.interval, delay: Self.interval) { [self] _ in
            let current = Self.stamps(state.configuration.sessions)
            let isChanged = stamps.withLock { known in
                defer { known = current }
                return known != current
            }
            if isChanged { reload() }
        }
    }

    /// Reads all files, elsewhere, and then serves them from their beginning.
    func reload() {
        let state = state
        let configuration = state.configuration
        let number = begun.add(1, ordering: .relaxed).newValue
        let loading = state.workers.run(on: loop) { () throws(SessionError) -> SessionAnswers in
            try SessionAnswers.load(configuration.sessions, configuration.policy)
        }
        loading.whenSuccess { [self] answers in
            let isNewest = used.withLock { used in
                guard number > used else { return false }
                used = number
                return true
            }
            guard isNewest else { return }
            state.resolver.replaceAnswers(answers)
            state.report(.notice("reloaded: \(answers.count) recorded exchanges"))
        }
        loading.whenFailure { error in
            state.report(.trouble("not reloaded, the old recordings are served on: \(error)"))
        }
    }

    private static func stamps(_ paths: [String]) -> [Stamp?] {
        paths.map { path in
            FileStatus(path: path).map { Stamp(size: $0.size, modified: $0.modified, identity: $0.identity) }
        }
    }
}
