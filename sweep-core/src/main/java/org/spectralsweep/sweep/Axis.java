package org.spectralsweep.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One block of values to visit. An assignment maps dotted paths of a trial ({@code network.width}) to values. The
 * blocks of a sweep multiply. Inside a block, the variant determines how its paths combine.
 */
public sealed interface Axis permits GridAxis, ZipAxis, PointsAxis {
    /** The assignments, in order. */
    List<Map<String, JsonNode>> assignments();

    /** How many assignments there are; there may be too many to create. */
    BigInteger size();

    /** The paths that it assigns, in order. */
    Set<String> paths();

    /** The same block with the given value as the only one wherever the path is assigned. */
    Axis pinned(String path, JsonNode value);
}
