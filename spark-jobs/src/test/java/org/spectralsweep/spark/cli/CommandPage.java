package org.spectralsweep.spark.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.YamlSweeps;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The page of all commands and options, made of what {@code --help} says. */
final class CommandPage {
    private static final int COLUMNS = 120;

    /** A line of a list: a name, then what it is. */
    private static final Pattern ITEM = Pattern.compile("^ +(\\S+)  +");

    private static final String START = """
            # Commands and options

            What `sweep COMMAND --help` says of each command. A test writes this page; the sentences are those of the program.
            Every command also has `--help`, and `--debug` prints the stack trace of an error.
            """;

    private CommandPage() {}

    /** The commands, without {@code help}. */
    static List<CommandLine> commands() {
        return new SweepCommand(new YamlSweeps(), new NetworkTrials())
                .commandLine().getSubcommands().values().stream()
                        .filter(command -> !command.getCommandName().equals("help"))
                        .toList();
    }

    /** The options of a command that not every command has. */
    static List<OptionSpec> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .filter(option ->
                        Stream.of("--help", "--version", "--debug").noneMatch(List.of(option.names())::contains))
                .toList();
    }

    static String text() {
        StringBuilder page = new StringBuilder(START);
        commands().forEach(command -> page.append(chapter(command)));
        return page.toString();
    }

    private static String chapter(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        List<String> lines = new ArrayList<>(List.of("", "## " + command.getCommandName()));
        for (String paragraph : spec.usageMessage().description()) {
            lines.addAll(wrapped(ITEM.matcher(paragraph).replaceFirst("- `$1`: ")));
        }
        List<String> rows = new ArrayList<>();
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            rows.add(row(parameter.paramLabel(), lines(parameter.description())));
        }
        for (OptionSpec option : options(command)) {
            String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
            rows.add(row(String.join(", ", option.names()) + label, lines(option.description())));
        }
        if (!rows.isEmpty()) {
            lines.addAll(List.of("", "| argument or option | meaning |", "|---|---|"));
            lines.addAll(rows);
        }
        return String.join("\n", lines) + "\n";
    }

    /** A paragraph in lines that end before the last column of a page. */
    private static List<String> wrapped(String paragraph) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.strip().split(" +", -1)) {
            if (line.length() + 1 + word.length() > COLUMNS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String lines(String[] description) {
        return Arrays.stream(description)
                .map(line -> Ansi.OFF.string(line).strip())
                .collect(Collectors.joining(" "));
    }

    private static String row(String name, String meaning) {
        return "| `" + name + "` | " + meaning.replace("|", "&#124;") + " |";
    }
}
