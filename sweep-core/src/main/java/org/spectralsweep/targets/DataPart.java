package org.spectralsweep.targets;

/** Which of a data set's two parts. */
public enum DataPart {
    /** The images to train on. */
    TRAIN,
    /** The images to test on. */
    TEST
}
