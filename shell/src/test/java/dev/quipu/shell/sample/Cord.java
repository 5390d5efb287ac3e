package dev.quipu.shell.sample;

import dev.quipu.shell.cli.CommandFailure;
import java.util.List;

/** A thing to list. */
record Cord(String name, List<Integer> sizes, Colour colour) {

    static final List<Cord> ALL = List.of(
            new Cord("summer", List.of(3, 1, 4), Colour.RED), new Cord("winter harvest", List.of(7), Colour.DEEP_BLUE));

    static Cord named(String name) {
        return ALL.stream()
                .filter(cord -> cord.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage("there is no cord '%s'".formatted(name), "See: sample list"));
    }

    int knots() {
        return sizes.size();
    }
}
