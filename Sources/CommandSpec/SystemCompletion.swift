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
            local program=${COMP_WORDS[0]} line=${COMP_LINE:0:COMP_POINT} text= glob= IFS=$'\n'
            COMPREPLY=()
            # What an alias stands for is told in its place.
            ((BASH_VERSINFO[0] < 4)) || text=${BASH_ALIASES[$program]-}
            if [[ $text =~ ([^[:space:]]*ipcsh)([[:space:]].*)?$ ]]; then
                line="ipcsh${BASH_REMATCH[2]} ${line#*"$program"}"
                program=${BASH_REMATCH[1]}
            fi
            [[ $program == \~/* ]] && program=$HOME/${program#\~/}
            type -P "$program" >/dev/null || program=ipcsh
            type -P "$program" >/dev/null || return 0
            # $2 is what bash replaces: it also parts words at = and :.
            text=$("$program" completions bash --line "$line" --word "$2" 2>/dev/null)
            [[ $- == *f* ]] || glob=on
            set -f
            COMPREPLY=($text)
            [[ $glob ]] && set +f
            if ((${#COMPREPLY[@]} == 1)); then
                local file=${text/#\~\//$HOME/}
                if [[ $text == */ && -d $file ]]; then
                    # bash adds the slash, in open quotes, too.
                    COMPREPLY=("${text%/}")
                elif [[ -d $file || ! -e $file ]]; then
                    # A word: bash would quote each : in it, and add a slash if a folder has its name.
                    [[ $text == *[:/] ]] && compopt -o nospace 2>/dev/null
                    case ${line:0:${#line}-${#2}} in
                        *\') COMPREPLY=("${text//"'"/"'\\''"}") ;;
                        *\") ;;
                        *) printf -v 'COMPREPLY[0]' %q "$text" ;;
                    esac
                    return 0
                fi
            fi
            compopt -o filenames 2>/dev/null
            return 0
        }
        complete -F _ipcsh ipcsh
        """#

    private static let zshScript = #"""
        #compdef ipcsh
        # Completion of ipcsh for zsh.
        _ipcsh() {
            local program=${(Q)words[1]} folder=
            local -a lines final open
            [[ $program == \~/* ]] && program=$HOME/${program#\~/}
            whence -p -- "$program" >/dev/null || program=ipcsh
            whence -p -- "$program" >/dev/null || return 1
            lines=("${(@f)$("$program" completions zsh \
                --line "${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX" 2>/dev/null)}")
            # The first line is what the others replace: behind --option= only the value.
            local -i kept=$(( ${#${(Q)PREFIX}} - ${#lines[1]} ))
            (( kept > 0 )) && compset -p $kept
            # A folder stays as it was typed, with its quotes or its tilde.
            [[ ${lines[1]} == */* ]] && compset -P '*/' && folder=${lines[1]%/*}/
            lines=("${(@)lines[2,-1]#$folder}")
            open=("${(@M)lines:#*[:/]}")
            final=("${(@)lines:#*[:/]}")
            final=("${(@)final:#}")
            compadd -S '' -- "${(@)open}"
            compadd -- "${(@)final}"
            (( $#open + $#final ))
        }
        # Sourced, it defines itself; from $fpath it is called.
        if [[ $funcstack[1] == _ipcsh ]]; then _ipcsh "$@"; else compdef _ipcsh ipcsh; fi
        """#

    private static let fishScript = #"""
        # Completion of ipcsh for fish.
        function __ipcsh_complete
            set -l program (commandline -opc)[1]
            set program (string replace -r '^~/' "$HOME/" -- $program)
            command -sq -- $program; or set program ipcsh
            command -sq -- $program; or return
            command $program completions fish --line (commandline -cp | string collect) 2>/dev/null
        end
        complete -c ipcsh -f -a '(__ipcsh_complete)'
        """#
}
