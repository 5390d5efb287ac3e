package dev.quipu.shell.node;

import dev.quipu.shell.config.QuipuConfig;
import dev.quipu.shell.config.QuipuHome;

/**
 * What the local node gives to its workers.
 *
 * @param bootstrapServers the embedded broker
 * @param connections which targets this node works for
 * @param connector opens them
 */
public record NodeContext(
        QuipuHome home,
        QuipuConfig config,
        String bootstrapServers,
        Connections connections,
        TargetConnector connector) {}
