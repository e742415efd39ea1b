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

package io.zmqspring.socket;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import io.zmqspring.security.KeyReloads;
import io.zmqspring.settings.ContextSettings;
import io.zmqspring.settings.security.SecuritySettings;
import io.zmqspring.socket.access.Authorizers;
import io.zmqspring.socket.engine.Engine;
import io.zmqspring.socket.engine.JeroMqVersion;
import io.zmqspring.socket.names.NameResolver;
import io.zmqspring.socket.security.SecuritySections;
import io.zmqspring.support.EventDispatcher;
import io.zmqspring.support.Housekeeping;
import io.zmqspring.support.KeepAlive;

/**
 * The ZeroMQ context that all sockets of an application share. The engine starts with the
 * first socket, so an application without sockets has no ZeroMQ threads. Thread-safe.
 *
 * @since 0.1
 */
public final class ZmqContext implements AutoCloseable {

	private final InprocRegistry inproc = new InprocRegistry();

	private final KeepAlive keepAlive = new KeepAlive();

	private final EventDispatcher dispatcher = new EventDispatcher();

	private final EngineFailover failover = new EngineFailover(this::failedEngine, this::detach);

	private final ContextSettings settings;

	private final SecuritySections sections;

	private final NameResolver resolver;

	private volatile @Nullable Engine engine;

	private @Nullable Housekeeping housekeeping;

	private volatile boolean closed;

	/**
	 * Create a context with the default security settings. It starts no thread yet.
	 * @param settings the settings
	 */
	public ZmqContext(ContextSettings settings) {
		this(settings, SecuritySettings.DEFAULTS);
	}

	/**
	 * Create a context. It starts no thread yet.
	 * @param settings the settings
	 * @param security the security settings of all sockets
	 */
	public ZmqContext(ContextSettings settings, SecuritySettings security) {
		this(settings, security, Authorizers.NONE);
	}

	/**
	 * Create a context. It starts no thread yet.
	 * @param settings the settings
	 * @param security the security settings of all sockets
	 * @param authorizers decide which peers may connect
	 */
	public ZmqContext(ContextSettings settings, SecuritySettings security, Authorizers authorizers) {
		this(settings, security, authorizers, InetAddress::getAllByName);
	}

	ZmqContext(ContextSettings settings, SecuritySettings security, Authorizers authorizers,
			NameResolver.Lookup lookup) {
		this.settings = settings;
		this.sections = new SecuritySections(security, authorizers);
		this.resolver = new NameResolver(lookup);
	}

	/**
	 * The settings.
	 * @return the settings
	 */
	public ContextSettings settings() {
		return this.settings;
	}

	/**
	 * The security settings of all sockets.
	 * @return the settings
	 */
	public SecuritySettings security() {
		return this.sections.settings();
	}

	/**
	 * Whether the engine's threads work. A thread that has died or hangs cannot be
	 * revived; no socket of the context works without it.
	 * @return {@code false} if one has died or has not answered for three seconds
	 */
	public boolean isAlive() {
		return fault() == null;
	}

	/**
	 * The problem of the engine.
	 * @return a sentence without a full stop, {@code null} if there is no problem
	 */
	public @Nullable String fault() {
		Engine current = this.engine;
		String fault = (current != null) ? current.fault() : null;
		return (fault != null) ? fault : this.failover.fault();
	}

	/**
	 * Take note of an exception that may have left the engine inconsistent, such as a
	 * lack of memory. Allocates nothing and never throws.
	 * @param cause the exception
	 */
	void failed(Throwable cause) {
		Engine current = this.engine;
		if (current != null) {
			current.failed(cause);
		}
	}

	/**
	 * Whether the context is closed. A closed context opens no sockets.
	 * @return {@code true} after {@link #close()}
	 */
	public boolean isClosed() {
		return this.closed;
	}

	/**
	 * The engine, which is created by the first call.
	 * @return the engine
	 * @throws IllegalStateException if the context is closed
	 */
	public synchronized Engine engine() {
		if (this.closed) {
			throw new IllegalStateException("The ZeroMQ context is closed");
		}
		Engine current = this.engine;
		if (current == null) {
			JeroMqVersion.check();
			current = new Engine(this.settings, housekeeping());
			this.engine = current;
		}
		return current;
	}

	synchronized Housekeeping housekeeping() {
		Housekeeping current = this.housekeeping;
		if (current == null) {
			current = new Housekeeping(this::failed);
			this.housekeeping = current;
			if (this.settings.restartOnFailure()) {
				current.addTask(this.failover::tick);
			}
			current.addTask(this.sections::tick);
		}
		return current;
	}

	/**
	 * How often the key files of each section of {@code zmq.security} were read again.
	 * @return the present counts of all sections with such files
	 */
	public List<KeyReloads> keyReloads() {
		return this.sections.reloads();
	}

	/**
	 * The library that encrypts connections with CURVE.
	 * @return its name, {@code null} if no socket has used CURVE
	 */
	public @Nullable String curveProvider() {
		return this.sections.curveProvider();
	}

	/**
	 * The keys and users of {@code zmq.security}.
	 * @return the sections
	 */
	public SecuritySections sections() {
		return this.sections;
	}

	NameResolver resolver() {
		return this.resolver;
	}

	InprocRegistry inproc() {
		return this.inproc;
	}

	/**
	 * Run a task every 100 ms on the housekeeping thread. It must be quick and must not
	 * wait.
	 * @param task the task
	 */
	public void addTask(Runnable task) {
		housekeeping().addTask(task);
	}

	/**
	 * Stop running a task.
	 * @param task the same object
	 */
	public void removeTask(Runnable task) {
		housekeeping().removeTask(task);
	}

	/**
	 * Dispatch an event to the application, in order and on a thread of its own, so that
	 * a slow listener delays no socket. If ten thousand events wait already, the event is
	 * discarded with a warning in the log.
	 * @param event publishes the event
	 */
	public void dispatch(Runnable event) {
		this.dispatcher.dispatch(event);
	}

	/**
	 * Wait until the events dispatched so far have been delivered, unless a listener
	 * waits for the caller.
	 * @param timeout the longest wait
	 */
	public void awaitEvents(Duration timeout) {
		this.dispatcher.awaitDelivery(timeout);
	}

	/**
	 * Add a listener that is called when the engine has failed and was replaced. It has
	 * to close all its sockets and open them again.
	 * @param listener does that, on a thread of its own; returns {@code false} to be
	 * called again a second later
	 * @param keepAlive whether the application is kept running until the listener is
	 * removed
	 */
	public void addEngineListener(BooleanSupplier listener, boolean keepAlive) {
		// A role calls this before it loads a class that needs this version of JeroMQ
		JeroMqVersion.check();
		this.failover.addListener(listener);
		if (keepAlive) {
			this.keepAlive.hold(listener);
		}
	}

	/**
	 * Remove a listener.
	 * @param listener the same object
	 */
	public void removeEngineListener(BooleanSupplier listener) {
		this.failover.removeListener(listener);
		this.keepAlive.release(listener);
	}

	private synchronized @Nullable Engine failedEngine() {
		Engine current = this.engine;
		return (!this.closed && current != null && current.fault() != null) ? current : null;
	}

	private synchronized void detach(Engine failed) {
		if (this.engine == failed) {
			this.engine = null;
			this.inproc.clear();
		}
	}

	/**
	 * End the engine once all sockets are closed and their linger time is over. Returns
	 * after 5 s at the latest, with a warning if the engine did not end.
	 */
	@Override
	public void close() {
		Engine ending;
		synchronized (this) {
			this.closed = true;
			ending = this.engine;
			this.engine = null;
			if (this.housekeeping != null) {
				this.housekeeping.close();
			}
		}
		this.failover.close();
		this.resolver.close();
		if (ending != null) {
			ending.close();
		}
		this.sections.close();
		this.dispatcher.close();
	}

}
