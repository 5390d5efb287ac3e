package dev.quipu.ledger.kafka;

import dev.quipu.ledger.LedgerException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a ledger's topic as it is, also at one that can't be opened: its settings, its replicas, and what this user
 * may do.
 */
public final class LedgerCheck {

    private static final List<String> SHOWN = List.of(
            "cleanup.policy",
            "retention.ms",
            "retention.bytes",
            "message.timestamp.type",
            "max.message.bytes",
            "min.insync.replicas",
            "unclean.leader.election.enable");

    private static final Set<AclOperation> READING =
            EnumSet.of(AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS, AclOperation.READ);
    private static final Set<AclOperation> UNNEEDED =
            EnumSet.of(AclOperation.DELETE, AclOperation.ALTER, AclOperation.ALTER_CONFIGS);

    private final KafkaSettings settings;
    private final List<Result> results = new ArrayList<>();

    private LedgerCheck(KafkaSettings settings) {
        this.settings = settings;
    }

    /** How good something is. */
    public enum Verdict {
        /** As it should be. */
        OK,
        /** Works, and could go wrong. */
        RISKY,
        /** No ledger can be opened like this. */
        UNSAFE
    }

    /**
     * One thing that was looked at.
     *
     * @param what it is
     * @param value what it is like
     * @param advice what is wrong and what to do; empty if nothing is
     */
    public record Result(String what, Verdict verdict, String value, String advice) {}

    /**
     * Looks at everything.
     *
     * @throws LedgerException if no broker answers
     */
    public static List<Result> run(KafkaSettings settings) {
        LedgerCheck check = new LedgerCheck(settings);
        try (Admin admin = KafkaLedger.admin(settings)) {
            check.look(new TopicGuard(admin, settings).facts());
        } catch (LedgerException.Denied e) {
            check.add("rights", Verdict.UNSAFE, String.valueOf(e.getMessage()), e.nextStep());
        } catch (KafkaException e) {
            throw AdminCalls.refused(settings, e);
        }
        return List.copyOf(check.results);
    }

    private void look(@Nullable TopicFacts facts) {
        if (facts == null) {
            add("topic", Verdict.UNSAFE, settings.topic(), "There is no such topic. Make one: quipu ledger init");
            return;
        }
        Map<String, TopicFinding> findings = new LinkedHashMap<>();
        TopicRules.findings(settings, facts).forEach(finding -> findings.put(finding.what(), finding));
        add("brokers", Verdict.OK, Integer.toString(facts.brokers()), "");
        add("cluster", Verdict.OK, facts.clusterId(), "");
        add("topic", Verdict.OK, "%s, id %s".formatted(settings.topic(), facts.topicId()), "");
        judge("partitions", Integer.toString(facts.partitions()), findings);
        judge("replicas", Integer.toString(facts.replicas()), findings);
        judge("beginning", facts.first() == 0 ? "there" : "gone", findings);
        for (String name : SHOWN) {
            ConfigEntry entry = facts.config().get(name);
            judge(name, entry == null ? "unknown" : value(entry), findings);
        }
        rights(facts.allowed());
        List.copyOf(findings.keySet()).forEach(what -> judge(what, "", findings));
    }

    private static String value(ConfigEntry entry) {
        String source = entry.source().toString().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "%s (from %s)".formatted(entry.value(), source);
    }

    /** Takes what was found about it out of {@code findings}. */
    private void judge(String what, String value, Map<String, TopicFinding> findings) {
        TopicFinding finding = findings.remove(what);
        if (finding == null) {
            add(what, Verdict.OK, value, "");
        } else {
            add(
                    what,
                    finding.unsafe() ? Verdict.UNSAFE : Verdict.RISKY,
                    value,
                    finding.message() + ". " + finding.nextStep());
        }
    }

    /**
     * Sets what is unsafe on the topic to what a ledger needs. What an import has not finished stays as it is.
     *
     * @return the settings that were set
     * @throws LedgerException if there is no topic, or this user may not
     */
    public static List<String> mend(KafkaSettings settings) {
        try (Admin admin = KafkaLedger.admin(settings)) {
            return new TopicGuard(admin, settings).mend();
        } catch (KafkaException e) {
            throw AdminCalls.refused(settings, e);
        }
    }

    private void rights(@Nullable Set<AclOperation> allowed) {
        if (allowed == null) {
            add("rights", Verdict.OK, "unknown: the cluster doesn't tell", "");
            return;
        }
        String names = allowed.stream()
                .map(right -> right.toString().toLowerCase(Locale.ROOT).replace('_', ' '))
                .sorted()
                .collect(Collectors.joining(", "));
        Set<AclOperation> tooMany = EnumSet.copyOf(UNNEEDED);
        tooMany.retainAll(allowed);
        if (!allowed.containsAll(READING)) {
            add(
                    "rights",
                    Verdict.UNSAFE,
                    names,
                    "This user can't read the ledger: it needs describe, describe configs and read.");
        } else if (!tooMany.isEmpty()) {
            add(
                    "rights",
                    Verdict.RISKY,
                    names,
                    "This user may delete the topic or change its settings, which nobody needs after ledger init and"
                            + " ledger import.");
        } else if (!allowed.contains(AclOperation.WRITE)) {
            add("rights", Verdict.OK, names + ": may read and not write", "");
        } else {
            add("rights", Verdict.OK, names, "");
        }
    }

    private void add(String what, Verdict verdict, String value, String advice) {
        results.add(new Result(what, verdict, value, advice));
    }
}
