package org.spectralsweep.sweep;

/**
 * The theory's exponents of T = c frequency^a / density^b. On a manifold of dimension D they are
 *
 * <table>
 * <caption>By what descends</caption>
 * <tr><th>descent</th><th>a</th><th>b</th></tr>
 * <tr><td>the kernel's own (Basri et al. 2020)</td><td>D + 1</td><td>1</td></tr>
 * <tr><td>that of relu-squared</td><td>D + 3</td><td>1</td></tr>
 * <tr><td>of the Sobolev loss of order s, whose quadrature weights even out the density (Yu, Yang and Townsend, arXiv
 * 2205.14300)</td><td>D + 1 - 2 s</td><td>0</td></tr>
 * <tr><td>preconditioned to eigenvalues j^-e (Geifman et al., arXiv 2307.14531), among those rescaled</td>
 * <td>D e</td><td>D e / (D + 1)</td></tr>
 * </table>
 *
 * <p>The last row follows from the first: eigenvalue j has (frequency^(D + 1) / density)^(D / (D + 1)) ~ j. In rows 3
 * and 4, D + 3 takes the place of D + 1 for relu-squared.
 *
 * @param frequency a
 * @param density b
 */
public record TimeExponents(double frequency, double density) {
    /** Those of gradient descent with ReLU. */
    public static TimeExponents plain(int manifold) {
        return plain(manifold, 0);
    }

    /**
     * Those of gradient descent.
     *
     * @param further what a has beyond D + 1: 2 for relu-squared
     */
    public static TimeExponents plain(int manifold, int further) {
        return new TimeExponents(onManifold(manifold, manifold + 1.0 + further), 1);
    }

    /** Those of a Sobolev loss of order s. */
    public static TimeExponents sobolev(int manifold, int further, double order) {
        return new TimeExponents(onManifold(manifold, manifold + 1.0 + further - 2 * order), 0);
    }

    /** Those of descent preconditioned to the exponent e. */
    public static TimeExponents preconditioned(int manifold, int further, double exponent) {
        return new TimeExponents(
                onManifold(manifold, manifold * exponent), manifold * exponent / (manifold + 1 + further));
    }

    /** NaN on a finite set, D = 0: eigenvalues follow no power of the degree. */
    private static double onManifold(int manifold, double exponent) {
        return manifold < 1 ? Double.NaN : exponent;
    }

    /** Whether these are a kernel's own, so that a is D and a whole number. */
    boolean followsDimension(int manifold) {
        return density == 1 && frequency >= manifold + 1 && frequency == Math.rint(frequency);
    }
}
