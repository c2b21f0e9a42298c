package org.spectralsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spectralsweep.spark.job.Ledger;
import org.spectralsweep.spark.job.NetworkTrials;
import org.spectralsweep.spark.job.ResultsFolder;
import org.spectralsweep.spark.job.SharedSpark;
import org.spectralsweep.spark.job.YamlSweeps;
import picocli.CommandLine.ParseResult;

/**
 * Commands and specs that pages show are ones that work. Queries are asked on a small sweep; what would train for long
 * is read, resolved and checked, as {@code plan} does first; of what is not {@code ./sweep} a page says how long it
 * takes.
 */
class CommandsInDocsTest {
    private static final String QUICKSTART = "../conf/quickstart.yaml";
    private static final Set<String> READ = Set.of("plan", "run", "regions");

    @TempDir
    static Path folder;

    private static String results = "";
    private static String trial = "";

    @BeforeAll
    static void trainASmallSweep() throws IOException {
        assertThat(SharedSpark.session()).isNotNull();
        results = folder.resolve("small").toString();
        Typed run = typed(List.of(
                "run",
                QUICKSTART,
                "--out",
                results,
                "-q",
                "--set",
                "network.width=64",
                "--set",
                "replicates=1",
                "--set",
                "max-steps=200"));
        assertThat(run.code()).as(run.err()).isZero();
        trial = Ledger.of(ResultsFolder.open(results).store())
                .entries()
                .keySet()
                .iterator()
                .next();
    }

    private static Typed typed(List<String> words) {
        return Typed.into(new SweepCommand(new YamlSweeps(), new NetworkTrials()), words.toArray(new String[0]));
    }

    private static List<DocumentedCommand> commands() throws IOException {
        List<DocumentedCommand> commands = new ArrayList<>();
        for (Page page : Page.all()) {
            commands.addAll(DocumentedCommand.of(page));
        }
        for (Page notebook : Page.notebooks()) {
            commands.addAll(DocumentedCommand.of(notebook));
        }
        return commands;
    }

    @Test
    void everySweepCommandWorks() throws IOException {
        Set<String> tried = new LinkedHashSet<>();
        for (DocumentedCommand command : commands()) {
            if (command.isSweep() && tried.add(command.text())) {
                tryOut(command.place() + ": " + command.text(), command.words());
            }
        }
        assertThat(tried).hasSizeGreaterThan(20);
    }

    /**
     * Runs a command on the small sweep, or reads its spec where it would train. A name alone has to be that of a
     * command.
     */
    private static void tryOut(String place, List<String> words) throws IOException {
        String name = words.get(0);
        if (words.size() == 1 && !name.startsWith("-")) {
            assertThat(new SweepCommand(new YamlSweeps(), new NetworkTrials())
                            .commandLine()
                            .getSubcommands())
                    .as(place)
                    .containsKey(name);
            return;
        }
        // All results are one small folder here, which a report takes once only.
        List<String> filled = name.equals("report")
                ? words.stream().map(CommandsInDocsTest::filled).distinct().toList()
                : words.stream().map(CommandsInDocsTest::filled).toList();
        if (name.equals("notebook")) {
            // It would open a browser.
            String notebook = new SweepCommand(new YamlSweeps(), new NetworkTrials())
                    .commandLine()
                    .parseArgs(filled.toArray(new String[0]))
                    .subcommand()
                    .matchedPositionalValue(0, "quickstart");
            assertThat(Page.ROOT.resolve("notebooks").resolve(notebook + ".ipynb"))
                    .as(place)
                    .exists();
        } else if (READ.contains(name)) {
            ParseResult parsed = new SweepCommand(new YamlSweeps(), new NetworkTrials())
                    .commandLine()
                    .parseArgs(filled.toArray(new String[0]))
                    .subcommand();
            @Nullable String variant = parsed.matchedOptionValue("--variant", null);
            List<String> sets = parsed.matchedOptionValue("--set", List.of());
            String file = parsed.matchedPositionalValue(0, "");
            assertReads(place, file, Files.readString(Path.of(file)), variant, sets);
        } else {
            Typed answer = typed(filled);
            assertThat(answer.code()).as(place + "\n" + answer.err()).isZero();
        }
    }

    /** A word with something in place of what it stands for. */
    private static String filled(String word) {
        return switch (word) {
            case "SPEC" -> QUICKSTART;
            case "RESULTS", "SPEC_OR_RESULTS" -> results;
            case "TRIAL_ID" -> trial;
            case "SELECT ..." -> "SELECT 1";
            // What commands write, beside the results.
            case "my-sweep", "quickstart-csv" -> results + "-" + word;
            default -> word.startsWith("conf/") ? "../" + word : word.startsWith("results/") ? inResults(word) : word;
        };
    }

    private static void assertReads(
            String place, String file, String spec, @Nullable String variant, List<String> sets) {
        try {
            assertThat(new YamlSweeps().load(file, spec, variant, sets).work())
                    .as(place)
                    .isNotEmpty();
        } catch (IllegalArgumentException e) {
            throw new AssertionError(place + ": " + e.getMessage(), e);
        }
    }

    @Test
    void everyOtherCommandSaysHowLongItTakes() throws IOException {
        List<DocumentedCommand> others =
                commands().stream().filter(command -> !command.isSweep()).toList();
        assertThat(others).hasSizeGreaterThan(15);
        assertThat(withoutTime(others)).isEmpty();
    }

    /** Commands beside which no page says how long they take. */
    private static Set<String> withoutTime(List<DocumentedCommand> commands) {
        Set<String> timed = commands.stream()
                .filter(DocumentedCommand::saysItsTime)
                .map(DocumentedCommand::text)
                .collect(Collectors.toSet());
        return commands.stream()
                .filter(command -> !timed.contains(command.text()))
                .map(command -> command.place() + ": " + command.text())
                .collect(Collectors.toSet());
    }

    @Test
    void everyCheckOfCiIsAFileThatRuns() throws IOException {
        for (DocumentedCommand command : commands()) {
            if (command.text().startsWith(".ci/")) {
                assertThat(Page.ROOT.resolve(command.text().split(" ", -1)[0]))
                        .as(command.place())
                        .isExecutable();
            }
        }
    }

    @Test
    void commandsInSpecsNameTheirFileAndVariants() throws IOException {
        for (Path path : Page.files(".yaml")) {
            String spec = Files.readString(Page.ROOT.resolve(path));
            String variants = spec.replaceFirst("(?s)^.*?\n(?=variants:)", "");
            List<String> commands = spec.lines()
                    .map(line -> line.replaceFirst("^# *", ""))
                    .filter(line -> line.startsWith("./sweep "))
                    .toList();
            assertThat(commands).as(path.toString()).isNotEmpty();
            for (String command : commands) {
                assertThat(command).contains(path.toString().replace('\\', '/'));
                if (command.contains("--variant ")) {
                    String variant = command.replaceFirst(".*--variant ", "").split(" ", 2)[0];
                    assertThat(variants).as(command).contains("\n  " + variant + ":");
                }
            }
        }
    }

    @Test
    void everyChangeOfATableWorks() throws IOException {
        int changes = 0;
        for (Page.Row row : Page.of("conf/README.md").rows()) {
            List<String> sets = new ArrayList<>();
            for (String code : Page.code(String.join(" ", row.cells()))) {
                if (code.startsWith("--set ")) {
                    List<String> words = new ArrayList<>(List.of("plan", "SPEC"));
                    sets.add(code);
                    words.addAll(ShellWords.of(String.join(" ", sets)));
                    tryOut("conf/README.md:" + row.number(), words);
                    changes++;
                }
            }
        }
        assertThat(changes).isGreaterThan(10);
    }

    @Test
    void everyExampleOfASpecCanBePlanned() throws IOException {
        int examples = 0;
        for (Page.Block block : Page.of("conf/README.md").blocks()) {
            if (block.language().equals("yaml")) {
                plan("conf/README.md:" + block.number(), block.joined());
                examples++;
            }
        }
        assertThat(examples).isGreaterThanOrEqualTo(8);
    }

    /** Reads a whole spec, or a part of one in the quickstart. */
    private static void plan(String place, String example) throws IOException {
        String quickstart = Files.readString(Path.of(QUICKSTART));
        int variants = quickstart.indexOf("\nvariants:\n") + 1;
        if (example.startsWith("sweep:")) {
            assertReads(place, QUICKSTART, example, null, List.of());
        } else if (example.startsWith("variants:")) {
            assertReads(place, QUICKSTART, quickstart.substring(0, variants) + example, "full", List.of());
        } else {
            String part = "variants:\n  example:\n" + example.indent(4);
            assertReads(place, QUICKSTART, quickstart.substring(0, variants) + part, "example", List.of());
        }
    }

    @Test
    void theRulesCanFail() {
        for (String unquoted : List.of("--set density.weights=[1,1,8]", "--master local[2]", "'open")) {
            assertThatThrownBy(() -> ShellWords.of(unquoted)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(ShellWords.of("a --set 'b={c: 1}' \"SELECT x\""))
                .containsExactly("a", "--set", "b={c: 1}", "SELECT x");
        for (List<String> wrong : List.of(
                List.of("pln"),
                List.of("run", "conf/none.yaml"),
                List.of("run", "SPEC", "--vairant", "full"),
                List.of("run", "SPEC", "--variant", "none"),
                List.of("plan", "SPEC", "--set", "network.widht=3"),
                List.of("sql", "RESULTS", "SELECT nothing FROM trials"))) {
            assertThatThrownBy(() -> tryOut("page", wrong)).as(wrong.toString()).isNotNull();
        }
        assertThatThrownBy(() -> plan("page", "axes:\n  - grid: {network.widht: [1, 2]}\n"))
                .isInstanceOf(AssertionError.class);
        Page page =
                new Page("page", "`mvn verify` and `.ci/run`\n\n| what | time |\n|---|---|\n| `.ci/run` | an hour |\n");
        assertThat(withoutTime(DocumentedCommand.of(page))).containsExactly("page:1: mvn verify");
    }

    /** A folder is the one that was made; a page is in it. */
    private static String inResults(String word) {
        return word.endsWith(".html") ? results + word.substring(word.lastIndexOf('/')) : results;
    }
}
