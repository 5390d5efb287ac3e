package dev.quipu.consumers.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.codec.EveryEvent;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.Entry;
import dev.quipu.ledger.event.LedgerEvent;
import dev.quipu.ledger.event.NoteAdded;
import dev.quipu.ledger.event.StreamId;
import dev.quipu.ledger.state.Refusal;
import dev.quipu.ledger.state.Signature;
import dev.quipu.schemas.Decoded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrailFormatTest {

    /** What a context attribute may not hold (CloudEvents 1.0, type system). */
    private static final String FORBIDDEN = ".*[\\x00-\\x1F\\x7F-\\x9F\\uFDD0-\\uFDEF\\uFFFE\\uFFFF].*";

    @ParameterizedTest
    @EnumSource
    void writesEachEventAsApproved(TrailFormat format) throws IOException {
        String written = Entries.all().stream()
                .map(entry -> format.line(entry).json() + "\n")
                .collect(Collectors.joining());
        assertThat(written).isEqualTo(approved(EventJson.constant(format) + ".jsonl"));
    }

    @Test
    void knowsEachEvent() {
        Set<Class<?>> known = EveryEvent.events().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(known).isEqualTo(leaves(LedgerEvent.class).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @EnumSource
    void leavesOutWhatIsInChangeFiles(TrailFormat format) {
        assertThat(Entries.all())
                .allSatisfy(entry ->
                        assertThat(format.line(entry).json()).doesNotContain("name: add-currency", "bmFtZTog"));
    }

    @ParameterizedTest
    @EnumSource
    void aLineTellsItsNumber(TrailFormat format) {
        for (TrailEntry entry : Entries.all()) {
            byte[] line = format.line(entry).json().getBytes(StandardCharsets.UTF_8);
            assertThat(format.numberIn(line)).hasValue(entry.number());
        }
        assertThat(format.numberIn("{\"id\":1}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(format.numberIn("{\"seq".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void keepsTheRulesOfCloudEvents() {
        Set<String> ids = new HashSet<>();
        String before = "";
        for (TrailEntry entry : Entries.all()) {
            JsonNode event = TrailFormat.CLOUDEVENTS.json(entry);
            assertThat(event.path("specversion").asString()).isEqualTo("1.0");
            assertThat(List.of("id", "source", "type"))
                    .allSatisfy(name -> assertThat(event.path(name).asString()).isNotEmpty());
            assertThat(ids.add(event.path("source").asString() + " "
                            + event.path("id").asString()))
                    .isTrue();
            assertThat(OffsetDateTime.parse(event.path("time").asString())).isNotNull();
            assertThat(event.path("sequence").asString()).isGreaterThan(before);
            before = event.path("sequence").asString();
            assertThat(event.path("data").isObject()).isTrue();
            event.properties().stream()
                    .filter(attribute -> !attribute.getKey().equals("data"))
                    .forEach(attribute -> {
                        assertThat(attribute.getKey()).matches("[a-z0-9]{1,20}");
                        assertThat(attribute.getValue().isString()).isTrue();
                        assertThat(attribute.getValue().asString()).doesNotMatch(FORBIDDEN);
                    });
        }
    }

    @Test
    void keepsTheRulesOfOcsf() {
        for (TrailEntry entry : Entries.all()) {
            JsonNode event = TrailFormat.OCSF.json(entry);
            int activity = event.path("activity_id").asInt();
            assertThat(event.path("type_uid").asInt())
                    .isEqualTo(event.path("class_uid").asInt() * 100 + activity);
            assertThat(event.path("class_uid").asInt() / 1000)
                    .isEqualTo(event.path("category_uid").asInt());
            assertThat(activity).isIn(1, 2, 3, 4, 99);
            assertThat(event.path("severity_id").asInt()).isBetween(1, 6);
            assertThat(event.path("time").isIntegralNumber()).isTrue();
            assertThat(event.path("entity").path("uid").asString()).isNotEmpty();
            assertThat(event.path("metadata").path("version").asString()).isEqualTo("1.5.0");
            assertThat(event.path("metadata")
                            .path("product")
                            .path("vendor_name")
                            .asString())
                    .isNotEmpty();
            assertThat(event.path("status_id").asInt()).isEqualTo(entry.isVoid() ? 2 : 1);
        }
    }

    @Test
    void aVoidEntryLooksLikeNoOtherOne() {
        Entry entry = EveryEvent.entry(EveryEvent.events().get(6), 1);
        TrailEntry accepted = Entries.accepted(5, entry, Signature.MISSING);
        TrailEntry voided =
                Entries.voided(4, new Decoded.Value<>(entry), Signature.MISSING, new Refusal.Forbidden("no", "Don't."));

        assertThat(TrailFormat.CLOUDEVENTS.json(accepted).path("type").asString())
                .isEqualTo("dev.quipu.ChangeApproved");
        assertThat(TrailFormat.CLOUDEVENTS.json(voided).path("type").asString())
                .isEqualTo("dev.quipu.void.ChangeApproved");
        assertThat(voided.id()).isEqualTo("void-4").isNotEqualTo(accepted.id());
    }

    @Test
    void attributesHoldNoControlCharacters() {
        StreamId odd = new StreamId("change:\n\u0085\uFFFE\uD800x");
        Entry entry = new Entry(
                new UUID(1, 2),
                Instant.EPOCH,
                new Actor("an\u0000n", ActorKind.HUMAN),
                odd,
                null,
                null,
                null,
                new NoteAdded(odd, "line\none"));

        JsonNode event = TrailFormat.CLOUDEVENTS.json(Entries.accepted(1, entry, Signature.MISSING));

        assertThat(event.path("subject").asString()).isEqualTo("change:\uFFFD\uFFFD\uFFFD\uFFFDx");
        assertThat(event.path("authid").asString()).isEqualTo("an\uFFFDn");
        assertThat(TrailFormat.CLOUDEVENTS
                        .line(Entries.accepted(1, entry, Signature.MISSING))
                        .json())
                .doesNotContain("\n");
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(TrailFormatTest::leaves)
                : Stream.of(type);
    }

    private static String approved(String name) throws IOException {
        try (InputStream file = TrailFormatTest.class.getResourceAsStream(name)) {
            String text = new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
            text.lines().forEach(line -> JsonMapper.shared().readTree(line));
            return text;
        }
    }
}
