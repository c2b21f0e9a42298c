package org.spectralsweep.region;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spectralsweep.nn.Mlp;
import org.spectralsweep.nn.MlpSpec;

/**
 * The regions of a slice by brute force: every unit of every layer against every polygon. Each unit's affine map is
 * composed anew from the first layer.
 */
final class SliceOracle {
    private static final double TOLERANCE = 1e-11;

    private final Mlp network;
    private final Slice slice;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Piece(List<double[]> vertices, boolean[][] on) {}

    SliceOracle(Mlp network, Slice slice) {
        this.network = network;
        this.slice = slice;
    }

    /** The areas of all regions, ascending. */
    double[] areas() {
        int hidden = network.spec().widths().size();
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece(
                List.of(
                        new double[] {slice.sFrom(), slice.tFrom()},
                        new double[] {slice.sTo(), slice.tFrom()},
                        new double[] {slice.sTo(), slice.tTo()},
                        new double[] {slice.sFrom(), slice.tTo()}),
                new boolean[hidden][]));
        for (int layer = 0; layer < hidden; layer++) {
            List<Piece> parts = new ArrayList<>();
            for (Piece piece : pieces) {
                divide(piece, layer, parts);
            }
            pieces = parts;
        }
        return pieces.stream()
                .mapToDouble(piece -> area(piece.vertices))
                .sorted()
                .toArray();
    }

    private void divide(Piece piece, int layer, List<Piece> into) {
        double[][] z = preActivations(piece.on, layer);
        List<Piece> parts = List.of(new Piece(piece.vertices, withLayer(piece.on, layer, z.length)));
        for (int unit = 0; unit < z.length; unit++) {
            List<Piece> next = new ArrayList<>();
            for (Piece part : parts) {
                List<double[]> below = clip(part.vertices, z[unit], -1);
                List<double[]> above = clip(part.vertices, z[unit], 1);
                if (!below.isEmpty()) {
                    next.add(new Piece(below, withLayer(part.on, layer, 0)));
                }
                if (!above.isEmpty()) {
                    boolean[][] on = withLayer(part.on, layer, 0);
                    on[layer][unit] = true;
                    next.add(new Piece(above, on));
                }
            }
            parts = next;
        }
        into.addAll(parts);
    }

    /** A copy with its own flags of one layer; where it has none yet, new flags of that width. */
    private static boolean[][] withLayer(boolean[][] on, int layer, int width) {
        boolean[][] copy = on.clone();
        copy[layer] = on[layer] == null ? new boolean[width] : on[layer].clone();
        return copy;
    }

    /**
     * The part of a polygon where sign * z &gt;= 0. It is empty where z does not become positive. Where z is zero
     * everywhere it is the whole polygon, but only for a positive sign.
     */
    private static List<double[]> clip(List<double[]> polygon, double[] z, int sign) {
        double scale = Math.max(Math.hypot(z[1], z[2]), 1e-300);
        List<double[]> part = new ArrayList<>();
        double farthest = 0;
        double opposite = 0;
        for (int i = 0; i < polygon.size(); i++) {
            double[] p = polygon.get(i);
            double[] q = polygon.get((i + 1) % polygon.size());
            double atP = sign * (z[0] + z[1] * p[0] + z[2] * p[1]) / scale;
            double atQ = sign * (z[0] + z[1] * q[0] + z[2] * q[1]) / scale;
            farthest = Math.max(farthest, atP);
            opposite = Math.max(opposite, -atP);
            if (atP >= 0) {
                part.add(p);
            }
            if (atP * atQ < 0) {
                double share = atP / (atP - atQ);
                part.add(new double[] {p[0] + share * (q[0] - p[0]), p[1] + share * (q[1] - p[1])});
            }
        }
        if (opposite <= TOLERANCE) {
            return farthest > TOLERANCE || sign < 0 ? polygon : List.of();
        }
        return farthest > TOLERANCE ? part : List.of();
    }

    /** Coefficients of a layer's pre-activations, composed from the slice on. */
    private double[][] preActivations(boolean[][] on, int upTo) {
        MlpSpec spec = network.spec();
        double[][] h = new double[spec.inputs()][];
        for (int i = 0; i < h.length; i++) {
            h[i] = new double[] {slice.origin()[i], slice.u()[i], slice.v()[i]};
        }
        for (int layer = 0; ; layer++) {
            double[] w = network.weights(layer);
            double[] b = network.biases(layer);
            double[][] z = new double[spec.fanOut(layer)][3];
            for (int j = 0; j < z.length; j++) {
                z[j][0] = b.length > 0 ? b[j] : 0;
                for (int i = 0; i < h.length; i++) {
                    for (int k = 0; k < 3; k++) {
                        z[j][k] += network.multiplier(layer) * w[i * z.length + j] * h[i][k];
                    }
                }
            }
            if (layer == upTo) {
                return z;
            }
            for (int j = 0; j < z.length; j++) {
                for (int k = 0; k < 3; k++) {
                    z[j][k] = (on[layer][j] ? z[j][k] : 0) + (spec.skips(layer) ? h[j][k] : 0);
                }
            }
            h = z;
        }
    }

    private static double area(List<double[]> polygon) {
        double twice = 0;
        for (int i = 0; i < polygon.size(); i++) {
            double[] p = polygon.get(i);
            double[] q = polygon.get((i + 1) % polygon.size());
            twice += p[0] * q[1] - q[0] * p[1];
        }
        return Math.abs(twice) / 2;
    }

    /** Areas of the regions as they are visited, ascending. */
    static double[] visited(Mlp network, Slice slice) {
        List<Double> areas = new ArrayList<>();
        SliceSubdivision.of(network, slice, region -> areas.add(region.area()));
        double[] sorted = areas.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
