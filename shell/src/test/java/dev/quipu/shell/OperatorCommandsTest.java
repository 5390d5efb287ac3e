package dev.quipu.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quipu.shell.OperatorShell.Ended;
import dev.quipu.shell.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that need a ledger and no agent: success, refusal, exit code and wording. */
class OperatorCommandsTest {

    @TempDir
    static Path home;

    @TempDir
    Path folder;

    private static OperatorShell shell;

    @BeforeAll
    static void start() throws IOException {
        shell = new OperatorShell(home);
        refuses(ExitCode.FAILED, "there is no ledger in topic", "Make one: quipu ledger init", "status");
        says("Made a ledger in topic " + shell.topic(), "ledger", "init", "--name", "shop");
        says("There is a ledger in topic", "ledger", "init");
        says("Registered service orders. Next: target add orders@NAME\n", "service", "add", "orders");
        says("Registered target orders@eu", "target", "add", "orders@eu", "--label", "env=prod");
    }

    @AfterAll
    static void stop() {
        shell.close();
    }

    @Test
    void refusesNamesThatAreTakenOrUnknown() {
        refuses(ExitCode.REFUSED, "service orders exists already, registered by ana", "", "service", "add", "orders");
        refuses(ExitCode.REFUSED, "target orders@eu exists already", "", "target", "add", "orders@eu");
        refuses(ExitCode.USAGE, "there is no service nix", "service add nix", "target", "add", "nix@eu");
        refuses(ExitCode.USAGE, "there is no service nix", "service list", "service", "show", "nix");
        refuses(ExitCode.USAGE, "there is no service nix", "service add nix", "change", "new", "nix", "x");
        refuses(ExitCode.USAGE, "there is no target orders@nix", "target list", "rollback", "orders@nix", "--yes");
        refuses(ExitCode.USAGE, "there is no target orders@nix", "", "target", "label", "orders@nix", "a=b");
        refuses(ExitCode.USAGE, "there is no target orders@nix", "", "target", "retire", "orders@nix", "--yes");
        refuses(ExitCode.USAGE, "there is no change orders/99", "change list", "change", "show", "orders/99");
        refuses(ExitCode.USAGE, "there is no change orders/99", "change list", "change", "approve", "orders/99");
        refuses(ExitCode.USAGE, "there is no rollout orders/r99", "rollout list", "rollout", "show", "orders/r99");
        refuses(ExitCode.USAGE, "orders has no change from 99", "", "rollout", "start", "orders/99", "--yes");
    }

    @Test
    void namesWrongFormsOnce() {
        refuses(ExitCode.USAGE, "SERVICE: service name 'Orders': use lower-case", "", "service", "add", "Orders");
        refuses(ExitCode.USAGE, "TARGET: target 'orders': write it as service@name.", "", "target", "add", "orders");
        refuses(ExitCode.USAGE, "CHANGE: change 'orders': write it as", "", "change", "show", "orders");
        refuses(ExitCode.USAGE, "'orders/0': change number '0' is not", "", "rollout", "start", "orders/0", "--yes");
        refuses(ExitCode.USAGE, "range 'orders/7..3': write it as", "", "change", "approve", "orders/7..3");
        refuses(ExitCode.USAGE, "ROLLOUT: rollout 'orders/9': write it", "", "rollout", "show", "orders/9");
        refuses(ExitCode.USAGE, "write a label as key=value", "", "target", "label", "orders@eu", "=x");
        refuses(ExitCode.USAGE, "change name 'Bad Name': use", "", "change", "new", "orders", "Bad Name");
    }

    @Test
    void setsAndRemovesLabels() {
        says("Labels of orders@eu: {env=prod, tier=canary}", "target", "label", "orders@eu", "tier=canary");
        says("Labels of orders@eu: {env=prod}", "target", "label", "orders@eu", "tier-");
        assertThat(done("target", "list", "--service", "orders").out()).contains("orders@eu", "env=prod");
    }

    @Test
    void retiresATargetForGood() {
        says("Registered target", "target", "add", "orders@old");
        refuses(ExitCode.USAGE, "Add --yes to confirm", "", "target", "retire", "orders@old");
        says("Retired orders@old.", "target", "retire", "orders@old", "--reason", "moved", "--yes");
        refuses(ExitCode.REFUSED, "target orders@old is retired", "", "target", "retire", "orders@old", "--yes");
        assertThat(done("status").out()).contains("orders@eu").doesNotContain("orders@old");
    }

    @Test
    void refusesConnectionsThatNobodyHereKeeps() {
        String url = "jdbc:postgresql://localhost:1/x";
        refuses(ExitCode.USAGE, "no local node here", "", "target", "add", "orders@a", "--embedded", "postgresql");
        refuses(ExitCode.USAGE, "--embedded takes only", "", "target", "add", "orders@a", "--embedded", "mysql");
        refuses(ExitCode.USAGE, "needs --user and one of", "", "target", "add", "orders@a", "--jdbc-url", url);
        refuses(ExitCode.USAGE, "belong to a --jdbc-url", "Add --jdbc-url.", "target", "add", "orders@a", "--user=x");
        refuses(ExitCode.USAGE, "no agent works on", "", addWithFile("jdbc:oracle:thin:@localhost/x"));
        refuses(ExitCode.USAGE, "carries a password", "", addWithFile(url + "?password=secret"));
        refuses(ExitCode.USAGE, "this shell uses a cluster", "Unset QUIPU_BOOTSTRAP_SERVERS", "up");
        refuses(ExitCode.USAGE, "this shell uses a cluster", "", "down");
    }

    private static String[] addWithFile(String url) {
        return new String[] {"target", "add", "orders@a", "--jdbc-url", url, "--user", "x", "--password-file", "f"};
    }

    @Test
    void writesAFileThatMustBeFilledIn() throws IOException {
        service("fresh");
        String dir = folder.toString();
        Path file = folder.resolve("0001-add-a.yaml");
        says("Wrote %s. Fill in".formatted(file), "change", "new", "fresh", "add-a", "--dir", dir);
        says("0002-add-b.yaml", "change", "new", "fresh", "add-b", "--dir", dir);
        refuses(ExitCode.USAGE, "0001-add-a.yaml: the steps are those of the template", "", "change", "check", dir);
        Files.writeString(
                file, Files.readString(file).replace("-- What to do. Replace this line with SQL.", "SELECT 1;"));
        says("1 change: no problems found.", "change", "check", file.toString());
    }

    @Test
    void refusesFilesThatCannotBeProposed() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "service: [");
        refuses(ExitCode.USAGE, "bad.yaml:", "1 problem; nothing was written", "change", "propose", bad.toString());
        Path empty = Files.createDirectory(folder.resolve("empty"));
        refuses(ExitCode.USAGE, "no change files in", "change new", "change", "propose", empty.toString());
        refuses(ExitCode.USAGE, "no such file or folder", "", "change", "propose", folder + "/nix");
        refuses(ExitCode.USAGE, "needs argument FILES", "Usage: change propose FILES", "change", "propose");
        Path stray = ChangeTexts.write(folder.resolve("stray"), "nix", 1, "SELECT 1;", "SELECT 1;");
        refuses(ExitCode.USAGE, "there is no service nix", "", "change", "propose", stray.toString());
    }

    @Test
    void keepsTheFirstContentOfANumber() throws IOException {
        service("twice");
        Path file = ChangeTexts.write(folder, "twice", 1, "SELECT 1;", "SELECT 1;");
        says("Proposed 1 change. Next: change approve twice/1\n", "change", "propose", file.toString());
        says("Nothing new: the ledger has 1 change already, as in the file.\n", "change", "propose", file.toString());
        ChangeTexts.write(folder, "twice", 2, "SELECT 2;", "SELECT 2;");
        says("Proposed 1 change; 1 is in the ledger already.", "change", "propose", folder.toString());
        ChangeTexts.write(folder, "twice", 1, "SELECT 3;", "SELECT 3;");
        Ended other = shell.run("change", "propose", folder.toString());
        assertThat(other.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(other.err())
                .contains("Proposed or found unchanged: 1.")
                .containsPattern("twice/1 exists already: 'change-1', proposed by ana in entry [0-9a-f-]{36}\\.\n")
                .contains("A change never changes");
        assertThat(done("change", "show", "twice/1", "--content").out()).contains("SELECT 1;");
    }

    @Test
    void decidesOnEachChangeOnce() throws IOException {
        service("review");
        for (int number : new int[] {1, 2, 3, 4}) {
            ChangeTexts.write(folder, "review", number, "SELECT 1;", "SELECT 1;");
        }
        done("change", "propose", folder.toString());
        refuses(ExitCode.USAGE, "needs option --reason", "", "change", "reject", "review/4");
        says("Rejected review/4.", "change", "reject", "review/4", "--reason", "no");
        says("Approved 3 changes. Next: rollout start review/1..4", "change", "approve", "review/1..4");
        refuses(ExitCode.REFUSED, "review/1 is approved already", "", "change", "approve", "review/1");
        refuses(ExitCode.REFUSED, "no change in review/1..4 waits", "change list", "change", "approve", "review/1..4");
        says("Withdrew review/3.", "change", "withdraw", "review/3", "--reason", "superseded");
        refuses(ExitCode.REFUSED, "review/3 ", "", "change", "withdraw", "review/3", "--reason", "again");
        says("Noted on review/1.", "change", "note", "review/1", "seen in staging");
        assertThat(done("change", "show", "review/1").out()).contains("seen in staging", "requires:       -");
        assertThat(done("change", "list", "--service", "review", "--state", "rejected", "-o", "csv")
                        .out())
                .contains("review/4,change-4,rejected");
        refuses(ExitCode.REFUSED, "service review has no targets", "target add", "rollout", "start", "review/1", "-y");
    }

    @Test
    void doesNotReleaseWhatNobodyApproved() throws IOException {
        service("unapproved");
        says("Registered", "target", "add", "unapproved@eu");
        Path file = ChangeTexts.write(folder, "unapproved", 1, "SELECT 1;", "SELECT 1;");
        done("change", "propose", file.toString());
        refuses(ExitCode.REFUSED, "unapproved/1 is not approved", "", "rollout", "start", "unapproved/1", "--yes");
        assertThat(done("status").err()).contains("to be reviewed: change list --state proposed");
    }

    @Test
    void importsIntoAnEmptyFolderOnly() throws IOException {
        service("imported");
        Path source = Files.createDirectory(folder.resolve("db"));
        for (String name : new String[] {"1_one", "2_two"}) {
            Files.writeString(source.resolve(name + ".up.sql"), "CREATE TABLE t_%s (id int);".formatted(name));
            Files.writeString(source.resolve(name + ".down.sql"), "DROP TABLE t_%s;".formatted(name));
        }
        Path out = Files.createDirectory(folder.resolve("out"));
        String[] command = {
            "change",
            "import",
            source.toString(),
            "--service",
            "imported",
            "--from",
            "golang-migrate",
            "--out",
            out.toString()
        };
        Files.writeString(out.resolve("0002-two.yaml"), "mine");
        refuses(ExitCode.USAGE, "0002-two.yaml exists already", "nothing was written", command);
        assertThat(list(out)).containsExactly("0002-two.yaml");
        Files.delete(out.resolve("0002-two.yaml"));
        says("Wrote 2 changes to", command);
        says("Proposed 2 changes. Next: change approve imported/1..2", "change", "propose", out.toString());
    }

    private static Stream<String> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    @Test
    void showsTheLedger() {
        assertThat(done("ledger", "info").out()).contains("name:", "shop", shell.topic());
        assertThat(done("ledger", "tail", "--last", "1", "-o", "csv").out().lines())
                .hasSize(2);
        refuses(ExitCode.USAGE, "--last -1: the number is 0 or more", "", "ledger", "tail", "--last=-1");
    }

    @Test
    void refusesAnAgentWithoutConfiguration() {
        refuses(ExitCode.USAGE, "There is no agent configuration", "", "agent", "--config", folder + "/nix");
    }

    private static void service(String name) {
        says("Registered service", "service", "add", name);
    }

    private static Ended done(String... words) {
        Ended ended = shell.run(words);
        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.DONE);
        return ended;
    }

    private static void says(String message, String... words) {
        assertThat(done(words).err()).contains(message);
    }

    private static void refuses(ExitCode code, String message, String nextStep, String... words) {
        Ended ended = shell.run(words);
        assertThat(ended.err())
                .contains(message)
                .contains(nextStep)
                .startsWith("error: ")
                .doesNotContainPattern("[^.]\\.\\.\n");
        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.out()).isEmpty();
    }
}
