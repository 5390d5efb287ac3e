package dev.quipu.shell.identity;

import dev.quipu.ledger.event.IdentityEvent.PolicySet;
import dev.quipu.ledger.event.SelfApproval;
import dev.quipu.ledger.event.ServiceName;
import dev.quipu.ledger.state.Authority;
import dev.quipu.ledger.state.Policy;
import dev.quipu.shell.cli.CompletedBy;
import dev.quipu.shell.cli.Examples;
import dev.quipu.shell.cli.output.Column;
import dev.quipu.shell.cli.output.Console;
import dev.quipu.shell.cli.output.Listing;
import dev.quipu.shell.session.LedgerAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.Option;
import org.springframework.stereotype.Component;

/** Commands about how changes are approved. */
@Component
class PolicyCommands {

    private static final String ALL = "(all others)";

    private final LedgerAccess access;
    private final Console console;

    PolicyCommands(LedgerAccess access, Console console) {
        this.access = access;
        this.console = console;
    }

    private record Row(String service, Policy policy) {}

    @Command(name = "policy show", group = "Identities", description = "Show how changes are approved")
    @Examples({"policy show", "policy show --output json"})
    void show() {
        Authority authority = access.state().authority();
        List<Row> rows = new ArrayList<>();
        authority.policies().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> rows.add(new Row(entry.getKey().toString(), entry.getValue())));
        rows.add(new Row(ALL, authority.common()));
        console.print(Listing.of(
                rows,
                Column.of("service", Row::service),
                Column.of("approvals", row -> row.policy().approvals()),
                Column.of("selfApproval", row -> row.policy().selfApproval())));
    }

    @Command(
            name = "policy set",
            group = "Identities",
            description = "Say how many people must approve a change, and who")
    @Examples({
        "policy set --approvals 2 --self-approval never --reason 'audit finding 12'",
        "policy set --service sandbox --self-approval always --reason 'nothing to lose'"
    })
    void set(
            @Option(description = "only this service's changes") @CompletedBy("serviceNames") @Nullable
                    ServiceName service,
            @Option(description = "how many people must approve", defaultValue = "1") int approvals,
            @Option(
                            description = "whether an author's own approval counts: never, while-alone or always",
                            defaultValue = "while-alone")
                    SelfApproval selfApproval,
            @Option(description = "why", required = true) String reason) {
        access.submit(
                dev.quipu.ledger.decide.Command.of(new PolicySet(service, approvals, selfApproval, reason), approvals));
        console.message("Changes of %s now need %d %s."
                .formatted(
                        service == null ? "all services without a policy of their own" : service,
                        approvals,
                        approvals == 1 ? "approval" : "approvals"));
    }
}
