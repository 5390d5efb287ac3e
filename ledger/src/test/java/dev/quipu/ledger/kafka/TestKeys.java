package dev.quipu.ledger.kafka;

import dev.quipu.ledger.event.Actor;
import dev.quipu.ledger.key.Keyring;
import dev.quipu.ledger.key.PrivateKey;
import dev.quipu.ledger.key.Signer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A key for whoever asks. */
public final class TestKeys implements Keyring {

    private final Map<Actor, PrivateKey> keys = new ConcurrentHashMap<>();

    @Override
    public Signer signer(Actor actor) {
        return keys.computeIfAbsent(actor, key -> PrivateKey.generate());
    }
}
