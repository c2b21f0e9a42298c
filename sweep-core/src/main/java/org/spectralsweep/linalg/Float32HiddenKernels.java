package org.spectralsweep.linalg;

/**
 * The inner loops of {@link Float32HiddenLayer}. Their small arrays start at index 0 and are longer than the counts
 * say.
 */
interface Float32HiddenKernels {
    /**
     * sums[i] = poison + a_0 max(0, z_0i) + a_1 max(0, z_1i) + ... for i below points, in fused multiply-adds, in this
     * order. May also write to later elements of sums.
     *
     * @param inputs 2, 3 or 4
     * @param x coordinate by coordinate
     * @param units w_0, w_1, ..., b, a of each unit in turn, {@link Float32HiddenLayer#STEP} apart
     */
    void sum(int inputs, float[][] x, int points, float[] units, int count, float poison, float[] sums);

    /** f[at + i] = fma(c, sums[i], f[at + i]) for i below points. */
    void add(double[] f, int at, int points, double c, float[] sums);

    /**
     * sums[k][j] = e_0 x_k0 + e_1 x_k1 + ... over the points i where {@code z_ij > 0}, in fused multiply-adds starting
     * at 0. The last of the sums is that of e_i. May also write to sums beyond those of the units.
     *
     * @param inputs 2, 3 or 4
     * @param points x_0, x_1, ..., e of each point in turn, {@link Float32HiddenLayer#STEP} apart
     * @param weights -w_k, and in the last place -b, none of them a negative zero
     */
    void gradient(int inputs, float[] points, int count, float[][] weights, int units, float[][] sums);
}
