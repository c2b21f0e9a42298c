package org.spectralsweep.spark.conf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.sweep.Expansion;
import org.spectralsweep.sweep.SweepTrial;
import org.spectralsweep.targets.LabelledImages;
import org.spectralsweep.trial.Replicates;
import org.spectralsweep.trial.TrialId;
import org.spectralsweep.trial.TrialJson;
import org.spectralsweep.trial.TrialSpec;

/**
 * Makes the trials of a file. It starts from the base trial and adds the assignment, the replicate and the derived
 * values, in this order.
 */
final class SweepTrials {
    private static final SpecType TRIAL = SpecType.of(TrialSpec.class);
    private static final String REPLICATE = "replicate";

    private final SweepFile file;
    private final UnaryOperator<TrialSpec> completion;
    private final Consumer<TrialSpec> checks;
    private final List<SweepTrial> trials = new ArrayList<>();
    private final Map<String, SweepTrial> byId = new LinkedHashMap<>();
    private final Set<String> checked = new HashSet<>();
    private List<Map<String, JsonNode>> idle = List.of();
    private int merged;

    SweepTrials(SweepFile file, UnaryOperator<TrialSpec> completion, Consumer<TrialSpec> checks) {
        this.file = file;
        this.completion = completion;
        this.checks = checks;
    }

    /** All trials. One that two assignments give is kept once. */
    List<SweepTrial> expand() {
        return expand(file.replicates());
    }

    /**
     * One trial of each cell, where replicates differ in nothing but their number; otherwise all. They name the same
     * keys and thresholds as all trials do.
     */
    List<SweepTrial> expandCells() {
        return expand(areAlike() ? Math.min(1, file.replicates()) : file.replicates());
    }

    /** Whether replicates differ in nothing but their number. */
    private boolean areAlike() {
        return file.derive().stream()
                .noneMatch(derivation -> derivation.expression().contains(REPLICATE)
                        || derivation.path().equals(REPLICATE));
    }

    private List<SweepTrial> expand(int most) {
        int replicates = file.replicates();
        if (replicates > 1 && file.axes().origins().containsKey(REPLICATE)) {
            throw file.axes().origins().get(REPLICATE).problem("replicate cannot be an axis if replicates is given");
        }
        Expansion expansion = expansion();
        idle = expansion.idle();
        for (Map<String, JsonNode> assignment : expansion.cells()) {
            Node.Mapping assigned = assigned(assignment);
            if (most > 1 && areAlike()) {
                addAlike(assignment, read(replicated(assigned, 0)), most);
                continue;
            }
            List<Read> read = new ArrayList<>();
            for (int i = 0; i < most; i++) {
                read.add(read(replicates == 1 ? assigned : replicated(assigned, i)));
            }
            // The ids take most of the time, and depend on nothing else.
            List<Named> named =
                    read.parallelStream().map(one -> Named.of(one.trial())).toList();
            for (int i = 0; i < most; i++) {
                add(assignment, read.get(i), named.get(i));
            }
        }
        return trials;
    }

    /** Adds replicates that differ in nothing but their number, so that one is read. */
    private void addAlike(Map<String, JsonNode> assignment, Read first, int number) {
        Replicates replicates = new Replicates(first.trial());
        List<Integer> numbers = IntStream.range(0, number)
                .map(i -> Math.addExact(first.trial().replicate(), i))
                .boxed()
                .toList();
        List<Named> named = numbers.parallelStream()
                .map(i -> new Named(replicates.ids(i), replicates.json(i)))
                .toList();
        for (int i = 0; i < number; i++) {
            add(assignment, new Read(first.tree(), first.trial().withReplicate(numbers.get(i))), named.get(i));
        }
    }

    private Read read(Node.Mapping assigned) {
        Node.Mapping tree = derived(assigned);
        return new Read(tree, completed((TrialSpec) Binding.read(TRIAL, tree, "trial"), tree));
    }

    /** What {@link #expand} noticed, as clear sentences. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (Map<String, JsonNode> partial : idle) {
            notes.add("exclude names no cell at " + SweepTrial.describe(partial));
        }
        if (merged > 0) {
            notes.add(merged + (merged == 1 ? " cell is" : " cells are") + " the same trial as an earlier one and "
                    + (merged == 1 ? "was" : "were") + " left out");
        }
        return notes;
    }

    private Expansion expansion() {
        try {
            return Expansion.of(file.axes().blocks(), file.exclude(), file.replicates());
        } catch (Refusal e) {
            throw file.problem(e);
        }
    }

    /**
     * The trial with the values of an assignment. Shorter paths are set first, so that an axis over a part of another
     * axis' value changes that value.
     */
    private Node.Mapping assigned(Map<String, JsonNode> assignment) {
        List<String> paths = new ArrayList<>(assignment.keySet());
        paths.sort(Comparator.comparingInt(String::length));
        Node.Mapping trial = file.trial();
        for (String path : paths) {
            JsonNode value = Objects.requireNonNull(assignment.get(path));
            Origin origin = Objects.requireNonNull(file.axes().origins().get(path));
            Origin here = origin.place().startsWith("--set")
                    ? origin
                    : origin.with("at " + SweepTrial.describe(Map.of(path, value)));
            trial = trial.with(path, Node.of(value, here));
        }
        return trial;
    }

    private Node.Mapping replicated(Node.Mapping trial, int i) {
        Node first = trial.entries().get(REPLICATE);
        int from = first == null ? 0 : (Integer) Binding.read(new SpecType.Whole(false), first, "trial.replicate");
        Node origin = SweepFile.part(file.root(), "replicates");
        return trial.put(REPLICATE, Node.of(IntNode.valueOf(Math.addExact(from, i)), origin.origin()));
    }

    private Node.Mapping derived(Node.Mapping trial) {
        Node.Mapping result = trial;
        for (Derivation derivation : file.derive()) {
            result = derivation.apply(result);
        }
        return result;
    }

    /** A trial, and the tree that it was read from. */
    private record Read(Node.Mapping tree, TrialSpec trial) {}

    /** The ids and the canonical text of a trial. */
    private record Named(TrialId.All ids, String json) {
        static Named of(TrialSpec trial) {
            return new Named(TrialId.all(trial), TrialJson.canonical(trial));
        }
    }

    private void add(Map<String, JsonNode> assignment, Read read, Named named) {
        TrialSpec trial = read.trial();
        TrialId.All ids = named.ids();
        if (checked.add(ids.cell())) {
            check(trial, assignment, read.tree());
        }
        SweepTrial placed = new SweepTrial(assignment, trial.replicate(), trial, ids, named.json());
        SweepTrial before = byId.putIfAbsent(ids.trial(), placed);
        if (before == null) {
            trials.add(placed);
        } else if (nameless(before.trial()).equals(nameless(trial))) {
            merged++;
        } else {
            throw file.root()
                    .nearest("axes")
                    .origin()
                    .problem("the cells at " + SweepTrial.describe(before.assignment())
                            + " and at " + SweepTrial.describe(assignment)
                            + " are one trial with two budgets, or with other things to save: max-steps, budget-factor,"
                            + " timeout-seconds, save-every-seconds, keep-weights and simd do not enter the id");
        }
    }

    /** The trial without the names of its files: two names or two copies of one file make the same trial. */
    private static TrialSpec nameless(TrialSpec trial) {
        return trial.withTarget(trial.target().identity());
    }

    private TrialSpec completed(TrialSpec trial, Node.Mapping tree) {
        try {
            return completion.apply(trial);
        } catch (IllegalArgumentException e) {
            String place = trial.target() instanceof LabelledImages ? "target.folder" : "target.path";
            throw tree.nearest(place).origin().problem("trial." + place + ": " + e.getMessage());
        }
    }

    private void check(TrialSpec trial, Map<String, JsonNode> assignment, Node.Mapping tree) {
        try {
            checks.accept(trial);
        } catch (Refusal e) {
            List<String> places = new ArrayList<>();
            collect(tree, "", e.key(), places);
            if (places.size() == 1) {
                String place = places.get(0);
                throw here(tree.nearest(place), assignment).problem(e.at("trial." + place));
            }
            throw here(tree, assignment).problem("trial: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw here(tree, assignment).problem("trial: " + e.getMessage());
        }
    }

    private static Origin here(Node blamed, Map<String, JsonNode> assignment) {
        return assignment.isEmpty() ? blamed.origin() : blamed.origin().with("at " + SweepTrial.describe(assignment));
    }

    /** The paths of all values that have a given key. */
    private static void collect(Node node, String prefix, String key, List<String> places) {
        if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach((name, child) -> {
                if (name.equals(key)) {
                    places.add(prefix + name);
                }
                collect(child, prefix + name + ".", key, places);
            });
        } else if (node instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                collect(sequence.items().get(i), prefix + i + ".", key, places);
            }
        }
    }
}
