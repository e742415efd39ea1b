/**
 * Interoperation with programs in Python and with other JVMs.
 */
@NullMarked
package io.zmqspring.scenario.interop;

import org.jspecify.annotations.NullMarked;
