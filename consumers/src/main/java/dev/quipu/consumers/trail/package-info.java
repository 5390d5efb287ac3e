/** The log as other systems' audit trails have it: CloudEvents or OCSF, in files, over syslog or over HTTP. */
@NullMarked
package dev.quipu.consumers.trail;

import org.jspecify.annotations.NullMarked;
