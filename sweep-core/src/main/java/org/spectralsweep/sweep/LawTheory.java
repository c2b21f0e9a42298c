package org.spectralsweep.sweep;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.spectralsweep.law.Exponent;
import org.spectralsweep.law.ReadyLaw;

/**
 * What T = c frequency^(D + 1) / density says of the parameters of ready laws, on a manifold of dimension D (Basri et
 * al. 2020, a conjecture for spheres in more than three dimensions). Other descents have other {@link TimeExponents}.
 * The law is straight, so what bends one is 0. It holds in the limit of infinite width. So it says nothing of how a
 * finite column such as the width changes an exponent. It says nothing either of laws that are no power of the
 * frequency, of the places where a law would bend, or of factors.
 *
 * @param law the law
 * @param column its further column; empty without
 * @param exponents those that it is made from
 */
record LawTheory(ReadyLaw law, String column, List<Exponent> exponents) {
    private static final Pattern NAME = Pattern.compile("([a-z-]+)(?:\\((.*)\\))?");
    private static final String FREQUENCY = "frequency";
    private static final String DENSITY = "density";
    /** Columns of the dimension d of the space, and of D. */
    private static final String SPACE = "dimension";

    private static final String MANIFOLD = "manifold_dimension";
    private static final String WIDTH = "width";

    /** The theory of a fit's law; empty for a formula, whose parameters may mean anything. */
    static Optional<LawTheory> of(FitSpec fit) {
        Matcher name = NAME.matcher(fit.law().strip());
        return name.matches()
                ? ReadyLaw.named(name.group(1))
                        .map(law -> new LawTheory(
                                law, name.group(2) == null ? "" : name.group(2).strip(), fit.powers()))
                : Optional.empty();
    }

    /**
     * The value of a parameter; NaN where the theory has none.
     *
     * @param manifold D
     * @param space d of the space around it: D + 1 for a sphere, D for a torus
     * @param times the exponents of T; those that no D enters alone say nothing of laws in D
     */
    double value(String parameter, int manifold, int space, TimeExponents times) {
        Exponent first = exponents.get(0);
        for (Exponent other : exponents.subList(1, exponents.size())) {
            if (other.name().equals(parameter)) {
                return power(other, times);
            }
        }
        String a = first.name();
        double power = power(first, times);
        boolean byDimension = first.covariate().equals(FREQUENCY)
                && times.followsDimension(manifold)
                && (column.equals(SPACE) || column.equals(MANIFOLD));
        // a = column + rest
        int rest = (int) times.frequency() - (column.equals(SPACE) ? space : manifold);
        return switch (law) {
            case POWER, EACH -> parameter.equals(a) ? power : Double.NaN;
            case BENT -> parameter.equals("q") && !Double.isNaN(power) ? 0 : parameter.equals(a) ? power : Double.NaN;
            case BREAK -> parameter.equals(a) || parameter.equals(a + "2") ? power : Double.NaN;
            case FLOOR -> parameter.equals("t0") && !Double.isNaN(power) ? 0 : parameter.equals(a) ? power : Double.NaN;
            case PROPORTIONAL_EXPONENT -> byDimension && rest == 0 && parameter.equals(a) ? first.sign() : Double.NaN;
            case LINEAR_EXPONENT ->
                byDimension && parameter.equals(a)
                        ? first.sign() * rest
                        : byDimension && parameter.equals(a + "1") ? first.sign() : Double.NaN;
            case SATURATING -> column.equals(WIDTH) && parameter.equals(a + "1") ? power : Double.NaN;
            case EXPONENTIAL, STRETCHED, INTERACTION -> Double.NaN;
        };
    }

    /** The exponent of a factor of the power law. */
    private static double power(Exponent exponent, TimeExponents times) {
        return switch (exponent.covariate()) {
            case FREQUENCY -> exponent.sign() * times.frequency();
            case DENSITY -> -exponent.sign() * times.density();
            default -> Double.NaN;
        };
    }
}
