import ArgumentParser
import WireJSON

/// A command as its type declares it: what help, completion and the manual are made of.
struct CommandDeclaration {
    /// What a value is, as far as it can be completed.
    enum Values: Hashable {
        case any
        case list([String])
        /// Files with these endings, without their dots; with any when there are none.
        case files([String])
        case folders
    }

    /// A word behind the command's name, an option with a value, or one without.
    struct Argument {
        enum Kind: String {
            case positional, option, flag
        }

        var kind: Kind
        /// `-s` and `--series`; none for a positional one.
        var names: [String]
        var valueName: String
        var help: String
        /// The title of the group of options that it belongs to.
        var section: String?
        var isRepeating: Bool
        var values: Values
    }

    var name: String
    var abstract: String
    var discussion: String
    var arguments: [Argument] = []
    var subcommands: [CommandDeclaration] = []

    /// - Parameter type: any command of swift-argument-parser.
    init(of type: any ParsableCommand.Type) {
        let help = try? JSONParser.parse(type._dumpHelp())
        self.init(help?["command"] ?? .null)
    }

    private init(_ json: JSONValue) {
        name = json["commandName"]?.text ?? ""
        abstract = json["abstract"]?.text ?? ""
        discussion = json["discussion"]?.text ?? ""
        arguments = (json["arguments"]?.array ?? []).compactMap(Argument.init)
        // swift-argument-parser adds a 'help' of its own.
        subcommands = (json["subcommands"]?.array ?? []).map(CommandDeclaration.init).filter { $0.name != "help" }
    }

    var positionals: [Argument] { arguments.filter { $0.kind == .positional } }

    /// The option or flag of this name.
    func option(_ name: String) -> Argument? {
        arguments.first { $0.names.contains(name) }
    }
}

extension CommandDeclaration.Argument {
    fileprivate init?(_ json: JSONValue) {
        guard let kind = json["kind"]?.text.flatMap(Kind.init), json["shouldDisplay"]?.bool != false else { return nil }
        self.kind = kind
        names = (json["names"]?.array ?? []).map { name in
            (name["kind"]?.text == "long" ? "--" : "-") + (name["name"]?.text ?? "")
        }
        valueName = json["valueName"]?.text ?? ""
        help = json["abstract"]?.text ?? ""
        section = json["sectionTitle"]?.text
        isRepeating = json["isRepeating"]?.bool ?? false
        values = .init(json["completionKind"] ?? .null)
    }
}

extension CommandDeclaration.Values {
    fileprivate init(_ json: JSONValue) {
        func texts(_ value: JSONValue?) -> [String] { (value?.array ?? []).compactMap(\.text) }
        if let list = json["list"] {
            self = .list(texts(list["values"]))
        } else if let file = json["file"] {
            self = .files(texts(file["extensions"]))
        } else {
            self = json["directory"] == nil ? .any : .folders
        }
    }
}
