package dev.quipu.schemas;

import java.util.Set;
import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Takes branches out of a schema's unions. */
final class UnionBranches {

    private static final JsonMapper JSON = JsonMapper.shared();

    private UnionBranches() {}

    /** The schema whose unions have, of the records they have now, those of these names. */
    static Schema keepOnly(Schema schema, Set<String> names) {
        JsonNode json = JSON.readTree(schema.toString());
        strip(json, names);
        return new Schema.Parser().parse(json.toString());
    }

    private static void strip(JsonNode node, Set<String> names) {
        if (node instanceof ArrayNode array) {
            array.removeIf(branch -> branch.path("type").asString("").equals("record")
                    && !names.contains(branch.path("name").asString("")));
        }
        node.forEach(child -> strip(child, names));
    }
}
