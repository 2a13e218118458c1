package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish,powershell" help:"bash, zsh, fish or powershell."`
}

// Run prints a script that completes commands and flags. Everything in it is read from the grammar, so it is never
// behind the program that printed it.
func (c *completionCmd) Run(s *session) error {
	return completions[c.Shell](s.stdout, menu(s.parser.Model))
}

// choice is one command with its flags, for completion.
type choice struct {
	name, help string
	flags      []string
	words      []string // fixed words its argument takes
}

// menu lists the commands; the first choice is the program itself with the flags of every command.
func menu(m *kong.Application) []choice {
	out := []choice{{name: m.Name, flags: flagNames(m.Node)}}
	for _, n := range m.Leaves(true) {
		c := choice{name: n.Name, help: strings.TrimSuffix(n.Help, "."), flags: flagNames(n)}
		if n.Parent != nil && n.Parent.Type == kong.CommandNode {
			c.name = n.Parent.Name
			if slices.ContainsFunc(out, func(o choice) bool { return o.name == c.name }) {
				continue
			}
			c.help = strings.TrimSuffix(n.Parent.Help, ".")
		}
		for _, p := range n.Positional {
			if p.Tag != nil && p.Tag.Enum != "" {
				c.words = strings.Split(p.Tag.Enum, ",")
			}
		}
		out = append(out, c)
	}
	return out
}

func flagNames(n *kong.Node) []string {
	var out []string
	for _, f := range n.Flags {
		if !f.Hidden {
			out = append(out, "--"+f.Name)
		}
	}
	return out
}

var completions = map[string]func(io.Writer, []choice) error{
	"bash": bashCompletion, "zsh": zshCompletion, "fish": fishCompletion, "powershell": powershellCompletion,
}

func bashCompletion(w io.Writer, menu []choice) error {
	var b strings.Builder
	b.WriteString("# crossgrant completion for bash: source <(crossgrant completion bash)\n_crossgrant() {\n")
	b.WriteString("  local cur=\"${COMP_WORDS[COMP_CWORD]}\" cmd=\"\" i\n")
	fmt.Fprintf(&b, "  for ((i = 1; i < COMP_CWORD; i++)); do\n    case \" %s \" in *\" ${COMP_WORDS[i]} \"*) cmd=\"${COMP_WORDS[i]}\"; break ;; esac\n  done\n", commandNames(menu))
	b.WriteString("  local words=\"\"\n  case \"$cmd\" in\n")
	for _, c := range menu[1:] {
		fmt.Fprintf(&b, "    %s) words=\"%s\" ;;\n", c.name, strings.Join(append(slices.Clone(c.words), c.flags...), " "))
	}
	fmt.Fprintf(&b, "    *) words=\"%s\" ;;\n  esac\n", commandNames(menu))
	fmt.Fprintf(&b, "  COMPREPLY=($(compgen -W \"$words %s\" -- \"$cur\"))\n", strings.Join(menu[0].flags, " "))
	b.WriteString("  [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- \"$cur\"))\n}\ncomplete -F _crossgrant crossgrant\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func zshCompletion(w io.Writer, menu []choice) error {
	var b strings.Builder
	b.WriteString("#compdef crossgrant\n# crossgrant completion for zsh: crossgrant completion zsh > \"${fpath[1]}/_crossgrant\"\n_crossgrant() {\n  local -a commands\n  commands=(\n")
	for _, c := range menu[1:] {
		fmt.Fprintf(&b, "    '%s:%s'\n", c.name, strings.ReplaceAll(strings.ReplaceAll(c.help, "'", "'\\''"), ":", "\\:"))
	}
	b.WriteString("  )\n  local cmd=\"\" w\n  for w in ${words[2,CURRENT-1]}; do\n")
	fmt.Fprintf(&b, "    case \" %s \" in *\" $w \"*) cmd=$w; break ;; esac\n  done\n  case \"$cmd\" in\n", commandNames(menu))
	for _, c := range menu[1:] {
		fmt.Fprintf(&b, "    %s) compadd -- %s ;;\n", c.name, strings.Join(slices.Concat(c.words, c.flags, menu[0].flags), " "))
	}
	fmt.Fprintf(&b, "    *) _describe command commands; compadd -- %s ;;\n  esac\n  _files\n}\ncompdef _crossgrant crossgrant\n", strings.Join(menu[0].flags, " "))
	_, err := io.WriteString(w, b.String())
	return err
}

func fishCompletion(w io.Writer, menu []choice) error {
	var b strings.Builder
	b.WriteString("# crossgrant completion for fish: crossgrant completion fish | source\n")
	for _, f := range menu[0].flags {
		fmt.Fprintf(&b, "complete -c crossgrant -l %s\n", strings.TrimPrefix(f, "--"))
	}
	for _, c := range menu[1:] {
		fmt.Fprintf(&b, "complete -c crossgrant -n __fish_use_subcommand -f -a %s -d '%s'\n", c.name, strings.ReplaceAll(c.help, "'", "\\'"))
		for _, word := range c.words {
			fmt.Fprintf(&b, "complete -c crossgrant -n '__fish_seen_subcommand_from %s' -f -a %s\n", c.name, word)
		}
		for _, f := range c.flags {
			fmt.Fprintf(&b, "complete -c crossgrant -n '__fish_seen_subcommand_from %s' -l %s\n", c.name, strings.TrimPrefix(f, "--"))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func powershellCompletion(w io.Writer, menu []choice) error {
	var b strings.Builder
	b.WriteString("# crossgrant completion for PowerShell: crossgrant completion powershell | Out-String | Invoke-Expression\n")
	b.WriteString("Register-ArgumentCompleter -Native -CommandName crossgrant -ScriptBlock {\n  param($word, $ast, $at)\n  $flags = @{\n")
	for _, c := range menu[1:] {
		fmt.Fprintf(&b, "    '%s' = @(%s)\n", c.name, quotedWords(slices.Concat(c.words, c.flags)))
	}
	fmt.Fprintf(&b, "  }\n  $global = @(%s)\n", quotedWords(menu[0].flags))
	b.WriteString("  $command = $ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { \"$_\" } | Where-Object { $flags.ContainsKey($_) } | Select-Object -First 1\n")
	b.WriteString("  $words = if ($command) { $flags[$command] + $global } else { @($flags.Keys) + $global }\n")
	b.WriteString("  $words | Sort-Object | Where-Object { $_ -like \"$word*\" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }\n}\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func commandNames(menu []choice) string {
	var out []string
	for _, c := range menu[1:] {
		out = append(out, c.name)
	}
	return strings.Join(out, " ")
}

func quotedWords(words []string) string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = "'" + w + "'"
	}
	return strings.Join(out, ", ")
}
