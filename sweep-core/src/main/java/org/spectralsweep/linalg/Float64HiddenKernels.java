package org.spectralsweep.linalg;

/** The inner loops of {@link Float64HiddenLayer}, on its small arrays, which begin at index 0 and are longer than asked for. */
interface Float64HiddenKernels {
    /**
     * sums[i] = poison + a_0 max(0, z_0i) + a_1 max(0, z_1i) + ... for i below points, in fused multiply-adds, in this order. May write to sums
     * behind them.
     *
     * @param inputs 2, 3 or 4
     * @param x coordinate by coordinate
     * @param units w_0, w_1, ..., b, a of a unit behind one another, {@link Float64HiddenLayer#STEP} apart
     */
    void sum(int inputs, double[][] x, int points, double[] units, int count, double poison, double[] sums);

    /** f[at + i] = fma(c, sums[i], f[at + i]) for i below points. */
    void add(double[] f, int at, int points, double c, double[] sums);

    /**
     * sums[k][j] = e_0 x_k0 + e_1 x_k1 + ... over the points i where z_ij > 0, in fused multiply-adds from 0 on; the last of the sums is that of
     * e_i. May write to sums behind those of the units.
     *
     * @param inputs 2, 3 or 4
     * @param points x_0, x_1, ..., e of a point behind one another, {@link Float64HiddenLayer#STEP} apart
     * @param weights -w_k, and in the last place -b, none of them a negative zero
     */
    void gradient(int inputs, double[] points, int count, double[][] weights, int units, double[][] sums);
}
