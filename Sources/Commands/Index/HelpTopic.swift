import CommandSpec
import Operations

/// What `help` explains besides commands.
package enum HelpTopic: String, CaseIterable {
    case options, quoting, scripts, variables, regex, config, settings, keys
    case wire = "protocol"
    case shards, tools

    var abstract: String {
        switch self {
        case .options: "the options that all commands share which make exchanges"
        case .quoting: "words, quotes, backslashes, patterns, comments; several commands on a line"
        case .scripts: "files of commands, their arguments, blocks and exit status"
        case .variables: "variables and what shells put into them"
        case .regex: "regular expressions, and where they stand"
        case .config: "the configuration file, the rc file, the environment"
        case .settings: "what 'set' can choose"
        case .keys: "editing, history and completion at the prompt"
        case .wire: "what goes over the wire"
        case .shards: "tests on many machines: a CI matrix, a Kubernetes job, one report of all"
        case .tools: "sessions and reports in jq, DuckDB and pandas"
        }
    }

    var text: String {
        switch self {
        case .options: Self.optionsText
        case .quoting: Self.quotingText
        case .scripts: Self.scriptsText
        case .variables: Self.variablesText
        case .regex: Self.regexText
        case .config: Self.configText
        case .settings: Self.settingsText
        case .keys: Self.keysText
        case .wire: Self.protocolText
        case .shards: Self.shardsText
        case .tools: Self.toolsText
        }
    }

    /// Whether the manual page has no section of its own that says the same.
    var isChapter: Bool { self != .options && self != .settings }

    private static var optionsText: String {
        let lines = HelpText().lines(SharedOptions.group, inFull: true).dropFirst(2)
        return """
            \(lines.joined(separator: "\n"))

            They stand before a command ('ipcsh --mock image a.jpg') and behind it, and in a script for one command only.
            -qv is -q -v; --timeout=5s is --timeout 5s; --dry is --dry-run, as no other option begins so; what stands
            behind a -- is never an option.
            """
    }

    private static let quotingText = #"""
        Blanks separate words, ';' and line ends commands; '#' at a word's start begins a comment.

        '...'            as it is: image 'C:/my scans/a.jpg'
        "..."            the same, but for $NAME, ${NAME}, \" and \$
        \                is a backslash, but before a blank or a quote: image C:\temp\a.jpg needs no quotes,
                         image C:\my\ scans\a.jpg is one word
        \ at a line's end, an open quote, an open JSON object after 'raw': the command goes on in the next line.
                         A folder that ends in a backslash needs quotes there: 'D:\scans\'

        *.jpg, a?.jpg, [ab].jpg, ~/a.jpg
                         stand for local files after 'image', 'elements', 'source', 'session', 'bench' and in 'for';
                         a pattern that matches nothing is an error; in quotes they are text
        -- a.jpg         what follows '--' is no option; './-a.jpg' is a file, too

        A && B           B runs when A has gone well; A || B: when it has not
        A | COMMAND      COMMAND, up to a bare ';', is for the system's shell, and reads what A prints
        A > FILE, A >> FILE   what A prints goes to a file, or to its end

        'raw' and '!' take the rest of their line as it is. Curly quotes, long dashes and blanks that cannot be told from
        blanks, as they come with text from documents, are refused and not sent, as are '&', '<', '2>', '$(...)' and `...`.
        """#

    private static let scriptsText = #"""
        A script is a file of commands: 'ipcsh import.ipcsh', or 'source import.ipcsh'. It is read whole first; what is
        wrong in it is told with FILE:LINE, all of it, and then nothing runs. It stops at the first failure, unless
        --keep-going; 'expect error' and 'if failed' right behind a command take its failure.

        $1, $2, ... $*   its arguments: 'ipcsh import.ipcsh -- left a.jpg'
        #!/usr/bin/env ipcsh   as its first line, and 'chmod +x': './import.ipcsh left a.jpg'. All words are its arguments
                         then, but ipcsh's own options, such as --mock or --dry-run, which take effect; behind a '--' all
                         words are its arguments.

        for f in scans/*.jpg; image $f --series $1; expect ok; end
        if error; echo ${last}; else; echo imported; end
        repeat 3 image a.jpg
        watch 2s status

        Exit status: 0 all ok; 1 the server answered an error; 2 usage or syntax; 3 no whole exchange; 4 a mismatch;
        130 interrupted; 'quit N' chooses another.
        """#

    private static let regexText = #"""
        Expressions are PCRE2's, as in Perl: expect ~ 'file (.*) could not be read'

        .  [a-z]  \d \w \s  ^ $   a character, one of several, a digit, a letter, a blank, the start, the end
        * + ? {2,3}  *? +?        how often, and as few times as possible
        (...)  (?:...)  a|b  \1   a group, one that is not counted, either, what the first group was
        (?i)                      upper and lower case are the same from here on
        \Q...\E                   as it is

        They look anywhere in the text: ^...$ means all of it. They stand in 'expect ~', 'if ~', 'capture', --match, --skip,
        --ignore, --sub '/REGEX/TEXT/', --redact '/REGEX/=TEXT', and in sessions. One that takes too many steps is given
        up, and told; in quotes nothing in it has a meaning for the shell.
        """#

    private static var configText: String {
        #"""
        ~/.config/ipcsh/config has settings for every start, one to a line; ~/.config/ipcsh/rc has commands that an
        interactive shell runs first (not with -X). $XDG_CONFIG_HOME, an absolute path, takes the place of ~/.config.

        # a comment
        to = winbox:7000
        series = "left side"   # quotes keep blanks and a '#'
        map = /mnt/c/=C:/;/srv/=S:/

        An option beats the environment, that the file, that the default; 'set' shows what counts and where it comes from.
        'help settings' lists the names. A line that is not understood is told with FILE:LINE.

        """# + "\n" + environment.map { "\($0.0): \($0.1)" }.joined(separator: "\n")
    }

    /// The variables of the environment that the program looks at, and what each is for.
    static var environment: [(String, String)] {
        let settings = Setting.allCases.compactMap { setting in
            setting.environmentName.map { ($0, "The setting '\(setting.rawValue)': \(setting.help).") }
        }
        return settings + [
            ("IPCSH_SESSIONS", "The folder where shells and scripts record."),
            ("IPCSH_RC", "The commands that an interactive shell runs first, instead of the rc file."),
            ("NO_COLOR", "No colour, unless --color says otherwise."),
            ("PAGER", "What long output goes through on a terminal; 'cat' or nothing for none."),
            ("VISUAL, EDITOR", "The editor for 'edit'."),
            ("XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_DATA_HOME", "Folders instead of those in ~."),
        ]
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
