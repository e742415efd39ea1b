/**
 * What tests with several processes need: peers in Python and in further JVMs.
 */
@NullMarked
package io.zmqspring.support;

import org.jspecify.annotations.NullMarked;
