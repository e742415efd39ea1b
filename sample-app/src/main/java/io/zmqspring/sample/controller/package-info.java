/**
 * The controller: hands out the camera's pictures to workers, collects what they make of
 * them, and says how many and how fast.
 */
@NullMarked
package io.zmqspring.sample.controller;

import org.jspecify.annotations.NullMarked;
