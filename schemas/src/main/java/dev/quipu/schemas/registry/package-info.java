/** A client for schema registries that speak Confluent's REST API. */
@NullMarked
package dev.quipu.schemas.registry;

import org.jspecify.annotations.NullMarked;
