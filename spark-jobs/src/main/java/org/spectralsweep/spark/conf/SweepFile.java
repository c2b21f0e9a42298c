package org.spectralsweep.spark.conf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.spark.figure.FigureSpec;
import org.spectralsweep.spec.Refusal;
import org.spectralsweep.spec.SpecType;
import org.spectralsweep.sweep.FitSpec;

/**
 * The parts of a file, each in its own type. The variant has been merged in and the overrides have been applied.
 *
 * @param root the whole tree
 * @param trial what every trial shares
 * @param axes what varies
 * @param exclude the assignments that are left out
 * @param derive the values that are computed
 * @param fits laws to fit
 * @param figure what to compare and to draw, or null
 */
record SweepFile(
        Node.Mapping root,
        Node.Mapping trial,
        Axes axes,
        List<Map<String, JsonNode>> exclude,
        List<Derivation> derive,
        List<FitSpec> fits,
        @Nullable FigureSpec figure) {
    /** The keys of a file. */
    static final List<String> KEYS = List.of(
            "sweep", "description", "trial", "axes", "exclude", "derive", "replicates", "fit", "figure", "variants");

    private static final SpecType FITS = new SpecType.ListOf(SpecType.of(FitSpec.class));

    private static final SpecType FIGURE = SpecType.of(FigureSpec.class);

    /** Reads the parts. */
    static SweepFile read(Overrides overrides) {
        Node.Mapping root = overrides.file();
        root.entries().forEach((key, node) -> {
            if (!KEYS.contains(key)) {
                throw node.origin().problem("unknown key '" + key + "' in the sweep" + Suggestion.ending(key, KEYS));
            }
        });
        if (!(part(root, "trial") instanceof Node.Mapping trial)) {
            throw part(root, "trial").origin().problem("trial must be a mapping");
        }
        Node axes = root.entries().get("axes");
        Node exclude = root.entries().get("exclude");
        Node fit = root.entries().get("fit");
        Node figure = root.entries().get("figure");
        Axes read =
                axes == null ? new Axes(List.of(), Map.of()) : Axes.read(axes).pinned(overrides.pinned());
        List<Derivation> derivations = derivations(root.entries().get("derive"));
        for (Derivation derivation : derivations) {
            if (read.origins().containsKey(derivation.path())) {
                throw derivation.origin().problem("derive " + derivation.path() + " must not be an axis as well");
            }
        }
        return new SweepFile(
                root,
                trial,
                read,
                exclude == null ? List.of() : Axes.assignments(exclude, "exclude"),
                derivations,
                fit == null ? List.of() : fits(Binding.read(FITS, fit, "fit")),
                figure == null ? null : (FigureSpec) Binding.read(FIGURE, figure, "figure"));
    }

    /** A value that must exist. */
    static Node part(Node.Mapping root, String key) {
        Node node = root.entries().get(key);
        if (node == null) {
            throw root.origin().problem(key + " is required");
        }
        return node;
    }

    /** What is refused of the whole file, at the line of the key to blame. */
    SpecException problem(Refusal refusal) {
        return root.nearest(refusal.key()).origin().problem(refusal.at(refusal.key()));
    }

    String name() {
        return (String) Binding.read(new SpecType.Text(), part(root, "sweep"), "sweep");
    }

    String description() {
        Node node = root.entries().get("description");
        return node == null ? "" : (String) Binding.read(new SpecType.Text(), node, "description");
    }

    int replicates() {
        Node node = root.entries().get("replicates");
        return node == null ? 1 : (Integer) Binding.read(new SpecType.Whole(false), node, "replicates");
    }

    private static List<FitSpec> fits(Object list) {
        return ((List<?>) list).stream().map(FitSpec.class::cast).toList();
    }

    private static List<Derivation> derivations(@Nullable Node node) {
        List<Derivation> derivations = new ArrayList<>();
        if (node == null) {
            return derivations;
        }
        if (!(node instanceof Node.Mapping mapping)) {
            throw node.origin().problem("derive must be a mapping from paths to expressions");
        }
        mapping.entries().forEach((path, value) -> {
            if (!value.json().isTextual()) {
                throw value.origin()
                        .problem("derive " + path + " must be an expression in quotes but was "
                                + SpecType.show(value.json()));
            }
            derivations.add(
                    new Derivation(Overrides.trialPath(path), value.json().textValue(), value.origin()));
        });
        return derivations;
    }
}
