package dev.quipu.ledger.state;

import dev.quipu.ledger.event.ServiceEvent.ServiceRegistered;
import dev.quipu.ledger.event.ServiceName;

/** Rules of services. */
final class ServiceRules {

    private ServiceRules() {}

    static Ruling apply(LedgerState state, Stamp stamp, ServiceRegistered event) {
        ServiceState known = state.service(event.service());
        if (known != null) {
            return Ruling.conflict(
                    "service %s exists already, registered by %s"
                            .formatted(event.service(), known.registered().actor()),
                    "Use it, or choose another name.",
                    known.registered().id());
        }
        return new Ruling.Legal(state.with(ServiceState.registered(event, stamp)));
    }

    static Ruling unknown(ServiceName service) {
        return Ruling.unknown(
                "there is no service %s".formatted(service),
                "Register it: quipu service add %s --dialect postgresql".formatted(service));
    }
}
