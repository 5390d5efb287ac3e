package dev.quipu.consumers.agent;

import dev.quipu.ledger.change.SubjectStep;
import dev.quipu.schemas.registry.RegistryException;
import dev.quipu.schemas.registry.SchemaRegistry;
import dev.quipu.schemas.registry.SchemaText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a subject step. The registry comes first and the step's history row after it: a schema that is registered twice
 * is registered once.
 */
final class SubjectRun {

    private static final Logger LOG = LoggerFactory.getLogger(SubjectRun.class);
    private static final int TRIES = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int LONGEST_MESSAGE = 1_000;

    private final @Nullable SchemaRegistry registry;

    SubjectRun(@Nullable SchemaRegistry registry) {
        this.registry = registry;
    }

    /** Registers it. The failure, or null if it is registered. */
    @Nullable
    Failure register(SubjectStep step) throws InterruptedException {
        if (registry == null) {
            return Failure.subject(
                    "this agent has no schema registry for subject %s: give it registry.url, and start it again"
                            .formatted(step.subject()));
        }
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                registry.subjectNamed(step.subject())
                        .add(new SchemaText(step.type(), step.schema()), step.compatibility());
                return null;
            } catch (RegistryException.Unreachable e) {
                if (attempt == TRIES) {
                    return failure(e);
                }
                LOG.info("{}; trying again in {} s", e.getMessage(), pause.toSeconds());
                Thread.sleep(pause);
                pause = pause.multipliedBy(2);
            } catch (RegistryException.Refused | RegistryException.Unauthorised e) {
                return failure(e);
            }
        }
    }

    private static Failure failure(RegistryException e) {
        String message = String.valueOf(e.getMessage());
        return Failure.subject(
                message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message);
    }
}
