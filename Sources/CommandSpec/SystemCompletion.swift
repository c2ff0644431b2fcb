/// How a shell of the system completes the program's arguments: by asking the program.
package enum SystemCompletion: String, CaseIterable, Sendable {
    case bash, zsh, fish

    /// The script that the user installs.
    package var script: String {
        switch self {
        case .bash: Self.bashScript
        case .zsh: Self.zshScript
        case .fish: Self.fishScript
        }
    }

    private static let bashScript = #"""
        # Completion of ipcsh for bash.
        _ipcsh() {
            local current=${COMP_WORDS[COMP_CWORD]} lines=() line typed prefix
            while IFS= read -r line; do
                lines+=("$line")
            done < <("${COMP_WORDS[0]}" completions bash --line "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
            COMPREPLY=()
            ((${#lines[@]} > 1)) || return 0
            # bash also parts words at = and :, and replaces what stands behind them.
            [[ $current == [=:] ]] && current=
            current=${current#[\'\"]}
            typed=${lines[0]}
            prefix=${typed%"$current"}
            [[ $typed == *[=:]* ]] || prefix=
            for line in "${lines[@]:1}"; do
                COMPREPLY+=("${line#"$prefix"}")
            done
            compopt -o filenames 2>/dev/null
            [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[:/] ]] && compopt -o nospace 2>/dev/null
            return 0
        }
        complete -F _ipcsh ipcsh
        """#

    private static let zshScript = #"""
        #compdef ipcsh
        # Completion of ipcsh for zsh.
        _ipcsh() {
            local -a lines final open
            local line
            lines=("${(@f)$("${(Q)words[1]}" completions zsh --line "${(j: :)words[1,CURRENT-1]} $PREFIX" 2>/dev/null)}")
            # Behind --option= only the value is completed.
            [[ $PREFIX == --*=* && ${lines[1]} != --* ]] && compset -P '*='
            for line in "${(@)lines[2,-1]}"; do
                case $line in
                    '') ;;
                    *[:/]) open+=("$line") ;;
                    *) final+=("$line") ;;
                esac
            done
            compadd -U -- "${(@)final}"
            compadd -U -S '' -- "${(@)open}"
        }
        # Sourced, it defines itself; from $fpath it is called.
        if [[ $funcstack[1] == _ipcsh ]]; then _ipcsh "$@"; else compdef _ipcsh ipcsh; fi
        """#

    private static let fishScript = #"""
        # Completion of ipcsh for fish.
        complete -c ipcsh -f -a '(ipcsh completions fish --line (commandline -cp | string collect) 2>/dev/null)'
        """#
}
