package org.spectralsweep.region;

import org.spectralsweep.nn.Mlp;

/** All layers of a network on the pieces of a plane that a depth-first walk is in, and the pattern there. Memory: the network's weights in float64 and 12 numbers a unit. */
final class AffineLayers {
    private final AffineLayer[] layers;
    private final long[][] keys;
    private final long[] hashes;
    private final int inputs;
    private double largestS;
    private double largestT;

    AffineLayers(Mlp network) {
        inputs = network.spec().inputs();
        layers = new AffineLayer[network.spec().layers()];
        keys = new long[layers.length - 1][];
        for (int layer = 0; layer < layers.length; layer++) {
            layers[layer] = new AffineLayer(network, layer);
            if (layer < keys.length) {
                keys[layer] = keys(layer, layers[layer].width());
            }
        }
        hashes = new long[keys.length];
    }

    private static long[] keys(int layer, int width) {
        long[] keys = new long[width];
        for (int unit = 0; unit < width; unit++) {
            keys[unit] = mix(((long) layer << 32) + unit + 1);
        }
        return keys;
    }

    /** The output function of SplitMix64 (Steele et al. 2014). */
    private static long mix(long seed) {
        long z = seed * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Hidden layers. */
    int hidden() {
        return keys.length;
    }

    /** A hidden layer, or the output layer, the last. */
    AffineLayer layer(int layer) {
        return layers[layer];
    }

    /** The layer whose outputs a layer carries on, if it does; meaningless to it else. */
    private AffineLayer below(int layer) {
        return layers[Math.max(0, layer - 1)];
    }

    /**
     * Goes to the plane x = origin + s u + t v.
     *
     * @param largestS the largest magnitude of s
     * @param largestT the largest magnitude of t
     */
    void start(double[] origin, double[] u, double[] v, double largestS, double largestT) {
        this.largestS = largestS;
        this.largestT = largestT;
        double largest = 0;
        for (int i = 0; i < inputs; i++) {
            largest = Math.max(largest, Math.abs(origin[i]) + largestS * Math.abs(u[i]) + largestT * Math.abs(v[i]));
        }
        layers[0].start(origin, u, v, largest);
    }

    /** Prepares a layer, whose crossing units are known, for the parts into which these divide the piece. */
    void feed(int layer) {
        layers[layer].feed(below(layer), layers[layer + 1], largestS, largestT);
    }

    /** Goes to a part, given by which crossing units of a layer are on: computes the layer above. The output layer is one. */
    void enter(int layer) {
        layers[layer].enter(below(layer), layers[layer + 1]);
    }

    /** Hash of the pattern up to a hidden layer, with what {@link #hashSettled} and {@link #hashCrossing} gave last. */
    long hash(int layer) {
        return hashes[layer];
    }

    /** The hash up to a layer of the units that are on, crossing ones left out. O(width). */
    long hashSettled(int layer) {
        AffineLayer units = layers[layer];
        long hash = layer == 0 ? 0 : hashes[layer - 1];
        for (int index = 0; index < units.crossings(); index++) {
            units.set(units.crossing(index), false);
        }
        for (int unit = 0; unit < keys[layer].length; unit++) {
            hash ^= units.isOn(unit) ? keys[layer][unit] : 0;
        }
        return hash;
    }

    /** Completes a hash by the crossing units that are on. O(crossings). */
    void hashCrossing(int layer, long settled) {
        AffineLayer units = layers[layer];
        long hash = settled;
        for (int index = 0; index < units.crossings(); index++) {
            int unit = units.crossing(index);
            hash ^= units.isOn(unit) ? keys[layer][unit] : 0;
        }
        hashes[layer] = hash;
    }
}
