package org.spectralsweep.spark.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    @Test
    void findsTheNearestName() {
        assertThat(Suggestion.nearest("witdh", List.of("widths", "width", "bias")))
                .contains("width");
        assertThat(Suggestion.nearest("hiden-layer", List.of("hidden-layers", "width")))
                .contains("hidden-layers");
    }

    @Test
    void saysNothingWhereNothingIsNear() {
        assertThat(Suggestion.nearest("momentum", List.of("width", "bias"))).isEmpty();
        assertThat(Suggestion.nearest("xy", List.of("pi"))).isEmpty();
        assertThat(Suggestion.nearest("a", List.of())).isEmpty();
    }

    @Test
    void endsTheSentenceEitherWay() {
        assertThat(Suggestion.ending("witdh", List.of("width"))).isEqualTo("; did you mean 'width'?");
        assertThat(Suggestion.ending("momentum", List.of("width", "bias"))).isEqualTo("; valid are width, bias");
        assertThat(Suggestion.ending("momentum", List.of())).isEqualTo("; it has no keys");
    }
}
