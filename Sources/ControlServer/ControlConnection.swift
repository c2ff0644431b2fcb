import MockControl
import NIOCore
import NIOHTTP1

/// One connection of a caller: reads a request, has it answered, and goes on with the next one.
final class ControlConnection: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// What the client is waited for, or waits for.
    private enum State {
        /// The next request may come.
        case idle
        /// Its body comes.
        case receiving(Request, Router.Plan, keepAlive: Bool, isHead: Bool)
        /// It was refused, and is still coming.
        case ignoring
        case answering
        case streaming
        case closed
    }

    /// How long a client may take to send a request.
    private static let requestTime = TimeAmount.seconds(15)
    /// How long it may say nothing between requests.
    private static let idleTime = TimeAmount.seconds(120)
    /// How long it may take nothing of an answer.
    private static let answerTime = TimeAmount.seconds(60)
    /// How long it may take for the rest of a stream that ends.
    static let endTime = TimeAmount.seconds(2)

    private let router: Router
    private let hub: ControlHub
    private let loop: any EventLoop
    private var context: ChannelHandlerContext?
    private var state = State.idle
    private(set) var deadline: NIODeadline
    /// Whether an answer is the last one.
    private var isLast = false
    private var isHead = false

    init(_ router: Router, _ hub: ControlHub, _ loop: any EventLoop) {
        self.router = router
        self.hub = hub
        self.loop = loop
        deadline = .now() + Self.requestTime
    }

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        if !hub.add(self) { context.close(promise: nil) }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        state = .closed
        self.context = nil
        hub.remove(self)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // What is no HTTP gets a word where that is possible.
        switch state {
        case .idle where error is HTTPParserError, .receiving where error is HTTPParserError:
            refuse(Problem(.badRequest, "this is no HTTP/1.1 request"), hasBody: true)
        // The word is on its way, and what follows is of no interest.
        case .ignoring where error is HTTPParserError && isLast: break
        case .idle, .receiving, .ignoring, .answering, .streaming, .closed: context.close(promise: nil)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed {
            switch state {
            case .answering: isLast = true
            case .idle, .receiving, .ignoring, .streaming, .closed: context.close(promise: nil)
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            if case .answering = state { deadline = .now() + Self.answerTime }
            hub.wake(self)
        }
        context.fireChannelWritabilityChanged()
    }

    /// The time for whatever it does is over.
    func expire() {
        context?.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): begin(head)
        case .body(let buffer): take(buffer)
        case .end: finish()
        }
    }

    private func begin(_ head: HTTPRequestHead) {
        isHead = head.method == .HEAD
        isLast = !head.isKeepAlive
        deadline = .now() + Self.requestTime
        do throws(Problem) {
            var request = try Request(head)
            let plan = try router.plan(head, request)
            if let length = head.headers.first(name: "content-length").flatMap({ Int($0) }), length > plan.limit {
                throw Self.tooLarge(plan)
            }
            if request.method == .HEAD { request.method = .GET }
            state = .receiving(request, plan, keepAlive: head.isKeepAlive, isHead: isHead)
            if head.headers.first(name: "expect")?.lowercased() == "100-continue" {
                write(.head(HTTPResponseHead(version: .http1_1, status: .continue)))
                context?.flush()
            }
        } catch {
            refuse(
                error,
                hasBody: head.headers.contains(name: "content-length")
                    || head.headers.contains(name: "transfer-encoding")
            )
        }
    }

    private static func tooLarge(_ plan: Router.Plan) -> Problem {
        Problem(.payloadTooLarge, "a body has at most \(plan.limit >> 10) KiB here")
    }

    private func take(_ buffer: ByteBuffer) {
        guard case .receiving(var request, let plan, let keepAlive, let isHead) = state else { return }
        // Taken out first: the body must not be copied for each piece.
        state = .ignoring
        guard request.body.count + buffer.readableBytes <= plan.limit else {
            return refuse(Self.tooLarge(plan), hasBody: true)
        }
        request.body.append(contentsOf: buffer.readableBytesView)
        state = .receiving(request, plan, keepAlive: keepAlive, isHead: isHead)
    }

    /// - Parameter hasBody: whether more of it comes, which is not waited for.
    private func refuse(_ problem: Problem, hasBody: Bool) {
        if hasBody { isLast = true }
        state = .ignoring
        send(problem.response, isOver: false)
    }

    private func finish() {
        switch state {
        case .receiving(let request, let plan, _, _):
            state = .answering
            deadline = .now() + Self.answerTime
            answer(router.decide(request, plan, on: loop))
        case .ignoring: state = .idle
        case .idle, .answering, .streaming, .closed: break
        }
    }

    private func answer(_ decision: Router.Decision) {
        switch decision {
        case .answer(let response): send(response)
        case .later(let future):
            future.assumeIsolated().whenComplete { result in
                switch result {
                case .success(let response): self.send(response)
                case .failure: self.send(Problem(.serviceUnavailable, "the server ends").response)
                }
            }
        case .events(let control, let after):
            guard !isHead else { return send(Response(type: "text/event-stream", [])) }
            state = .streaming
            deadline = .distantFuture
            guard hub.stream(self, control, after: after) else {
                state = .answering
                return send(Problem(.serviceUnavailable, "too many event streams are open").response)
            }
        case .wait(let control, let filter, let count, let timeout):
            deadline = .now() + TimeAmount(timeout) + Self.answerTime
            hub.wait(control, filter, count: count, timeout: timeout) { self.send($0) }
        }
    }

    // MARK: Answers

    private static let common = [
        ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]

    private func write(_ part: HTTPServerResponsePart, _ promise: EventLoopPromise<Void>? = nil) {
        context?.write(wrapOutboundOut(part), promise: promise)
    }

    /// - Parameter isOver: whether all of the request has come.
    private func send(_ response: Response, isOver: Bool = true) {
        guard context != nil else { return }
        var fields = HTTPHeaders(Self.common)
        if !response.type.isEmpty { fields.add(name: "Content-Type", value: response.type) }
        for (name, value) in response.fields { fields.replaceOrAdd(name: name, value: value) }
        if response.status != .noContent { fields.add(name: "Content-Length", value: "\(response.body.count)") }
        if isLast { fields.add(name: "Connection", value: "close") }
        write(.head(HTTPResponseHead(version: .http1_1, status: response.status, headers: fields)))
        if !isHead, !response.body.isEmpty { write(.body(.byteBuffer(ByteBuffer(bytes: response.body)))) }
        let isClosing = isLast
        if isOver { state = .idle }
        deadline = .now() + (isOver ? Self.idleTime : Self.requestTime)
        endAnswer {
            if isClosing { self.closeGently() }
        }
    }

    /// - Parameter whenSent: called when all of the answer has gone out, or cannot.
    private func endAnswer(whenSent: @escaping () -> Void) {
        let promise = loop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { _ in whenSent() }
        write(.end(nil), promise)
        context?.flush()
    }

    /// What still comes must not reset the connection before the answer was read.
    private func closeGently() {
        guard let context else { return }
        if case .ignoring = state {
            deadline = .now() + .seconds(2)
            context.close(mode: .output, promise: nil)
        } else {
            context.close(promise: nil)
        }
    }

    // MARK: Events

    /// Begins a stream of events.
    func beginStream() {
        var fields = HTTPHeaders(Self.common)
        fields.add(name: "Content-Type", value: "text/event-stream")
        write(.head(HTTPResponseHead(version: .http1_1, status: .ok, headers: fields)))
        context?.flush()
    }

    /// Whether the client takes what it was sent.
    var isWritable: Bool {
        guard case .streaming = state else { return false }
        return context?.channel.isWritable ?? false
    }

    func sendEvents(_ buffer: ByteBuffer) {
        write(.body(.byteBuffer(buffer)))
        context?.flush()
    }

    /// The stream ends soon, or, behind the last events, now.
    func endEvents(isLast: Bool) {
        deadline = min(deadline, .now() + Self.endTime)
        guard isLast else { return }
        state = .answering
        endAnswer { self.expire() }
    }
}
