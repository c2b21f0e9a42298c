package org.spectralsweep.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spectralsweep.kernel.AnalyticKernel;

/**
 * The names of a trial: the first 32 hex digits of the SHA-256 of canonical JSON. They are keys of committed tables,
 * and {@link #draws} is the root of every random stream. So the same trial has the same ids on every machine, and in
 * every version that gives it the same weights.
 */
public final class TrialId {
    /** Raised when a change of the code makes the same spec give other weights. */
    private static final int SEMANTICS = 1;

    /**
     * Raised when a change of an engine alone makes the same spec give other weights, see {@link #engineVersion}. The
     * draws of samples and initial weights do not change by it.
     */
    private static final int NATIVE = 2;

    /** The key under which a trial's id has its trajectory. */
    static final String TRAJECTORY = "trajectory";

    /** What is observed of a trajectory. */
    private static final Set<String> OBSERVED = Set.of("thresholds", "stop-when", "checkpoints", "metrics", "theory");

    /** What no convergence time depends on. */
    private static final Set<String> ONLY_OBSERVED = Set.of("checkpoints", "metrics", "theory");

    /** What only ends a trial sooner or later, makes it faster, or keeps more of it. */
    private static final Set<String> BUDGETS =
            Set.of("max-steps", "budget-factor", "timeout-seconds", "save-every-seconds", "keep-weights", "simd");

    /** What computes the same training from the same draws. Another precision draws other samples and weights. */
    private static final Set<String> COMPUTING = Set.of("engine");

    /** What tells replicates apart. */
    private static final Set<String> SEEDING = Set.of("replicate", "seeds");

    private static final int FORMER_LARGEST_KERNEL = 2048;

    private TrialId() {}

    /**
     * The ids of a trial, which need its canonical tree once.
     *
     * @param trial see {@link TrialId#of}
     * @param trajectory see {@link TrialId#trajectory}
     * @param cell see {@link TrialId#cell}
     * @param fitCell see {@link TrialId#fitCell}
     * @param former see {@link TrialId#former}; null if there is none
     */
    public record All(
            String trial,
            String trajectory,
            String cell,
            String fitCell,
            @Nullable Former former) {}

    /** All ids of a trial. */
    public static All all(TrialSpec spec) {
        JsonNode tree = identified(spec);
        int version = engineVersion(spec);
        String trajectory = hash(form(spec, tree, spec.engine(), version));
        Former former = null;
        if (version > 1) {
            String earlier = hash(form(spec, tree, spec.engine(), version - 1));
            former = new Former(of(tree, earlier), earlier);
        }
        return new All(
                of(tree, trajectory), trajectory, cell(spec, tree, Set.of()), cell(spec, tree, ONLY_OBSERVED), former);
    }

    /**
     * The id of everything that changes the weights. Trials that only observe the same training differently share it.
     */
    public static String trajectory(TrialSpec spec) {
        // Another engine rounds differently, and so does another version of it.
        return trajectory(spec, spec.engine(), engineVersion(spec));
    }

    /**
     * The ids that the trial had when its engine was in its former version, if there was one. Rows under them are of
     * the same training but for rounding.
     */
    public static Optional<Former> former(TrialSpec spec) {
        return Optional.ofNullable(all(spec).former());
    }

    /**
     * Ids of a former version.
     *
     * @param trial of all that a result depended on
     * @param trajectory of what changed the weights
     */
    public record Former(String trial, String trajectory) implements Serializable {}

    /** The version of an engine's arithmetic: 1, but 2 for what oneDNN computes. */
    static int engineVersion(TrialSpec spec) {
        return spec.isNative() ? NATIVE : 1;
    }

    /**
     * The root of a trial's random streams: the trajectory it would have on the dense engine. So all engines start from
     * the same samples and weights.
     */
    static String draws(TrialSpec spec) {
        return trajectory(spec, EngineChoice.DENSE, 1);
    }

    private static String trajectory(TrialSpec spec, EngineChoice engine, int version) {
        return hash(form(spec, engine, version));
    }

    static ObjectNode form(TrialSpec spec, EngineChoice engine, int version) {
        return form(spec, identified(spec), engine, version);
    }

    private static ObjectNode form(TrialSpec spec, JsonNode tree, EngineChoice engine, int version) {
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        tree.properties().forEach(part -> {
            if (!OBSERVED.contains(part.getKey()) && !BUDGETS.contains(part.getKey())) {
                form.set(part.getKey(), part.getValue());
            }
        });
        if (isRateOfAnotherKernel(spec)) {
            form.put("automatic-rate", 2);
        }
        if (version > 1) {
            form.put("engine-version", version);
        }
        // The bits are the same with and without SIMD.
        form.put("semantics", SEMANTICS).put("engine", engine.engine().key()).put("simd", "none");
        return form;
    }

    /**
     * Whether an automatic rate once came from another kernel. Deep networks that have a closed form used the kernel of
     * their initial network. Trials with more than 2,048 samples used the kernel of 2,048 of them.
     */
    private static boolean isRateOfAnotherKernel(TrialSpec spec) {
        if (spec.optimizer().learningRate().value() != null) {
            return false;
        }
        boolean closed =
                AnalyticKernel.obstacle(spec.initialization(), spec.network().bias()) == null;
        boolean deep = spec.network().layerWidths().size() > 1;
        return (closed && deep) || spec.sampling().points() > FORMER_LARGEST_KERNEL;
    }

    /** The id of the trajectory together with what is observed of it. */
    public static String of(TrialSpec spec) {
        return of(identified(spec), trajectory(spec));
    }

    private static String of(JsonNode tree, String trajectory) {
        return hash(observed(tree, trajectory));
    }

    /** A trajectory with what a trial's tree says is observed of it. */
    static ObjectNode observed(JsonNode tree, String trajectory) {
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        form.put(TRAJECTORY, trajectory);
        tree.properties().forEach(part -> {
            if (OBSERVED.contains(part.getKey())) {
                form.set(part.getKey(), part.getValue());
            }
        });
        return form;
    }

    /** The id that replicates share: that of the trial without {@code replicate} and {@code seeds}. */
    public static String cell(TrialSpec spec) {
        return cell(spec, Set.of());
    }

    /**
     * The id that replicates share in a fit: {@link #cell} without metrics, checkpoints and spectra, which are only
     * observed along with the times. Thresholds stay, since they define what is timed.
     */
    public static String fitCell(TrialSpec spec) {
        return cell(spec, ONLY_OBSERVED);
    }

    /**
     * The id that replicates share whatever computes them: {@link #fitCell} without the engine. Two versions of this
     * program, or two engines, can be compared by it, since they draw the same samples and weights.
     */
    public static String task(TrialSpec spec) {
        return cell(
                spec, Stream.concat(ONLY_OBSERVED.stream(), COMPUTING.stream()).collect(Collectors.toSet()));
    }

    private static String cell(TrialSpec spec, Set<String> without) {
        return cell(spec, identified(spec), without);
    }

    private static String cell(TrialSpec spec, JsonNode tree, Set<String> without) {
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        tree.properties().forEach(part -> {
            // The engine is left out where it is dense, because cells got their ids when dense was the only engine.
            boolean onlyEngine = part.getKey().equals("engine") && spec.engine() == EngineChoice.DENSE;
            if (!SEEDING.contains(part.getKey())
                    && !BUDGETS.contains(part.getKey())
                    && !without.contains(part.getKey())
                    && !onlyEngine) {
                form.set(part.getKey(), part.getValue());
            }
        });
        return hash(form);
    }

    /** A spec without the names of files, which say where something is but not what it is. */
    static JsonNode identified(TrialSpec spec) {
        return TrialJson.tree(spec.withTarget(spec.target().identity()));
    }

    private static String hash(ObjectNode form) {
        return hash(TrialJson.text(sorted(form)));
    }

    /** The same object with its keys in order, as it is hashed. */
    static ObjectNode sorted(ObjectNode form) {
        TreeMap<String, JsonNode> sorted = new TreeMap<>();
        form.properties().forEach(part -> sorted.put(part.getKey(), part.getValue()));
        ObjectNode canonical = JsonNodeFactory.instance.objectNode();
        canonical.setAll(sorted);
        return canonical;
    }

    /** The first 32 hex digits of the SHA-256 of a text. */
    public static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
