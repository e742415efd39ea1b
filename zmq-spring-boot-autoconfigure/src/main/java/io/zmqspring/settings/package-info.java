/**
 * Immutable records, one per section of {@code application.yml}, and their checks.
 */
@NullMarked
package io.zmqspring.settings;

import org.jspecify.annotations.NullMarked;
