/// What `help` explains besides commands.
enum HelpTopic: String, CaseIterable {
    case keys, variables
    case wire = "protocol"
    case settings

    var abstract: String {
        switch self {
        case .keys: "editing, history and completion at the prompt"
        case .variables: "variables and what shells put into them"
        case .wire: "what goes over the wire"
        case .settings: "what 'set' can choose"
        }
    }

    var text: String {
        switch self {
        case .keys: Self.keysText
        case .variables: Self.variablesText
        case .wire: Self.protocolText
        case .settings: Self.settingsText
        }
    }

    private static let keysText = """
        Tab            complete a command, an option, a value, a local file or a variable
        Up, Down       lines typed before
        Ctrl-R         search them, from the newest on
        Ctrl-A, Ctrl-E to the line's start, to its end (Home and End, too)
        Ctrl-Left, Ctrl-Right   by words
        Ctrl-W, Ctrl-U, Ctrl-K  delete the word before, the line, the rest of it
        Ctrl-Y         insert what was deleted
        Ctrl-L         clear the screen
        Ctrl-C         give the line up; give up the exchange under way, and wait for its late answer; again: leave
        Ctrl-D         on an empty line: leave
        Ctrl-Z         suspend; 'fg' comes back

        !!             the line before; !12 line 12, !-2 the last but one ('history' lists them)
        A line that begins with a blank is not kept.

        What is pasted is text: a Tab in it completes nothing, and several lines run one after the other; with
        'set confirm-paste on' they are shown first, and you are asked.
        An open quote, an open JSON object after 'raw', or a '\\' at the end continues a line: '...> ' asks for the next.
        'bind -v' in ~/.editrc chooses the keys of vi, and other lines there bind keys, see editrc(5).
        """

    private static let variablesText = """
        set NAME VALUE   makes a variable, 'unset NAME' forgets it; -D NAME=VALUE makes one at the start
        $NAME, ${NAME}   its value; not in '...', and not after 'raw'
        $?               the exit status of the last command
        ${last}          the last response
        ${script_dir}    the folder of the script that runs

        A '$' before anything else is a '$'. '\\$' in "..." is one, too.

        Exit status: 0 all ok; 1 the server answered an error; 2 usage; 3 no whole exchange; 4 a mismatch; 130 interrupted.
        """

    private static let protocolText = """
        A request is JSON text in UTF-8, then one byte 0x04. 'image' and 'elements' send, each on one line:

          {"image": {"file": PATH, "name": SERIES, "focal_length": "50.0"}}
          {"elements": {"file": PATH, "import_mode": "clipboard"}}

        The server opens PATH on its own machine. It answers 'O.k.', or a text that begins with 'Error: ', then CR LF,
        and closes the connection; with --keep-alive it stays open, and the response ends at CR LF.

        The client half-closes after its request (not with --keep-alive). A request that is one byte 0x1A stops the
        server. Some requests terminate it, such as a number, null, or a file that is no text: 'raw' refuses those.

        A request is sent again only after a refused connection, or a reset before the first byte of the response: the
        server has not executed it then. After anything else it may have been executed.

        A server that works on a request ends when its client leaves (not with --keep-alive): after a time-out or Ctrl-C
        the late answer is waited for, as long as --linger says; another Ctrl-C leaves.

        -v shows every byte sent and received.
        """

    private static var settingsText: String {
        let lines = Setting.allCases.map { setting in
            let padding = String(repeating: " ", count: max(1, 16 - setting.rawValue.count))
            let variable = setting.environmentName.map { " (environment: \($0))" } ?? ""
            return "\(setting.rawValue)\(padding)\(setting.help)\(variable)"
        }
        return """
            \(lines.joined(separator: "\n"))

            'set NAME VALUE' chooses one, 'unset NAME' goes back to the default, 'set' lists all with where they come from.
            Lines NAME = VALUE in ~/.config/ipcsh/config choose them for every start; commands in ~/.config/ipcsh/rc run at
            the start of an interactive shell. An option beats the environment, that the file.
            """
    }
}
