/**
 * The dashboard: says what arrives and how old it is, and sends the camera commands.
 */
@NullMarked
package io.zmqspring.sample.dashboard;

import org.jspecify.annotations.NullMarked;
