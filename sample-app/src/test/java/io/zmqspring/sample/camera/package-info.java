/**
 * Tests of the camera.
 */
@NullMarked
package io.zmqspring.sample.camera;

import org.jspecify.annotations.NullMarked;
