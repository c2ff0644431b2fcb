import MockControl
import NIOHTTP1
import WireJSON

/// Recordings that are served or made, the project, and the way back to the beginning.
extension Operations {
    static let sessions: [Operation] = [
        .show("project", "The simulated project.", .json("Project", "The project.")) { call in
            call.control.projectJSON
        },
        .act(.DELETE, "project", "Empties the project.", fails: [.conflict]) { call in
            try call.control.clearProject()
        },
        .act(
            .POST,
            "sessions",
            "Serves another recording: the lines of a session file, checked whole before anything changes.",
            body: .init(
                types: ["application/x-ndjson", "application/jsonl", "application/json"],
                schema: Schemas.text,
                limit: 64 << 20
            ),
            fails: [.conflict]
        ) { call in try call.control.serve(call.request.body) },
        .act(.DELETE, "sessions", "Serves no recording any more.", fails: [.conflict]) { call in
            try call.control.serveNothing()
        },
        Operation(
            method: .GET,
            path: "session",
            words: "The exchanges as a session file.",
            outcomes: [.init(status: .ok, words: "Its lines.", type: "application/x-ndjson", schema: Schemas.text)]
        ) { call in
            var response = Response(type: "application/x-ndjson", call.control.sessionBytes())
            response.fields = [("Content-Disposition", "attachment; filename=\"session.jsonl\"")]
            return response
        },
        .act(.POST, "reset", "Puts all back to how the server was started, which listens then.") { call in
            call.control.reset()
        },
    ]
}
