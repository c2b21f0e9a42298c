package org.spectralsweep.metric;

/** Column {@code training_loss}: the loss on the training set, in the trial's convention. */
public record TrainingLoss() implements Metric {}
