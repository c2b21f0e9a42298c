package org.spectralsweep.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ids and canonical texts of trials that differ in their {@code replicate} alone. Their texts differ in one number,
 * so that an id costs two hashes instead of a tree and several texts: five microseconds instead of a hundred.
 */
public final class Replicates {
    private static final String REPLICATE = "replicate";

    private final TrialId.All first;
    private final Text canonical;
    private final Text trajectory;
    private final @Nullable Text former;
    private final Text observed;

    /** Prepares the texts of a trial and of all others that differ from it in their replicate alone. */
    public Replicates(TrialSpec trial) {
        this.first = TrialId.all(trial);
        this.canonical = Text.of((ObjectNode) TrialJson.tree(trial), REPLICATE);
        this.trajectory =
                Text.of(TrialId.sorted(TrialId.form(trial, trial.engine(), TrialId.engineVersion(trial))), REPLICATE);
        this.former = first.former() == null
                ? null
                : Text.of(
                        TrialId.sorted(TrialId.form(trial, trial.engine(), TrialId.engineVersion(trial) - 1)),
                        REPLICATE);
        this.observed = Text.of(TrialId.sorted(TrialId.observed(TrialId.identified(trial), "")), TrialId.TRAJECTORY);
    }

    /** The ids of a replicate, see {@link TrialId#all}. */
    public TrialId.All ids(int replicate) {
        String path = TrialId.hash(trajectory.with(replicate));
        Text earlier = former;
        TrialId.Former formerIds = null;
        if (earlier != null) {
            String formerPath = TrialId.hash(earlier.with(replicate));
            formerIds = new TrialId.Former(trial(formerPath), formerPath);
        }
        return new TrialId.All(trial(path), path, first.cell(), first.fitCell(), formerIds);
    }

    private String trial(String path) {
        return TrialId.hash(observed.with('"' + path + '"'));
    }

    /** The canonical JSON of a replicate, see {@link TrialJson#canonical}. */
    public String json(int replicate) {
        return canonical.with(replicate);
    }

    /** The text of an object, with the value of one key left open. */
    private record Text(String before, String after) {
        static Text of(ObjectNode tree, String open) {
            if (!tree.has(open)) {
                throw new IllegalArgumentException("a trial must have the key " + open + " but had not");
            }
            ObjectNode head = JsonNodeFactory.instance.objectNode();
            ObjectNode tail = JsonNodeFactory.instance.objectNode();
            ObjectNode side = head;
            for (Map.Entry<String, JsonNode> part : tree.properties()) {
                if (part.getKey().equals(open)) {
                    side = tail;
                } else {
                    side.set(part.getKey(), part.getValue());
                }
            }
            String left = inner(head);
            String right = inner(tail);
            return new Text(
                    "{" + left + (left.isEmpty() ? "" : ",") + '"' + open + "\":",
                    (right.isEmpty() ? "" : ",") + right + "}");
        }

        private static String inner(JsonNode object) {
            String text = TrialJson.text(object);
            return text.substring(1, text.length() - 1);
        }

        String with(Object value) {
            return before + value + after;
        }
    }
}
