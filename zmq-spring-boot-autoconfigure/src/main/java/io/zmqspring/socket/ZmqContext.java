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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.socket.connection.NameResolver;
import io.zmqspring.socket.engine.Engine;
import io.zmqspring.support.EventDispatcher;
import io.zmqspring.support.Housekeeping;

/**
 * The one ZeroMQ context of an application. The engine starts with the first socket, so
 * an application without sockets has no threads of ours. Safe for any thread.
 *
 * @since 0.1
 */
public final class ZmqContext implements AutoCloseable {

	private final Set<String> inprocNames = ConcurrentHashMap.newKeySet();

	private final Map<String, Set<Runnable>> inprocPeers = new ConcurrentHashMap<>();

	private final Map<String, Set<Runnable>> inprocLost = new ConcurrentHashMap<>();

	private final EventDispatcher notices = new EventDispatcher();

	private final ContextSettings settings;

	private final NameResolver resolver;

	private final EngineFailover succession = new EngineFailover(this::replaceFailed);

	private @Nullable Engine engine;

	private @Nullable Housekeeping housekeeping;

	private boolean closed;

	public ZmqContext(ContextSettings settings) {
		this(settings, InetAddress::getAllByName);
	}

	ZmqContext(ContextSettings settings, NameResolver.Lookup lookup) {
		this.settings = settings;
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
	 * Whether the engine's threads live and do their work. A dead or hanging one cannot
	 * be revived: every socket of the context is dead with it.
	 * @return {@code false} if a thread of the engine has died or has not answered for
	 * more than three seconds
	 */
	public boolean isAlive() {
		return fault() == null;
	}

	/**
	 * What is wrong with the engine.
	 * @return a sentence without a full stop, {@code null} if nothing is
	 */
	public synchronized @Nullable String fault() {
		return (this.engine != null) ? this.engine.fault() : null;
	}

	public synchronized Engine engine() {
		if (this.closed) {
			throw new IllegalStateException("The ZeroMQ context is closed");
		}
		if (this.engine == null) {
			this.engine = new Engine(this.settings, housekeeping());
		}
		return this.engine;
	}

	synchronized Housekeeping housekeeping() {
		Housekeeping current = this.housekeeping;
		if (current == null) {
			current = new Housekeeping();
			this.housekeeping = current;
			if (this.settings.restartOnFailure()) {
				current.addDuty(this.succession::tick);
			}
		}
		return current;
	}

	NameResolver resolver() {
		return this.resolver;
	}

	/**
	 * Have something done every 100 ms, on the housekeeping thread. It must be quick and
	 * must not wait.
	 * @param duty what to do
	 */
	public void addDuty(Runnable duty) {
		housekeeping().addDuty(duty);
	}

	/**
	 * Have it done no more.
	 * @param duty the same object
	 */
	public void removeDuty(Runnable duty) {
		housekeeping().removeDuty(duty);
	}

	/**
	 * Have the application told of something, on a thread of its own and in order, so
	 * that a slow listener holds up no socket. When ten thousand notices wait, a further
	 * one is discarded with a warning in the log.
	 * @param notice tells it
	 */
	public void tell(Runnable notice) {
		this.notices.submit(notice);
	}

	/**
	 * Hear of it when the engine has failed and there is a new one, to close all sockets
	 * and open them anew.
	 * @param owner does that, on a thread of its own; {@code false} to be asked again
	 */
	public void onNewEngine(BooleanSupplier owner) {
		this.succession.add(owner);
	}

	/**
	 * Hear of it no more.
	 * @param owner the same object
	 */
	public void forget(BooleanSupplier owner) {
		this.succession.remove(owner);
	}

	private synchronized @Nullable Engine replaceFailed() {
		Engine current = this.engine;
		if (this.closed || current == null || current.fault() == null) {
			return null;
		}
		this.engine = null;
		this.inprocNames.clear();
		return current;
	}

	// JeroMQ: a second bind of an inproc name fails and takes the name over all the same
	boolean claimInproc(String name) {
		return this.inprocNames.add(name);
	}

	void releaseInproc(String name) {
		this.inprocNames.remove(name);
		this.inprocLost.computeIfAbsent(name, (unknown) -> ConcurrentHashMap.newKeySet())
			.addAll(this.inprocPeers.getOrDefault(name, Set.of()));
	}

	/**
	 * An inproc name is bound: whoever had been connected to it before connects again.
	 * @param name the name
	 */
	void inprocBound(String name) {
		Set<Runnable> lost = this.inprocLost.remove(name);
		if (lost != null) {
			lost.forEach(Runnable::run);
		}
	}

	// JeroMQ: whoever has connected to an inproc name has lost it for ever when it is
	// released
	void onInprocLost(String name, Runnable peer) {
		this.inprocPeers.computeIfAbsent(name, (unknown) -> ConcurrentHashMap.newKeySet()).add(peer);
	}

	void forgetInproc(String name, Runnable peer) {
		for (Map<String, Set<Runnable>> peers : List.of(this.inprocPeers, this.inprocLost)) {
			Set<Runnable> ofName = peers.get(name);
			if (ofName != null) {
				ofName.remove(peer);
			}
		}
	}

	/**
	 * Ends the engine once all sockets are closed, waiting for their linger at most.
	 * Returns after 5 s at the latest, with a warning if the engine did not end.
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
		this.succession.close();
		this.resolver.close();
		if (ending != null) {
			ending.close();
		}
		this.notices.close();
	}

}
