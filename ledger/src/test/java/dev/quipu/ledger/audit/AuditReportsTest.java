package dev.quipu.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuditReportsTest {

    private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

    @TempDir
    private static Path folder;

    private static FedStore all = Story.NOWHERE;
    private static FedStore clean = Story.NOWHERE;
    private static FedStore faulty = Story.NOWHERE;

    @BeforeAll
    static void feed() throws IOException {
        all = ReportStory.all().feed(Files.createDirectory(folder.resolve("all")));
        clean = ReportStory.clean().feed(Files.createDirectory(folder.resolve("clean")));
        faulty = ReportStory.faulty().feed(Files.createDirectory(folder.resolve("faulty")));
    }

    @Test
    void areAsManyAsThereAreFiles() throws IOException {
        List<String> files;
        try (Stream<Path> list = Files.list(Path.of("src/main/resources/dev/quipu/ledger/audit/reports"))) {
            files = list.map(file -> file.getFileName().toString().replace(".sql", ""))
                    .toList();
        }
        assertThat(AuditReports.names()).containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    void answerAllQuestions() {
        assertThat(AuditReports.all().stream()
                        .flatMap(report -> report.questions().stream())
                        .distinct()
                        .sorted())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24);
    }

    @ParameterizedTest
    @MethodSource("dev.quipu.ledger.audit.AuditReports#all")
    void areExplained(AuditReport report) {
        assertThat(report.title()).isNotBlank().doesNotEndWith(".");
        assertThat(report.explanation()).endsWith(".").doesNotContain("--\n", "title:");
        assertThat(report.sql()).startsWithIgnoringCase(report.sql().startsWith("WITH") ? "WITH" : "SELECT");
        report.needs().forEach(parameter -> assertThat(report.sql()).contains("'" + parameter.variable() + "'"));
        report.takes().keySet().forEach(parameter -> assertThat(report.sql())
                .contains("'" + parameter.variable() + "'"));
    }

    @ParameterizedTest
    @MethodSource("dev.quipu.ledger.audit.AuditReports#all")
    void runWithTheirStandardParameters(AuditReport report) {
        String[] needs = report.needs().stream()
                .map(parameter -> parameter.word() + "="
                        + switch (parameter) {
                            case SERVICE -> "orders";
                            case CHANGE -> "orders/1";
                            case OBJECT -> "customers.currency";
                            case ACTOR -> "ben";
                            default -> throw new IllegalArgumentException(report.name());
                        })
                .toArray(String[]::new);

        assertThat(answer(all, report.name(), needs).columns()).isNotEmpty();
    }

    @Test
    void populationHasWhatWasAppliedAndNothingElse() {
        assertThat(ask(all, "population", "change || ' ' || target || ' ' || released_by || ' ' || applied_by"))
                .containsExactly(
                        "orders/1 orders@staging cat agent-staging",
                        "orders/1 orders@eu cat agent-eu",
                        "orders/2 orders@eu ann agent-eu",
                        "orders/3 orders@eu cat agent-eu");
        assertThat(ask(all, "population", "change", "label=env=prod", "from=2026-02-01", "to=2026-02-06"))
                .containsExactly("orders/1");
        assertThat(ask(all, "population", "change", "from=2026-02-07", "to=2026-02-07"))
                .containsExactly("orders/2");
        assertThat(ask(all, "population", "change", "from=2027-01-01")).isEmpty();
    }

    @Test
    void changeTellsTheWholeStory() {
        assertThat(ask(all, "change", "event", "change=orders/3"))
                .containsExactly(
                        "ChangeProposed",
                        "ChangeApproved",
                        "RolloutStarted",
                        "StepStarted",
                        "StepFailed",
                        "ChangeFailed",
                        "RolloutCompleted",
                        "RolloutStarted",
                        "StepStarted",
                        "StepCompleted",
                        "ChangeApplied",
                        "RolloutCompleted",
                        "RollbackStarted",
                        "StepStarted",
                        "StepCompleted",
                        "ChangeRolledBack");
        assertThat(ask(all, "change", "event", "change=orders/99")).isEmpty();
    }

    @Test
    void sampleIsTheSameForTheSameSeed() {
        List<String> first = ask(all, "sample", "entry", "size=3", "seed=42");

        assertThat(first).hasSize(3).isEqualTo(ask(all, "sample", "entry", "size=3", "seed=42"));
        assertThat(ask(all, "sample", "entry", "size=100", "seed=42"))
                .hasSize(4)
                .containsAll(first);
        assertThat(ask(all, "sample", "entry", "size=4", "seed=42"))
                .isNotEqualTo(ask(all, "sample", "entry", "size=4", "seed=43"));
    }

    @Test
    void unapprovedFindsWhatAFaultyLedgerLetThrough() {
        assertThat(ask(faulty, "unapproved", "change || ': ' || finding"))
                .containsExactly("orders/4: it was never released");
        assertThat(ask(all, "unapproved", "change")).isEmpty();
    }

    @Test
    void selfApprovedFindsTheAuthorsApproval() {
        assertThat(ask(all, "self-approved", "change || ' ' || person || ' ' || others || ' ' || policy"))
                .containsExactly("orders/2 ann 0 while-alone");
        assertThat(ask(clean, "self-approved", "change")).isEmpty();
    }

    @Test
    void sodFindsPeopleWithTwoDuties() {
        assertThat(ask(all, "sod", "change || ' ' || person || ': ' || duties", "from=2026-02-06", "to=2026-02-09"))
                .containsExactly("orders/2 ann: applier, approver, author, releaser");
        assertThat(ask(clean, "sod", "change || ' ' || person || ': ' || duties || ' as ' || acting_as"))
                .as("ann answers for the agents")
                .containsExactly("orders/1 ann: applier, approver as agent-eu, agent-staging, ann");
        assertThat(ask(clean, "sod", "change", "from=2026-03-01")).isEmpty();
    }

    @Test
    void emergencySaysWhetherSomebodyLooked() {
        assertThat(ask(all, "emergency", "change || ' ' || reviewed_by || ' ' || coalesce(finding, 'in time')"))
                .containsExactly("orders/2 ben in time");
        assertThat(ask(all, "emergency", "finding", "within=0")).containsExactly("reviewed late");
        assertThat(ask(clean, "emergency", "change")).isEmpty();
    }

    @Test
    void failuresSayWhatMendedThem() {
        assertThat(ask(all, "failures", "change || ' ' || outcome || ' ' || (mended_entry IS NOT NULL)"))
                .containsExactly("orders/3 failed true", "orders/3 rolled-back false");
        assertThat(ask(clean, "failures", "change")).isEmpty();
    }

    @Test
    void whoTouchedFollowsAColumn() {
        assertThat(ask(all, "who-touched", "change || ' ' || verb || ' ' || kind", "object=customers.currency"))
                .containsExactly("orders/1 create table", "orders/1 create column", "orders/2 alter column");
        assertThat(ask(all, "who-touched", "change", "object=customers.id"))
                .contains("orders/1", "orders/3")
                .doesNotContain("orders/2");
        assertThat(ask(all, "who-touched", "change", "object=nothing")).isEmpty();
    }

    @Test
    void voidsShowWhoTried() {
        assertThat(ask(all, "voids", "void_kind || ' ' || actor")).containsExactly("forbidden mallory");
        assertThat(ask(all, "voids", "actor", "kind=stale")).isEmpty();
        assertThat(ask(clean, "voids", "actor")).isEmpty();
    }

    @Test
    void stateIsThatOfTheTime() {
        String what = "concat_ws(' ', kind, coalesce(object_name, table_name), type)";
        assertThat(ask(all, "state", what, "service=orders", "as-of=2026-02-03"))
                .containsExactly("table customers", "column currency text", "column id bigint");
        assertThat(ask(all, "state", what, "service=orders"))
                .containsExactly("table customers", "column currency varchar(3)", "column id bigint");
        assertThat(ask(all, "state", what, "service=orders", "as-of=2026-01-01"))
                .isEmpty();
        assertThat(ask(
                        all,
                        "schema-diff",
                        "difference || ' ' || object_name || ' ' || old_type || ' ' || new_type",
                        "service=orders",
                        "target=orders@eu",
                        "from=2026-02-03"))
                .containsExactly("changed currency text varchar(3)");
    }

    @Test
    void rolesAreThoseOfTheTime() {
        assertThat(ask(all, "roles", "role", "actor=ben")).containsExactly("approver", "author");
        assertThat(ask(all, "roles", "role", "actor=ben", "as-of=2026-01-01")).isEmpty();
    }

    @Test
    void activityIsAllOfSomebodysEntries() {
        assertThat(ask(all, "activity", "event || ' ' || by_key", "actor=ben"))
                .containsExactly(
                        "ChangeProposed true", "EmergencyReviewed true", "ChangeProposed true", "ChangeProposed true");
        assertThat(ask(all, "activity", "event || ' ' || accepted", "actor=mallory"))
                .containsExactly("NoteAdded false");
        assertThat(ask(all, "activity", "event", "actor=nobody")).isEmpty();
    }

    @Test
    void integrityFindsNothingInAWholeLog() {
        assertThat(ask(clean, "integrity", "finding")).containsOnly("null");
        assertThat(ask(all, "integrity", "coalesce(what || ': ' || finding, '')"))
                .contains("void: forbidden: somebody tried what they may not: see the report voids");
    }

    @Test
    void windowsFindTheWeekend() {
        assertThat(ask(all, "windows", "change || ' ' || weekday")).containsExactly("orders/2 Saturday");
        assertThat(ask(all, "windows", "change", "window=Mon-Sun 00:00-24:00")).isEmpty();
    }

    @Test
    void pathFindsWhatSkippedStaging() {
        assertThat(ask(all, "path", "change || ': ' || coalesce(finding, 'fine')"))
                .containsExactly(
                        "orders/1: fine",
                        "orders/2: it was not applied there at all",
                        "orders/3: it was not applied there at all");
    }

    @Test
    void sayWhatTheyNeedAndTake() {
        assertThatThrownBy(() -> answer(all, "change")).isInstanceOfSatisfying(QueryException.class, refused -> {
            assertThat(refused).hasMessage("report change needs --change");
            assertThat(refused.nextStep()).contains("It needs --change");
        });
        assertThatThrownBy(() -> answer(all, "population", "seed=1")).hasMessage("report population takes no --seed");
        assertThatThrownBy(() -> answer(all, "population", "from=yesterday"))
                .hasMessage("--from 'yesterday' can't be read");
    }

    private static List<String> ask(FedStore store, String name, String what, String... parameters) {
        AuditReport report = AuditReports.find(name).orElseThrow();
        try (StoreReader reader = new AuditStore(folder).read(store, null)) {
            return Story.lines(reader.ask(
                    "SELECT %s FROM (%s\n)".formatted(what, report.sql()),
                    report.variables(given(parameters), NOW),
                    100));
        }
    }

    private static Answer answer(FedStore store, String name, String... parameters) {
        AuditReport report = AuditReports.find(name).orElseThrow();
        try (StoreReader reader = new AuditStore(folder).read(store, null)) {
            return reader.ask(report.sql(), report.variables(given(parameters), NOW), 100);
        }
    }

    private static Map<ReportParameter, String> given(String... parameters) {
        Map<ReportParameter, String> given = new EnumMap<>(ReportParameter.class);
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            given.put(ReportParameter.of(parameter.substring(0, equals)), parameter.substring(equals + 1));
        }
        return given;
    }
}
