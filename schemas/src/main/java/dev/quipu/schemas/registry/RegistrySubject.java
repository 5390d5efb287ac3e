package dev.quipu.schemas.registry;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One subject of a registry, to which schemas of any type are added. All methods block, and throw
 * {@link RegistryException} if the registry doesn't answer as asked. Thread-safe.
 */
public final class RegistrySubject {

    private final SchemaRegistry registry;
    private final String name;

    RegistrySubject(SchemaRegistry registry, String name) {
        this.registry = registry;
        this.name = name;
    }

    /**
     * Adds a version under a compatibility level, which the subject has from then on; a schema that is there already
     * stays what it is. If the registry refuses it, the subject has the level it had before.
     *
     * @return the schema's id
     * @throws RegistryException.Refused with the registry's reason
     */
    public int add(SchemaText schema, Compatibility level) {
        Optional<Compatibility> before = registry.compatibility(name);
        if (!before.equals(Optional.of(level))) {
            registry.setCompatibility(name, level);
        }
        try {
            return register(schema);
        } catch (RegistryException.Refused e) {
            if (!before.equals(Optional.of(level))) {
                restore(before);
            }
            throw e;
        }
    }

    /** Of clients that register at once, some registries refuse all but one: what counts is what is there then. */
    private int register(SchemaText schema) {
        Optional<JsonNode> there = find(schema);
        if (there.isPresent()) {
            return SchemaRegistry.id(there.get());
        }
        try {
            return SchemaRegistry.id(registry.http().send("POST", path("/versions"), body(schema)));
        } catch (RegistryException.Refused e) {
            return SchemaRegistry.id(find(schema).orElseThrow(() -> e));
        }
    }

    private Optional<JsonNode> find(SchemaText schema) {
        return registry.find("POST", path(""), body(schema));
    }

    private void restore(Optional<Compatibility> before) {
        before.ifPresentOrElse(
                level -> registry.setCompatibility(name, level),
                () -> registry.find("DELETE", "/config/" + SchemaRegistry.encode(name), null));
    }

    private String path(String more) {
        return SchemaRegistry.subject(name) + more;
    }

    private static ObjectNode body(SchemaText schema) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("schema", schema.text())
                .put("schemaType", schema.type().name());
    }
}
