package dev.quipu.consumers.trail;

import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How a record is written: as one JSON object without line breaks. */
public enum TrailFormat {
    /** CloudEvents 1.0, JSON format. */
    CLOUDEVENTS("/sequence"),
    /** OCSF 1.5. */
    OCSF("/metadata/sequence");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String number;

    TrailFormat(String number) {
        this.number = number;
    }

    /** A record as JSON. */
    public ObjectNode json(TrailEntry entry) {
        return switch (this) {
            case CLOUDEVENTS -> CloudEvents.of(entry);
            case OCSF -> Ocsf.of(entry);
        };
    }

    /** A record as a line, without the line feed. */
    public TrailLine line(TrailEntry entry) {
        return new TrailLine(entry, JSON.writeValueAsString(json(entry)));
    }

    /** The number of the record that a line is about; none if it is no line of this format. */
    OptionalLong numberIn(byte[] line) {
        try {
            JsonNode found = JSON.readTree(line).at(number);
            return found.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(found.asString()));
        } catch (JacksonException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
