/**
 * The camera: pictures, telemetry of its host and heartbeats go out, commands come in.
 */
@NullMarked
package io.zmqspring.sample.camera;

import org.jspecify.annotations.NullMarked;
