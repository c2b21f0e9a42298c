package org.spectralsweep.targets;

/** One of the two parts of a data set. */
public enum DataPart {
    /** The images to train on. */
    TRAIN,
    /** The images to test on. */
    TEST
}
