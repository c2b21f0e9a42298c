package org.spectralsweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spectralsweep.spec.Refusal;

/**
 * The assignments that a sweep visits: the product of its axes, without those that are excluded. The first axis varies
 * slowest, so the order depends only on the description. A sweep without axes has one empty assignment.
 *
 * @param cells the assignments
 * @param idle the entries of {@code exclude} that agree with no combination of the axes, and so drop nothing
 */
public record Expansion(List<Map<String, JsonNode>> cells, List<Map<String, JsonNode>> idle) {
    /** The most trials of a sweep, counting replicates and excluded cells; also the most values of a range. */
    public static final int MOST = 1_000_000;

    /** Copies the lists. */
    public Expansion {
        cells = List.copyOf(cells);
        idle = List.copyOf(idle);
    }

    /**
     * Multiplies the axes.
     *
     * @param exclude partial assignments over paths of the axes; an assignment that agrees with all values of one of
     *     them is dropped
     * @param replicates trials of each cell, at least 1
     * @throws IllegalArgumentException if there are more than {@link #MOST} trials, which is checked before the axes
     *     are multiplied out
     */
    public static Expansion of(List<Axis> axes, List<Map<String, JsonNode>> exclude, int replicates) {
        requireFew(axes, replicates);
        Set<String> paths = distinctPaths(axes);
        for (Map<String, JsonNode> partial : exclude) {
            if (partial.isEmpty()) {
                throw new Refusal("exclude", "must name at least one value in each entry but one was empty");
            }
            for (String path : partial.keySet()) {
                if (!paths.contains(path)) {
                    throw new Refusal(
                            "exclude",
                            "must name paths of the axes (" + String.join(", ", paths) + ") but was '" + path + "'");
                }
            }
        }
        List<Map<String, JsonNode>> cells = new ArrayList<>();
        List<Map<String, JsonNode>> idle = new ArrayList<>(exclude);
        List<Map<String, JsonNode>> product = product(axes);
        for (Map<String, JsonNode> cell : product) {
            List<Map<String, JsonNode>> dropping =
                    exclude.stream().filter(partial -> agrees(cell, partial)).toList();
            if (dropping.isEmpty()) {
                cells.add(cell);
            } else {
                idle.removeAll(dropping);
            }
        }
        if (cells.isEmpty()) {
            throw new Refusal("exclude", "must leave at least one cell but dropped all " + product.size());
        }
        return new Expansion(cells, idle);
    }

    private static List<Map<String, JsonNode>> product(List<Axis> axes) {
        List<Map<String, JsonNode>> product = List.of(Map.of());
        for (Axis axis : axes) {
            List<Map<String, JsonNode>> block = axis.assignments();
            List<Map<String, JsonNode>> next = new ArrayList<>();
            for (Map<String, JsonNode> left : product) {
                for (Map<String, JsonNode> right : block) {
                    Map<String, JsonNode> both = new LinkedHashMap<>(left);
                    both.putAll(right);
                    next.add(both);
                }
            }
            product = next;
        }
        return product;
    }

    private static void requireFew(List<Axis> axes, int replicates) {
        BigInteger cells = axes.stream().map(Axis::size).reduce(BigInteger.ONE, BigInteger::multiply);
        BigInteger trials = cells.multiply(BigInteger.valueOf(replicates));
        if (trials.compareTo(BigInteger.valueOf(MOST)) > 0) {
            boolean crossed = cells.compareTo(BigInteger.ONE) > 0;
            throw crossed
                    ? new Refusal(
                            "axes",
                            "must give at most " + MOST + " trials but " + cells + " cells with " + replicates
                                    + (replicates == 1 ? " replicate are " : " replicates are ") + trials)
                    : new Refusal("replicates", "must be at most " + MOST + " but was " + replicates);
        }
    }

    private static Set<String> distinctPaths(List<Axis> axes) {
        Set<String> paths = new LinkedHashSet<>();
        for (Axis axis : axes) {
            for (String path : axis.paths()) {
                if (!paths.add(path)) {
                    throw new Refusal("axes", "must name each path once but '" + path + "' was in two");
                }
            }
        }
        return paths;
    }

    private static boolean agrees(Map<String, JsonNode> cell, Map<String, JsonNode> partial) {
        return partial.entrySet().stream().allMatch(part -> {
            JsonNode value = cell.get(part.getKey());
            return value != null && AxisValues.same(value, part.getValue());
        });
    }
}
