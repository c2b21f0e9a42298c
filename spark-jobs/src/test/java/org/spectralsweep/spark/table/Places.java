package org.spectralsweep.spark.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Folders on several file systems, for tests of what all of them must do. The system property {@value #MORE} names one
 * more, such as {@code s3a://bucket/tests}, where a check has started a server.
 */
public final class Places {
    private static final String MORE = "sweep.test-place";

    private Places() {}

    /** New folders, which exist: one on a local disk, one without locks, and one on a server if there is any. */
    public static List<Place> on(Path disk) throws IOException {
        List<Place> places = new ArrayList<>();
        places.add(Place.of(disk));
        places.add(Place.of(FragileFiles.SCHEME + "://place-" + UUID.randomUUID() + "/sweep"));
        if (System.getProperty(MORE) != null) {
            places.add(Place.of(System.getProperty(MORE) + "/" + UUID.randomUUID()));
        }
        for (Place place : places) {
            place.fileSystem().mkdirs(place.hadoop());
        }
        return places;
    }
}
