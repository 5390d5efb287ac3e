/** Ed25519 keys and what is signed with them. */
@NullMarked
package dev.quipu.ledger.key;

import org.jspecify.annotations.NullMarked;
