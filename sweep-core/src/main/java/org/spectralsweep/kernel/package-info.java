/**
 * Neural tangent kernels and what they predict. Start with {@link org.spectralsweep.kernel.AnalyticKernel}, the closed
 * forms in the limit of infinite width. {@link org.spectralsweep.kernel.EmpiricalTangentKernel} is the kernel of an
 * actual network.
 *
 * <p>{@link org.spectralsweep.kernel.SampleKernel} takes the better of the two on a trial's samples and finds its
 * largest eigenvalue, which bounds the learning rate. {@link org.spectralsweep.kernel.KernelDescent} gives the step at
 * which gradient descent in the kernel's own (lazy) dynamics reaches each threshold. All numbers are float64.
 */
@NullMarked
package org.spectralsweep.kernel;

import org.jspecify.annotations.NullMarked;
