package dev.quipu.shell.node;

import dev.quipu.ledger.Reply;
import dev.quipu.ledger.decide.Command;
import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.event.ActorKind;
import dev.quipu.ledger.event.Grant;
import dev.quipu.ledger.event.IdentityEvent.KeyEnrolled;
import dev.quipu.ledger.event.PublicKey;
import dev.quipu.ledger.event.Role;
import dev.quipu.ledger.kafka.KafkaLedger;
import dev.quipu.ledger.kafka.KafkaSettings;
import dev.quipu.ledger.key.KeyFolder;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is who in the ledger of the local node: whoever starts it first founds it, and lets the node's own keys in. */
final class LocalIdentities {

    private static final Logger LOG = LoggerFactory.getLogger(LocalIdentities.class);

    private static final Map<Actor, Role> OWN = Map.of(Actor.CONDUCTOR, Role.CONDUCTOR, Actor.NOTARY, Role.NOTARY);

    private final KafkaSettings settings;
    private final KeyFolder keys;
    private final Actor operator;

    LocalIdentities(NodeContext context, KafkaSettings settings) {
        this.settings = settings;
        this.keys = new KeyFolder(context.home().keys(), null);
        this.operator = new Actor(context.config().actor(), ActorKind.HUMAN);
    }

    /** Makes the ledger if there is none, with its founder's key; and lets the node's keys in if they aren't yet. */
    void establish() {
        KafkaSettings founding = settings.withKeyring(actor -> keys.ensure(actor.id()));
        if (KafkaLedger.initialise(founding, "local", operator)) {
            enrolOwn();
        }
    }

    private void enrolOwn() {
        try (KafkaLedger ledger = KafkaLedger.open(settings)) {
            OWN.forEach((actor, role) -> {
                PublicKey key = keys.ensure(actor.id()).publicKey();
                KeyEnrolled enrolled =
                        new KeyEnrolled(actor.id(), actor.kind(), key, List.of(Grant.everywhere(role)), operator.id());
                if (ledger.submit(operator, Command.of(enrolled, key))
                        instanceof Reply.Refused<PublicKey>(var reason)) {
                    LOG.warn("the key of {} is not let in: {}. {}", actor, reason.message(), reason.nextStep());
                }
            });
        }
    }
}
