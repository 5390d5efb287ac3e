package dev.quipu.ledger.change;

import static dev.quipu.ledger.change.ChangeFiles.GOOD;
import static dev.quipu.ledger.change.ChangeFiles.SMALL;
import static dev.quipu.ledger.change.ChangeFiles.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.ledger.event.ChangeId;
import dev.quipu.ledger.event.Digest;
import dev.quipu.ledger.event.Phase;
import dev.quipu.ledger.event.StepOutline;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeFileParserTest {

    @Test
    void readsEveryKey() {
        ChangeFile file = ChangeFiles.valid(GOOD);

        assertThat(file.id()).isEqualTo(ChangeId.parse("orders/7"));
        assertThat(file.name()).isEqualTo("add-currency");
        assertThat(file.ticket()).isEqualTo("SHOP-12");
        assertThat(file.phase()).isEqualTo(Phase.MIGRATE);
        assertThat(file.requires()).containsExactly(ChangeId.parse("billing/3"), ChangeId.parse("orders/6"));
        assertThat(file.notes()).containsExactly("asked for by finance");
        assertThat(file.isReversible()).isTrue();
        assertThat(file.fileName()).isEqualTo(ChangeFiles.NAME);
        assertThat(file.steps())
                .containsExactly(
                        new Step.SqlStep(
                                "add column",
                                "ALTER TABLE orders ADD COLUMN currency text;\n",
                                "ALTER TABLE orders DROP COLUMN currency",
                                true),
                        new Step.SqlStep(
                                "step 2",
                                "CREATE INDEX CONCURRENTLY i ON orders (currency)",
                                "DROP INDEX CONCURRENTLY i",
                                false),
                        new Step.VerifyStep("step 3", "SELECT count(*) FROM orders WHERE currency IS NULL", "0"),
                        new Step.VerifyStep("step 4", "SELECT 1 FROM orders WHERE currency = ''", null));
    }

    @Test
    void outlinesItsSteps() {
        String yaml = SMALL + "  - sql: DROP TABLE t\n  - verify: SELECT 1\nirreversible: data is gone\n";

        assertThat(ChangeFiles.valid(yaml).steps().stream().map(Step::outline))
                .containsExactly(
                        new StepOutline("step 1", "sql", true),
                        new StepOutline("step 2", "sql", false),
                        new StepOutline("step 3", "verify", true));
    }

    @Test
    void keepsTheBytesAsTheyAre() {
        byte[] bytes = ("\uFEFF" + SMALL.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8);

        assertThat(ChangeFileParser.parse(ChangeFiles.NAME, bytes))
                .isInstanceOfSatisfying(
                        ParsedChange.Valid.class,
                        valid -> assertThat(valid.content().digest()).isEqualTo(Digest.of(bytes)));
    }

    @Test
    void reportsAllProblemsWithTheirLinesAndFixes() {
        String yaml = """
            service: Orders
            number: seven
            fase: expand
            phase: expnd
            requires: [orders]
            intent: '  '
            colour: red
            intent: again
            steps:
              - sql: ' '
                rolback: x
              - name: a
                sql: SELECT 1
                transaction: maybe
              - name: a
                verify: SELECT 1
                rollback: SELECT 2
              - sql: [SELECT 1]
                verify: SELECT 1
              - nothing
            """;

        assertThat(problems(yaml))
                .extracting(problem -> problem.replace(ChangeFiles.NAME + ":", ""))
                .containsExactly(
                        "1: service name 'Orders': use lower-case letters, digits, '_' and '-', at most 63. Write the"
                                + " name as `service list` shows it.",
                        "1: 'name' is missing. Give the change a short name such as 'add-currency'.",
                        "2: number 'seven' is not a positive whole number. Write it as digits without quotes, leading"
                                + " zeros or sign, from 1 to 999999999.",
                        "3: unknown key 'fase'. Did you mean 'phase'?",
                        "4: phase 'expnd' is unknown. Did you mean 'expand'?",
                        "5: change 'orders': write it as service/number. Write it like 'orders/7'.",
                        "6: 'intent' is blank. Give it a text or remove it.",
                        "7: unknown key 'colour'. The keys here are service, number, name, intent, ticket, phase,"
                                + " requires, notes, deprecates, steps, irreversible, waive-backup.",
                        "8: key 'intent' appears twice. Keep one of the two.",
                        "10: 'sql' is blank. Give it a text or remove it.",
                        "11: unknown key 'rolback'. Did you mean 'rollback'?",
                        "12: sql step 'a' has no 'rollback'. Add one, or say 'irreversible: <reason>' at the top of"
                                + " the file.",
                        "14: transaction 'maybe' is unknown. Write 'one' (the default) or 'none'.",
                        "15: two steps are named 'a'. Give each step a name of its own.",
                        "17: a verify step has no 'rollback'. Remove it.",
                        "18: step 4 has 'sql', 'verify'. A step has exactly one of the keys 'sql', 'backfill',"
                                + " 'verify', 'backup', 'subject', 'toggle'.",
                        "20: step 5 is not a mapping. Write '- sql: |' or '- verify: …'.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "lock-timeout: 2h | 'lock-timeout' is 2h. Write 1ms to 1h; leave it out for the agent's default.",
                "lock-timeout: 0s | 'lock-timeout' is 0s. Write 1ms to 1h; leave it out for the agent's default.",
                "statement-timeout: 8d | 'statement-timeout' is 8d. Write 1ms to 7d; leave it out",
                "lock-retry-for: soon | 'lock-retry-for' is no duration: soon. Write digits and a unit"
            })
    void refusesTimeoutsOutOfRange(String line, String problem) {
        assertThat(problems(SMALL + "    " + line)).singleElement().asString().contains(problem);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "+7", "1.5", "'\"7\"'", "0x7", "07", "99999999999", "~"})
    void refusesANumberThatIsNoPositiveWholeNumber(String number) {
        assertThat(problems(SMALL.replace("number: 7", "number: " + number)))
                .singleElement()
                .asString()
                .startsWith("0007-add-currency.yaml:2: number ")
                .contains("is not a positive whole number");
    }

    @Test
    void refusesAnotherNumberThanTheFileNames() {
        assertThat(problems(SMALL.replace("number: 7", "number: 8")))
                .containsExactly("0007-add-currency.yaml:2: number is 8, but the file's name begins with 7."
                        + " Rename the file or correct the number.");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] bytes = SMALL.replace("Prices", "Pr\u00e9ces").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(problems(bytes))
                .containsExactly("0007-add-currency.yaml:4: the line holds bytes that are not UTF-8."
                        + " Save the file as UTF-8.");
        assertThat(problems(new byte[] {'a', '\n', (byte) 0xE2, (byte) 0x82}))
                .singleElement()
                .asString()
                .startsWith("0007-add-currency.yaml:2:");
    }

    @Test
    void refusesMoreThanOneDocument() {
        assertThat(problems(SMALL + "---\n" + SMALL))
                .containsExactly("0007-add-currency.yaml:9: a second YAML document begins."
                        + " Put each change into a file of its own.");
    }

    @Test
    void refusesWhatIsNoMapping() {
        assertThat(problems("")).singleElement().asString().contains("the file is empty");
        assertThat(problems("# only a remark\n")).singleElement().asString().contains("the file is empty");
        assertThat(problems("- a\n")).singleElement().asString().contains("not a mapping");
        assertThat(problems("{a: 1, [b]: 2}")).anyMatch(problem -> problem.contains("a key is not a word"));
    }

    @Test
    void namesTheLineOfASyntaxError() {
        assertThat(problems(SMALL.replace("name: add-currency", "name: 'add-currency")))
                .singleElement()
                .asString()
                .contains("not valid YAML");
        assertThat(problems("service: a\n\tnumber: 7\n"))
                .singleElement()
                .asString()
                .startsWith("0007-add-currency.yaml:2: not valid YAML");
    }

    @Test
    void refusesBombs() {
        String aliases = "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n";
        assertThat(problems(aliases)).singleElement().asString().contains(":2: an alias stands for a value");
        assertThat(problems("[".repeat(100_000))).singleElement().asString().contains("nested deeper");
        assertThat(problems("- ".repeat(100_000))).singleElement().asString().contains("nested deeper");
        assertThat(problems("a: !!binary aGk=")).singleElement().asString().contains("a tag stands before a value");
    }

    @Test
    void refusesAFileThatFitsNoRecord() {
        String padding = "#" + "x".repeat(ChangeFile.MAX_BYTES - SMALL.length() - 1);

        assertThat(problems(SMALL + padding)).isEmpty();
        assertThat(problems(SMALL + padding + "x"))
                .containsExactly("0007-add-currency.yaml: the file is larger than 4,128,768 bytes."
                        + " Split the change, or load the data from outside a change file.");
    }

    @Test
    void wantsAWayBackOrAReasonWhyThereIsNone() {
        String oneWay = SMALL.replace("    rollback: SELECT 2\n", "");

        assertThat(problems(oneWay)).singleElement().asString().contains("no 'rollback'");
        assertThat(problems(oneWay + "irreversible: data is gone\n")).isEmpty();
        assertThat(ChangeFiles.valid(oneWay + "irreversible: data is gone\n").isReversible())
                .isFalse();
        assertThat(problems(SMALL + "irreversible: why not\n"))
                .singleElement()
                .asString()
                .startsWith("0007-add-currency.yaml:8: the change is called irreversible, but");
    }

    @Test
    void allowsScriptsOfCommentsOnly() {
        assertThat(problems(SMALL.replace("SELECT 1", "-- nothing on this database")))
                .isEmpty();
    }

    @Test
    void refusesStepsThatAreNone() {
        String head = SMALL.substring(0, SMALL.indexOf("steps"));
        for (String steps : List.of("", "steps: []", "steps:", "steps: {a: 1}")) {
            assertThat(problems(head + steps)).as(steps).hasSize(1);
        }
    }

    @Test
    void refusesToRequireWhatComesLater() {
        assertThat(problems(SMALL + "requires: [orders/7, orders/8, billing/9, billing/9]"))
                .satisfiesExactly(
                        own -> assertThat(own).contains("orders/7 requires orders/7, which does not come before it"),
                        later -> assertThat(later).contains("orders/7 requires orders/8"),
                        twice -> assertThat(twice).contains("billing/9 is required twice"));
    }
}
