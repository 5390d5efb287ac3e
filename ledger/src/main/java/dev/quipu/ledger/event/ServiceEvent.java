package dev.quipu.ledger.event;

/** Events of a service. */
public sealed interface ServiceEvent extends LedgerEvent {

    /** The service. */
    ServiceName service();

    @Override
    default StreamId stream() {
        return StreamId.of(service());
    }

    /**
     * A service and its schema are known from now on.
     *
     * @param dialect the database product, such as {@code postgresql}
     */
    record ServiceRegistered(ServiceName service, String dialect, String owner, String description)
            implements ServiceEvent {}
}
