/**
 * The role of {@code zmq.controllers}: sends work to pools of workers and receives their
 * results (PUSH and PULL).
 */
@NullMarked
package io.zmqspring.controller;

import org.jspecify.annotations.NullMarked;
