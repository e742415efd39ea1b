/**
 * Tests of the controller.
 */
@NullMarked
package io.zmqspring.sample.controller;

import org.jspecify.annotations.NullMarked;
