/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.role.runtime;

import java.util.function.BooleanSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.zmqspring.message.ZmqException;
import io.zmqspring.role.ZmqState;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.support.FailureText;
import io.zmqspring.support.Threads;

/**
 * Opens and releases the sockets of a role when it starts and stops, and opens them anew
 * after a failure of the engine.
 */
final class RoleOpening {

	private static final Log logger = LogFactory.getLog(RoleOpening.class);

	private final BooleanSupplier reopening = this::reopen;

	private final AbstractZmqRole role;

	private final ZmqContext context;

	private final RoleStatus status;

	private final RoleLifecycle lifecycle;

	private final ConnectionWatch connections;

	private volatile boolean followsEngine;

	RoleOpening(AbstractZmqRole role, ZmqContext context, RoleStatus status, RoleLifecycle lifecycle,
			ConnectionWatch connections) {
		this.role = role;
		this.context = context;
		this.status = status;
		this.lifecycle = lifecycle;
		this.connections = connections;
	}

	/**
	 * Whether the role opens its sockets again by itself if the engine fails.
	 * @return {@code false} before the start, and when it was stopped or has failed
	 */
	boolean followsEngine() {
		return this.followsEngine;
	}

	void openAndFollowEngine() {
		try {
			followEngineAndOpen();
		}
		catch (RuntimeException | Error ex) {
			// Before the state changes, so that whoever sees it finds the reason
			this.status.recordError(ex, true);
			throw ex;
		}
	}

	private void followEngineAndOpen() {
		if (this.context.isClosed()) {
			throw new ZmqException("The " + this.role.role() + " '" + this.role.name()
					+ "' cannot start, because its application context is closed");
		}
		this.role.starting();
		// First, so that no socket is left on an engine that fails meanwhile
		this.followsEngine = true;
		this.context.addEngineListener(this.reopening, this.role.keepsApplicationRunning());
		open();
	}

	private void open() {
		this.role.open();
		this.status.opened();
		this.connections.open(this.context);
	}

	void releaseAndLeaveEngine() {
		leaveEngine();
		release();
	}

	void stop() {
		try {
			releaseAndLeaveEngine();
		}
		finally {
			this.role.stopped();
		}
	}

	void recordError(Throwable error, boolean fatal) {
		this.status.recordError(error, fatal);
		logger.error(this.status + (fatal ? " has failed and is stopped" : " reports an error"),
				FailureText.forLog(error, logger));
		if (fatal) {
			fail();
		}
	}

	// Releases on another thread, because release() may wait for this one
	private void fail() {
		leaveEngine();
		this.lifecycle.fail();
		Threads
			.daemon(() -> this.lifecycle.releaseFailed(this::release),
					"zmq-" + this.role.role() + "-" + this.role.name() + "-failed")
			.start();
	}

	private void leaveEngine() {
		this.followsEngine = false;
		this.context.removeEngineListener(this.reopening);
	}

	private void release() {
		this.status.closing();
		this.connections.close(this.context);
		try {
			this.role.release();
		}
		finally {
			this.status.closed();
		}
	}

	private boolean reopen() {
		ZmqState before = this.lifecycle.restart(this::open, this::release);
		if (before != null) {
			this.role.restarted(before);
		}
		return before != null;
	}

}
