package dev.quipu.shell.audit;

import dev.quipu.ledger.audit.AuditReport;
import dev.quipu.ledger.audit.AuditReports;
import dev.quipu.ledger.audit.FileKind;
import dev.quipu.ledger.audit.ReportParameter;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Details;
import dev.quipu.shell.cli.output.Listing;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Argument;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Commands that answer what auditors ask. */
@Component
class ReportCommands {

    private final AuditDesk desk;
    private final Console console;

    ReportCommands(AuditDesk desk, Console console) {
        this.desk = desk;
        this.console = console;
    }

    @Command(name = "audit reports", group = "Audit", description = "List the reports, or say what one answers")
    @Examples({"audit reports", "audit reports unapproved"})
    void reports(
            @Argument(index = 0, description = "the report; all if left out") @CompletedBy("reportNames") @Nullable
                    String name) {
        if (name == null) {
            console.print(Listing.of(
                    AuditReports.all(),
                    Column.of("report", AuditReport::name),
                    Column.of("questions", AuditReport::questions),
                    Column.of("title", AuditReport::title)));
            return;
        }
        AuditReport report = find(name);
        Details details = Details.empty()
                .with("report", report.name())
                .with("title", report.title())
                .with("questions", report.questions())
                .with("explanation", report.explanation());
        console.print(details.with("parameters", parameters(report)));
    }

    private record Parameter(String name, String value, String description) {}

    private static Listing parameters(AuditReport report) {
        List<Parameter> parameters = Stream.concat(
                        report.needs().stream()
                                .map(needed -> new Parameter(needed.word(), "(needed)", needed.description())),
                        report.takes().entrySet().stream()
                                .map(taken -> new Parameter(
                                        taken.getKey().word(),
                                        taken.getValue(),
                                        taken.getKey().description())))
                .toList();
        return Listing.of(
                parameters,
                Column.of("name", Parameter::name),
                Column.of("standard", Parameter::value),
                Column.of("description", Parameter::description));
    }

    @Command(name = "audit report", group = "Audit", description = "Answer a question that auditors ask")
    @Examples({
        "audit report population --from 2026-01-01 --to 2026-12-31 --with label=env=prod",
        "audit report who-touched customers.iban",
        "audit report sample --size 40 --seed 7281 --file sample.csv"
    })
    void report(
            @Argument(index = 0, description = "the report; see audit reports") @CompletedBy("reportNames") String name,
            @Argument(index = 1, description = "what it needs: a change, a service, a table, somebody") @Nullable
                    String about,
            @Option(description = "first day or moment in UTC") @Nullable String from,
            @Option(description = "last day or moment in UTC") @Nullable String to,
            @Option(description = "day or moment in UTC of which the state is shown") @Nullable String asOf,
            @Option(description = "how many rows to draw") @Nullable String size,
            @Option(description = "word or number that decides the draw") @Nullable String seed,
            @Option(description = "any parameter as name=value, such as label=env=prod; may be repeated")
                    List<ReportSetting> with,
            @Option(description = "write the answer to this file, which isn't there yet") @Nullable Path file,
            @Option(description = "csv, json or parquet; what the file's name ends with if left out") @Nullable
                    FileKind kind,
            @Option(description = "ask the store as it is, without the ledger") boolean asIs)
            throws InterruptedException {
        AuditReport report = find(name);
        Map<ReportParameter, String> given = new EnumMap<>(ReportParameter.class);
        with.forEach(setting -> given.put(setting.parameter(), setting.value()));
        put(given, ReportParameter.FROM, from);
        put(given, ReportParameter.TO, to);
        put(given, ReportParameter.AS_OF, asOf);
        put(given, ReportParameter.SIZE, size);
        put(given, ReportParameter.SEED, seed);
        if (about != null) {
            given.put(main(report), about);
        }
        answer(report, given, Destination.of(file, kind), asIs);
    }

    @Command(name = "audit voids", group = "Audit", description = "List the entries that don't count, and why")
    @Examples({"audit voids", "audit voids --kind forbidden --from 2026-01-01"})
    void voids(
            @Option(description = "stale, duplicate, forbidden, conflict, unknown, not-allowed or invalid") @Nullable
                    String kind,
            @Option(description = "first day or moment in UTC") @Nullable String from,
            @Option(description = "last day or moment in UTC") @Nullable String to)
            throws InterruptedException {
        Map<ReportParameter, String> given = new EnumMap<>(ReportParameter.class);
        put(given, ReportParameter.KIND, kind);
        put(given, ReportParameter.FROM, from);
        put(given, ReportParameter.TO, to);
        answer(find("voids"), given, Destination.of(null, null), false);
    }

    private void answer(AuditReport report, Map<ReportParameter, String> given, Destination destination, boolean asIs)
            throws InterruptedException {
        String text = given.entrySet().stream()
                .map(setting -> " " + setting.getKey().word() + "=" + setting.getValue())
                .collect(Collectors.joining("", report.name(), ""));
        Question question = new Question("report", text, report.sql(), report.variables(given, Instant.now()));
        desk.answer(
                question, destination, asIs, "The answer is empty. What that means: audit reports " + report.name());
    }

    private static void put(Map<ReportParameter, String> given, ReportParameter parameter, @Nullable String value) {
        if (value != null) {
            given.put(parameter, value);
        }
    }

    private static ReportParameter main(AuditReport report) {
        if (report.needs().isEmpty()) {
            throw CommandFailure.usage(
                    "report %s is about nothing in particular".formatted(report.name()),
                    "Give what it takes by name, such as --from 2026-01-01; see: audit reports " + report.name());
        }
        return report.needs().getFirst();
    }

    private static AuditReport find(String name) {
        return AuditReports.find(name)
                .orElseThrow(() -> CommandFailure.usage(
                        "there is no report %s".formatted(name), "See which there are: audit reports"));
    }
}
