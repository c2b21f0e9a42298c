package org.spectralsweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One block of values to visit. An assignment maps dotted paths of a trial ({@code network.width}) to values. The blocks of a sweep
 * multiply; inside a block the variant says how its paths go together.
 */
public sealed interface Axis permits GridAxis, ZipAxis, PointsAxis {
    /** The assignments, in order. */
    List<Map<String, JsonNode>> assignments();

    /** How many assignments there are, which may be more than can be made. */
    BigInteger size();

    /** The paths it assigns, in order. */
    Set<String> paths();

    /** The same block with the single given value wherever the path is assigned. */
    Axis pinned(String path, JsonNode value);
}
