/**
 * Neural tangent kernels and what they predict. Start with {@link org.spectralsweep.kernel.AnalyticKernel}, the closed forms in the limit of
 * infinite width; {@link org.spectralsweep.kernel.EmpiricalKernel} is the kernel of an actual network;
 * {@link org.spectralsweep.kernel.SampleKernel} is the better of the two on a trial's samples, with the largest eigenvalue, which bounds the
 * learning rate; and
 * {@link org.spectralsweep.kernel.KernelDescent} gives the step at which gradient descent in the kernel's own (lazy) dynamics
 * reaches each threshold. Everything is float64.
 */
@NullMarked
package org.spectralsweep.kernel;

import org.jspecify.annotations.NullMarked;
