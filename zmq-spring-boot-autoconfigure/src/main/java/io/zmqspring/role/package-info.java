/**
 * The roles an application plays: publisher, subscriber; their settings, life cycle and
 * statistics.
 */
@NullMarked
package io.zmqspring.role;

import org.jspecify.annotations.NullMarked;
