package dev.quipu.schemas.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client for schemas in a registry with Confluent's REST API. An id stands for one schema for ever, so ids are asked
 * for once. All methods block, for the settings' timeout per instance at most, and throw {@link RegistryException} if
 * the registry doesn't answer as asked. Thread-safe.
 */
public final class SchemaRegistry implements AutoCloseable {

    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int SCHEMA_NOT_FOUND = 40403;
    private static final int NO_LEVEL_OF_ITS_OWN = 40408;

    private final RegistryHttp http;
    private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();
    private final Map<Version, Integer> ids = new ConcurrentHashMap<>();

    private record Version(String subject, Schema schema) {}

    /**
     * A client; nothing is asked yet.
     *
     * @throws IllegalArgumentException if a certificate file can't be used
     */
    public SchemaRegistry(RegistrySettings settings) {
        this.http = new RegistryHttp(settings);
    }

    /**
     * Registers a schema; one that is registered already keeps its id.
     *
     * @return its id
     * @throws RegistryException.Refused with code 409 if the subject's compatibility level forbids it
     */
    public int register(String subject, Schema schema) {
        Version version = new Version(subject, schema);
        Integer known = ids.get(version);
        if (known != null) {
            return known;
        }
        int id = newId(subject, schema);
        ids.put(version, id);
        return id;
    }

    /** Of clients that register at once, some registries refuse all but one: what counts is what is there then. */
    private int newId(String subject, Schema schema) {
        try {
            return id(http.send("POST", subject(subject) + "/versions", text(schema)));
        } catch (RegistryException.Refused e) {
            return lookUp(subject, schema).orElseThrow(() -> e);
        }
    }

    /** The id of a schema in a subject, or empty if it isn't there. */
    public OptionalInt lookUp(String subject, Schema schema) {
        Version version = new Version(subject, schema);
        Integer known = ids.get(version);
        if (known != null) {
            return OptionalInt.of(known);
        }
        Optional<JsonNode> answer = find("POST", subject(subject), text(schema));
        answer.ifPresent(found -> ids.put(version, id(found)));
        return answer.isPresent() ? OptionalInt.of(id(answer.get())) : OptionalInt.empty();
    }

    /**
     * The schema of an id.
     *
     * @throws RegistryException.Refused with code 40403 if there is none
     */
    public Schema byId(int id) {
        Schema known = byId.get(id);
        if (known != null) {
            return known;
        }
        JsonNode answer = http.send("GET", "/schemas/ids/" + id, null);
        try {
            Schema schema = new Schema.Parser().parse(answer.path("schema").asString(""));
            byId.put(id, schema);
            return schema;
        } catch (AvroRuntimeException e) {
            throw new RegistryException.Unreachable("schema %d of the registry is no Avro schema".formatted(id), e);
        }
    }

    /** The numbers of a subject's versions, ascending; none if it doesn't exist. */
    public List<Integer> versions(String subject) {
        List<Integer> versions = new ArrayList<>();
        find("GET", subject(subject) + "/versions", null)
                .ifPresent(answer -> answer.forEach(version -> versions.add(version.asInt())));
        return List.copyOf(versions);
    }

    /** Whether the subject's level lets a schema be its next version; true of any if there is no version yet. */
    public boolean isCompatible(String subject, Schema schema) {
        return find("POST", "/compatibility" + subject(subject) + "/versions", text(schema))
                .map(answer -> answer.path("is_compatible").asBoolean(false))
                .orElse(true);
    }

    /** The subject's own level, or empty if it goes by the registry's, of which some say {@link Compatibility#NONE}. */
    public Optional<Compatibility> compatibility(String subject) {
        return find("GET", "/config/" + encode(subject), null)
                .map(answer -> level(answer.path("compatibilityLevel").asString("")));
    }

    private static Compatibility level(String name) {
        try {
            return Compatibility.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new RegistryException.Unreachable(
                    "the schema registry answers with an unknown compatibility level '%s'".formatted(name), e);
        }
    }

    /** Sets the subject's own level; the subject need not exist. */
    public void setCompatibility(String subject, Compatibility level) {
        try {
            http.send("PUT", "/config/" + encode(subject), object("compatibility", level.name()));
        } catch (RegistryException.Refused e) {
            if (!compatibility(subject).equals(Optional.of(level))) { // or somebody else has just set it
                throw e;
            }
        }
    }

    /** A subject, to which schemas of any type can be added; it need not exist. */
    public RegistrySubject subjectNamed(String subject) {
        return new RegistrySubject(this, subject);
    }

    RegistryHttp http() {
        return http;
    }

    /** The answer, or empty if it is that there is no such thing. */
    Optional<JsonNode> find(String method, String path, @Nullable ObjectNode body) {
        try {
            return Optional.of(http.send(method, path, body));
        } catch (RegistryException.Refused e) {
            return switch (e.code()) {
                case SUBJECT_NOT_FOUND, SCHEMA_NOT_FOUND, NO_LEVEL_OF_ITS_OWN -> Optional.empty();
                default -> throw e;
            };
        }
    }

    static int id(JsonNode answer) {
        JsonNode id = answer.path("id");
        if (!id.canConvertToInt()) {
            throw new RegistryException.Unreachable("the schema registry gives no id for a schema", null);
        }
        return id.asInt();
    }

    private static ObjectNode text(Schema schema) {
        return object("schema", schema.toString());
    }

    private static ObjectNode object(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }

    static String subject(String subject) {
        return "/subjects/" + encode(subject);
    }

    static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.close();
    }
}
