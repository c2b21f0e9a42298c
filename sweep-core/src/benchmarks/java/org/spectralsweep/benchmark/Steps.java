package org.spectralsweep.benchmark;

/** Steps of a contender, ready to be timed. */
interface Steps {
    /** Updates after which the contenders' losses are compared. */
    int COMPARED = 10;

    /** Does this many steps and says how long they took. */
    Elapsed train(long steps);

    /** The fewest steps of an invocation. */
    long fewest();

    /** Seconds for which steps are done before they are timed. */
    double warmUpSeconds();

    /** Seconds of the timed steps together, at least. */
    double timedSeconds();

    /** The half sum of squares of the initial network. */
    double lossBefore();

    /** The half sum of squares after {@link #COMPARED} updates. */
    double lossAfter();

    /** Bytes of Java heap that one more step allocates. */
    double bytesPerStep();

    /** With what it runs, as the libraries say it. */
    String description();
}
