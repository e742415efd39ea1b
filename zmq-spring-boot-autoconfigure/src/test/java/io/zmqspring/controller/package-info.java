/**
 * Tests of controllers.
 */
@NullMarked
package io.zmqspring.controller;

import org.jspecify.annotations.NullMarked;
