package org.spectralsweep.sweep;

/**
 * The theory's exponents of T = c frequency^a / density^b. On a manifold of dimension D they are
 *
 * <table>
 * <caption>By what descends</caption>
 * <tr><th>descent</th><th>a</th><th>b</th></tr>
 * <tr><td>the kernel's own (Basri et al. 2020)</td><td>D + 1</td><td>1</td></tr>
 * <tr><td>of the Sobolev loss of order s, whose quadrature weights even out the density (Yu, Yang and Townsend, arXiv
 * 2205.14300)</td><td>D + 1 - 2 s</td><td>0</td></tr>
 * <tr><td>preconditioned to eigenvalues j^-e (Geifman et al., arXiv 2307.14531), among those rescaled</td>
 * <td>D e</td><td>D e / (D + 1)</td></tr>
 * </table>
 *
 * <p>The last row follows from the first: eigenvalue j has (frequency^(D + 1) / density)^(D / (D + 1)) ~ j.
 *
 * @param frequency a
 * @param density b
 */
public record TimeExponents(double frequency, double density) {
    /** Those of gradient descent. */
    public static TimeExponents plain(int manifold) {
        return new TimeExponents(manifold + 1.0, 1);
    }

    /** Those of a Sobolev loss of order s. */
    public static TimeExponents sobolev(int manifold, double order) {
        return new TimeExponents(manifold + 1.0 - 2 * order, 0);
    }

    /** Those of descent preconditioned to the exponent e. */
    public static TimeExponents preconditioned(int manifold, double exponent) {
        return new TimeExponents(manifold * exponent, manifold * exponent / (manifold + 1));
    }

    /** Whether these are the kernel's own. */
    boolean isPlain(int manifold) {
        return equals(plain(manifold));
    }
}
