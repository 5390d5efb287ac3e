/** What Quipu knows of database products: their SQL, and what differs when changes are applied to them. */
@NullMarked
package dev.quipu.consumers.dialect;

import org.jspecify.annotations.NullMarked;
