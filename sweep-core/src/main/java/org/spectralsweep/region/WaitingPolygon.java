package org.spectralsweep.region;

/** A polygon that is still to be divided by a layer's units. The layers below are affine on it. */
final class WaitingPolygon {
    private static final int FIRST_SIZE = 8;

    private final AffinePiece units;
    private final int layer;
    private final double[] tolerance;
    private double[] s = new double[FIRST_SIZE];
    private double[] t = new double[FIRST_SIZE];
    private int vertices;

    /** Allocates a polygon, which is filled later. */
    WaitingPolygon(LayerWeights[] network, int layer) {
        this.layer = layer;
        units = new AffinePiece(network, layer);
        tolerance = new double[units.width()];
    }

    /** The layer's units on the polygon. */
    AffinePiece units() {
        return units;
    }

    /** Sets the vertices to {@code count} vertices of other arrays, from index {@code from} on. */
    void setVertices(double[] fromS, double[] fromT, int from, int count) {
        if (count > s.length) {
            s = new double[2 * count];
            t = new double[2 * count];
        }
        System.arraycopy(fromS, from, s, 0, count);
        System.arraycopy(fromT, from, t, 0, count);
        vertices = count;
    }

    /**
     * Finds which units have a line that cuts the polygon, and on which side of the other units' lines it lies.
     *
     * @param onLine a vertex this near to a line lies on it
     */
    void findLines(double onLine) {
        double lowS = s[0];
        double highS = s[0];
        double lowT = t[0];
        double highT = t[0];
        for (int i = 1; i < vertices; i++) {
            lowS = Math.min(lowS, s[i]);
            highS = Math.max(highS, s[i]);
            lowT = Math.min(lowT, t[i]);
            highT = Math.max(highT, t[i]);
        }
        units.classify(0.5 * (lowS + highS), 0.5 * (lowT + highT), 0.5 * (highS - lowS), 0.5 * (highT - lowT));
        for (int index = units.crossings() - 1; index >= 0; index--) {
            int unit = units.crossing(index);
            double z0 = units.z(0, unit);
            double z1 = units.z(1, unit);
            double z2 = units.z(2, unit);
            tolerance[unit] = Math.max(onLine * Math.sqrt(z1 * z1 + z2 * z2), units.rounding(unit));
            int side = Polygons.side(s, t, 0, vertices, z0, z1, z2, tolerance[unit]);
            if (side != 0) {
                units.settle(index, side > 0);
            }
        }
    }

    /** Pushes the whole polygon onto a stack. */
    void pushOn(Polygons stack) {
        stack.push(s, t, 0, vertices, 0);
    }

    /**
     * Cuts the top of the stack by the lines that are left for it, always continuing with the part where a unit is on.
     * Then the top is a part on which no unit of the layer changes its sign, and the pattern belongs to it.
     */
    void nextPart(Polygons stack) {
        int line = stack.next();
        if (line > 0) {
            // This line cut off the part where the unit is off and left it on the stack; it is now on top.
            units.set(units.crossing(line - 1), false);
        }
        for (; line < units.crossings(); line++) {
            int unit = units.crossing(line);
            double z0 = units.z(0, unit);
            double z1 = units.z(1, unit);
            double z2 = units.z(2, unit);
            int side = stack.side(z0, z1, z2, tolerance[unit]);
            if (side == 0) {
                stack.cut(z0, z1, z2, tolerance[unit], line + 1);
            }
            units.set(unit, side >= 0);
        }
    }

    /** Hands the top of the stack to the layer above. */
    void enter(WaitingPolygon part, Polygons stack) {
        units.enter(part.units);
        part.setVertices(stack.s(), stack.t(), stack.from(), stack.end() - stack.from());
    }

    /** The top of the stack, a region of the network. */
    SliceRegion region(Polygons stack) {
        return new TopOfStack(stack, units, layer);
    }

    private record TopOfStack(Polygons stack, AffinePiece units, int lastLayer) implements SliceRegion {
        @Override
        public int vertices() {
            return stack.end() - stack.from();
        }

        @Override
        public double s(int vertex) {
            return stack.s()[stack.from() + vertex];
        }

        @Override
        public double t(int vertex) {
            return stack.t()[stack.from() + vertex];
        }

        @Override
        public double area() {
            return stack.area();
        }

        @Override
        public long patternHash() {
            long hash = 0;
            for (int layer = 0; layer <= lastLayer; layer++) {
                for (long word : units.pattern(layer)) {
                    hash = mix(hash + word);
                }
            }
            return hash;
        }

        /** The step of SplitMix64 (Steele et al. 2014). */
        private static long mix(long seed) {
            long z = seed + 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return z ^ (z >>> 31);
        }

        @Override
        public boolean isOn(int layer, int unit) {
            return units.isOn(layer, unit);
        }
    }
}
