import MockControl
import MockCore
import MockServer
import NIOCore
import Sessions
import Texts
import WireJSON

/// What one server's log tells to those who stream or wait. A stream is a place in the log: who is slow keeps no memory,
/// and is told what it has missed.
final class EventFeed {
    private struct Stream {
        var connection: ControlConnection
        var place: Int
        var notice: Int
        var epoch: Int
        var open = -1
    }

    /// From a change to its event: what comes together is sent together.
    private static let pause = TimeAmount.milliseconds(20)
    /// The same where somebody waits for it.
    private static let shortPause = TimeAmount.microseconds(200)
    /// Between looks at what the log does not tell.
    private static let beat = TimeAmount.milliseconds(250)
    /// The bytes of most events.
    private static let usualSize = 384
    /// A sign of life after so many of these.
    private static let beatsPerSign = 60

    private let control: MockControl
    private let loop: any EventLoop
    private let whenEmpty: () -> Void
    private var streams: [ObjectIdentifier: Stream] = [:]
    private var waiters: [Waiter] = []
    private var observer = 0
    private var next: (time: NIODeadline, task: Scheduled<Void>)?
    private var beats = 0
    /// Nothing will come any more: a stream ends with what is left.
    private var isEnding = false
    private var isStopped = false

    init(_ control: MockControl, _ loop: any EventLoop, whenEmpty: @escaping () -> Void) {
        self.control = control
        self.loop = loop
        self.whenEmpty = whenEmpty
        let bound = NIOLoopBound(self, eventLoop: loop)
        observer = control.log.observe { loop.execute { bound.value.changed() } }
        beatOn()
    }

    var isEmpty: Bool { streams.isEmpty && waiters.isEmpty }

    func has(_ connection: ControlConnection) -> Bool { streams[ObjectIdentifier(connection)] != nil }

    func add(_ connection: ControlConnection, after number: Int?) {
        let log = control.log
        streams[ObjectIdentifier(connection)] = Stream(
            connection: connection,
            place: number.map { log.place(behind: $0) } ?? log.last,
            notice: log.lastNotice,
            epoch: log.epoch
        )
        schedule(.zero)
    }

    /// - Returns: whether it was there.
    func remove(_ connection: ControlConnection) -> Bool {
        streams.removeValue(forKey: ObjectIdentifier(connection)) != nil
    }

    func add(_ waiter: Waiter) {
        waiters.append(waiter)
        schedule(.zero)
    }

    /// Tells what is left, and ends the streams behind it.
    func end() {
        isEnding = true
        look()
    }

    func stop() {
        isStopped = true
        control.log.endObserving(observer)
        next?.task.cancel()
        next = nil
        expireWaiters()
    }

    private func expireWaiters() {
        let expired = waiters
        waiters = []
        for waiter in expired { waiter.expire() }
    }

    private func changed() {
        schedule(waiters.isEmpty ? Self.pause : Self.shortPause)
    }

    /// Looks at the log soon, or sooner than it would anyway.
    func schedule(_ pause: TimeAmount) {
        guard !isStopped else { return }
        let time = NIODeadline.now() + pause
        if let next {
            if next.time <= time { return }
            next.task.cancel()
        }
        let task = loop.assumeIsolated().scheduleTask(deadline: time) { self.look() }
        next = (time, task)
    }

    private func beatOn() {
        loop.assumeIsolated().scheduleTask(in: Self.beat) { [weak self] in
            guard let self, !self.isStopped else { return }
            self.beats += 1
            self.look(isBeat: true)
            self.beatOn()
        }
    }

    private func look(isBeat: Bool = false) {
        guard !isStopped else { return }
        if control.hasEnded { isEnding = true }
        if isEnding { expireWaiters() }
        if !isBeat { next = nil }
        // Before it is looked: what comes while it is, is told again.
        control.log.awaitChange()
        var hasMore = false
        let now = NIODeadline.now()
        // An answer can bring another one who waits, as soon as it is sent.
        let looking = waiters
        waiters = []
        for waiter in looking {
            let (waits, more) = waiter.look(control.log)
            if !waits { continue }
            if waiter.deadline <= now {
                waiter.expire()
            } else {
                waiters.append(waiter)
                hasMore = hasMore || more
            }
        }
        if let first = waiters.map(\.deadline).min() { schedule(max(.zero, first - now)) }
        if feed() { hasMore = true }
        if hasMore { schedule(Self.shortPause) }
        if isEmpty { whenEmpty() }
    }

    /// - Returns: whether there is more for somebody who takes it.
    private func feed() -> Bool {
        guard !streams.isEmpty else { return false }
        var hasMore = false
        /// Streams at the same place get the same bytes.
        var made: [Int: (buffer: ByteBuffer, place: Int, hasMore: Bool)] = [:]
        let open = control.status.openConnections
        let epoch = control.log.epoch
        for (key, stream) in streams where stream.connection.isWritable {
            var stream = stream
            var text = ""
            if stream.epoch != epoch {
                stream.epoch = epoch
                text += "event: reset\ndata: {}\n\n"
            }
            if stream.open != open {
                stream.open = open
                text += "event: connection\ndata: {\"open\":\(open)}\n\n"
            }
            for notice in control.log.notices(after: stream.notice) {
                stream.notice = notice.sequence
                let kind = notice.kind == "broken" ? "connection" : "notice"
                let data: JSONValue = ["kind": .string(notice.kind), "text": .string(notice.text)]
                text += "event: \(kind)\ndata: \(JSONWriter.compact.text(of: data))\n\n"
            }
            if beats >= Self.beatsPerSign { text += ": \n\n" }
            let page = made[stream.place] ?? exchanges(after: stream.place)
            made[stream.place] = page
            stream.place = page.place
            hasMore = hasMore || page.hasMore
            streams[key] = stream
            if !text.isEmpty { stream.connection.sendEvents(ByteBuffer(string: text)) }
            if page.buffer.readableBytes > 0 { stream.connection.sendEvents(page.buffer) }
            if isEnding { stream.connection.endEvents(isLast: !page.hasMore) }
        }
        if beats >= Self.beatsPerSign { beats = 0 }
        return hasMore
    }

    private func exchanges(after place: Int) -> (buffer: ByteBuffer, place: Int, hasMore: Bool) {
        let (exchanges, lost) = control.log.page(after: place)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(exchanges.count * Self.usualSize)
        if lost > 0 { bytes += "event: lost\ndata: {\"exchanges\":\(lost)}\n\n".utf8 }
        for exchange in exchanges {
            let number = exchange.recorded.number
            bytes.append("id: ")
            Decimal.append(number, to: &bytes)
            bytes.append("\nevent: exchange\ndata: ")
            exchange.appendJSON(to: &bytes, isShort: true)
            bytes += "\n\n".utf8
            if let miss = exchange.miss {
                let data: JSONValue = ["n": .number(number), "miss": .string(miss.description)]
                bytes += "event: miss\ndata: \(JSONWriter.compact.text(of: data))\n\n".utf8
            }
            if let fault = exchange.fault {
                let data: JSONValue = ["n": .number(number), "fault": .string(fault)]
                bytes += "event: fault\ndata: \(JSONWriter.compact.text(of: data))\n\n".utf8
            }
        }
        let last = exchanges.last?.sequence ?? place + lost
        return (ByteBuffer(bytes: bytes), last, exchanges.count >= 256)
    }
}
