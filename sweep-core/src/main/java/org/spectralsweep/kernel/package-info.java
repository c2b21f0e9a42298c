/**
 * Neural tangent kernels and what they predict. Start with {@link org.spectralsweep.kernel.AnalyticKernel}, the closed forms in the limit of
 * infinite width; {@link org.spectralsweep.kernel.EmpiricalKernel} is the kernel of an actual network;
 * {@link org.spectralsweep.kernel.Kernels} takes the largest eigenvalue, which bounds the learning rate, from whichever exists; and
 * {@link org.spectralsweep.kernel.KernelDescent} gives the step at which gradient descent in the kernel's own (lazy) dynamics
 * reaches each threshold. Everything is float64.
 */
@NullMarked
package org.spectralsweep.kernel;

import org.jspecify.annotations.NullMarked;
