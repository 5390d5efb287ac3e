/** Tests of importing other tools' migrations. */
@NullMarked
package dev.quipu.consumers.importer;

import org.jspecify.annotations.NullMarked;
