package org.spectralsweep.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spectralsweep.density.InputDensity;
import org.spectralsweep.density.PiecewiseConstant;
import org.spectralsweep.density.RegionalDensity;
import org.spectralsweep.density.Uniform;
import org.spectralsweep.density.VonMisesFisher;
import org.spectralsweep.domain.Circle;

class LocalFrequencyLawTest {
    private static LocalFrequencyLaw law(InputDensity density) {
        return new LocalFrequencyLaw(density.on(new Circle(), new double[] {0, 1}));
    }

    private static PiecewiseConstant constant(Double... weights) {
        return new PiecewiseConstant(List.of(weights), List.of(), List.of());
    }

    @Test
    void uniformDataKeepFrequenciesAndEigenvalues() {
        LocalFrequencyLaw law = law(new Uniform());

        assertThat(law.z()).isEqualTo(1 / Math.sqrt(2 * Math.PI), within(1e-14));
        assertThat(law.frequency(7, 1.3)).isEqualTo(7, within(1e-13));
        assertThat(law.regionFrequency(7, 0)).isEqualTo(7, within(1e-13));
        assertThat(law.eigenvalue(0.25)).isEqualTo(0.25, within(1e-14));
        assertThat(law.psi(0)).isEqualTo(Math.PI * law.z(), within(1e-14));
    }

    @Test
    void threeDensitiesHaveTheirZAndFrequencies() {
        // Z^2 = 0.147675: ((1 + sqrt 2 + 2) / 3)^2 3 / (14 pi); local frequencies as 1 : sqrt 2 : 2.
        LocalFrequencyLaw law = law(constant(1.0, 2.0, 4.0));

        assertThat(law.z() * law.z()).isEqualTo(0.147675, within(5e-7));
        assertThat(law.regionFrequency(20, 1) / law.regionFrequency(20, 0)).isEqualTo(Math.sqrt(2), within(1e-13));
        assertThat(law.regionFrequency(20, 2) / law.regionFrequency(20, 0)).isEqualTo(2, within(1e-13));
        assertThat(law.frequency(20, 3.0)).isEqualTo(law.regionFrequency(20, 2), within(1e-12));
        assertThat(law.psi(-Math.PI)).isZero();
        assertThat(law.psi(Math.PI)).isEqualTo(2 * Math.PI * law.z(), within(1e-14));
        double third = 2 * Math.PI / 3;
        assertThat(law.psi(-Math.PI + third) / law.psi(Math.PI)).isEqualTo(1 / (3 + Math.sqrt(2)), within(1e-13));
    }

    @Test
    void eigenvaluesThatFallWithTheFourthPowerHaveFourthRoots() {
        RegionalDensity density = constant(1.0, 2.0, 4.0).on(new Circle(), new double[] {0, 1});
        LocalFrequencyLaw law = new LocalFrequencyLaw(density, 4);
        LocalFrequencyLaw uniform = new LocalFrequencyLaw(new Uniform().on(new Circle(), new double[] {0, 1}), 4);

        assertThat(law.regionFrequency(20, 1) / law.regionFrequency(20, 0)).isEqualTo(1.189207, within(1e-6));
        assertThat(law.regionFrequency(20, 2) / law.regionFrequency(20, 0)).isEqualTo(Math.sqrt(2), within(1e-13));
        assertThat(law.eigenvalue(1)).isEqualTo(2 * Math.PI * Math.pow(law.z(), 4), within(1e-14));
        assertThat(law.neighbourBound(0, 1, 1)).isNaN();
        assertThat(law.absoluteBound(20)).isNaN();
        assertThat(uniform.regionFrequency(7, 0)).isEqualTo(7, within(1e-13));
        assertThat(uniform.eigenvalue(0.25)).isEqualTo(0.25, within(1e-14));
    }

    @Test
    void figure6HasItsPeaks() {
        // B20, Fig. 6: densities 11 : 1 : 3, target of frequency 14: q_j = 14 Z / sqrt(p_j).
        LocalFrequencyLaw law = law(constant(11.0, 1.0, 3.0));

        assertThat(14 * 10 / law.regionFrequency(10, 0)).isEqualTo(8.5, within(0.05));
        assertThat(14 * 10 / law.regionFrequency(10, 1)).isEqualTo(28.2, within(0.05));
        assertThat(14 * 10 / law.regionFrequency(10, 2)).isEqualTo(16.3, within(0.05));
    }

    @Test
    void aContinuousDensityIsIntegratedToRounding() {
        // sqrt of von Mises is von Mises of half the concentration: Z^2 = I_0(k/2)^2 / (2 pi I_0(k)); I_0(2) and I_0(4)
        // from Abramowitz and Stegun, Table 9.8.
        LocalFrequencyLaw law = law(new VonMisesFisher(4, List.of(0.6, 0.8), 4));

        double besselAt2 = 2.2795853023360673;
        double besselAt4 = 11.301921952136330;
        assertThat(law.z() * law.z()).isEqualTo(besselAt2 * besselAt2 / (2 * Math.PI * besselAt4), within(1e-14));
        double axis = Math.atan2(0.8, 0.6);
        assertThat(law.frequency(3, axis) / law.frequency(3, axis - Math.PI)).isEqualTo(Math.exp(4), within(1e-10));
        assertThat(law.psi(1) - law.psi(0.999)).isEqualTo(0.001 * law.frequency(1, 0.9995) * law.z(), within(1e-9));
    }

    @Test
    void boundsFollowTheirEquations() {
        LocalFrequencyLaw law = law(constant(1.0, 4.0));
        // Eq. 21: the sparse half may be up to sqrt 4 higher, the dense half not higher at all.
        assertThat(law.neighbourBound(0, 1, 3)).isEqualTo(6, within(1e-13));
        assertThat(law.neighbourBound(1, 0, 3)).isEqualTo(3, within(1e-13));
        // Eq. 31 between its extremes (34) and (35).
        assertThat(LocalFrequencyLaw.squaredAmplitudeRatio(4, 0)).isEqualTo(1, within(1e-14));
        assertThat(LocalFrequencyLaw.squaredAmplitudeRatio(4, Math.PI / 2)).isEqualTo(4, within(1e-14));
        // Eq. 36: p = (1 / pi)(1/5, 4/5), Z = (sqrt p_1 + sqrt p_2) / 2, Z sum p^(-1/2) = 9/4.
        assertThat(law.absoluteBound(1)).isEqualTo(4 / Math.sqrt(Math.PI - 9.0 / 8), within(1e-12));
        assertThat(law.absoluteBound(0)).isNaN();
        // Condition q > Z / (2 pi) sum p^(-1/2): about 5.2 for 900 : 1.
        LocalFrequencyLaw steep = law(constant(900.0, 1.0));
        assertThat(steep.absoluteBound(2)).isNaN();
        assertThat(steep.absoluteBound(3)).isPositive();
    }
}
