package dev.quipu.shell.session;

import dev.quipu.consumers.trail.TrailException;
import dev.quipu.ledger.LedgerException;
import dev.quipu.ledger.audit.QueryException;
import dev.quipu.ledger.key.KeyException;
import dev.quipu.ledger.key.SigningException;
import dev.quipu.shell.cli.CommandFailure;
import dev.quipu.shell.cli.ExitCode;
import dev.quipu.shell.cli.run.FailureTranslator;
import dev.quipu.shell.config.ConfigException;
import dev.quipu.shell.node.NodeException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What exceptions of the ledger and the node mean to the operator. */
@Component
class Failures implements FailureTranslator {

    @Override
    public Optional<CommandFailure> translate(Throwable thrown) {
        return switch (thrown) {
            case LedgerException.Unavailable e ->
                Optional.of(new CommandFailure(ExitCode.UNREACHABLE, message(e), e.nextStep(), e));
            case LedgerException.Denied e ->
                Optional.of(new CommandFailure(ExitCode.REFUSED, message(e), e.nextStep(), e));
            case LedgerException.Unusable e ->
                Optional.of(new CommandFailure(ExitCode.FAILED, message(e), e.nextStep(), e));
            case TrailException e -> Optional.of(new CommandFailure(ExitCode.FAILED, message(e), e.nextStep(), e));
            case QueryException e -> Optional.of(new CommandFailure(ExitCode.USAGE, message(e), e.nextStep(), e));
            case KeyException e -> Optional.of(new CommandFailure(ExitCode.USAGE, message(e), e.nextStep(), e));
            case SigningException e -> Optional.of(new CommandFailure(ExitCode.FAILED, message(e), "", e));
            case NodeException e -> Optional.of(new CommandFailure(ExitCode.UNREACHABLE, message(e), "", e));
            case ConfigException e -> Optional.of(new CommandFailure(ExitCode.USAGE, message(e), "", e));
            default -> Optional.empty();
        };
    }

    private static String message(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }
}
