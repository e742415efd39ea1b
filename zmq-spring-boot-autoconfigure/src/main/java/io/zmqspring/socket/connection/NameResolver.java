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

package io.zmqspring.socket.connection;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.zmqspring.support.PoolThreads;

/**
 * Resolves host names on threads of its own, so that a name server that does not answer
 * delays only the names it is asked for. The threads end when there has been no name to
 * resolve for a second. Thread-safe.
 *
 * @since 0.1
 */
public final class NameResolver {

	private static final int THREADS = 4;

	private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(1);

	private final PoolThreads threads = new PoolThreads("zmq-resolver");

	private final ThreadPoolExecutor executor = new ThreadPoolExecutor(THREADS, THREADS, IDLE_TIMEOUT.toMillis(),
			TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), this.threads, new ThreadPoolExecutor.DiscardPolicy());

	private final Lookup lookup;

	/**
	 * Create a resolver. Its threads start when there is a name to resolve.
	 * @param lookup resolves a name in the calling thread
	 */
	public NameResolver(Lookup lookup) {
		this.lookup = lookup;
		this.threads.serve(this.executor);
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Resolve a host name.
	 * @param host the host name
	 * @param ipv6 whether to accept IPv6 addresses, which are then preferred, as JeroMQ
	 * does
	 * @return the address; fails with a {@link CompletionException} whose cause is the
	 * reason
	 */
	CompletableFuture<InetAddress> resolve(String host, boolean ipv6) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return choose(host, this.lookup.lookUp(host), ipv6);
			}
			catch (UnknownHostException ex) {
				throw new CompletionException(ex);
			}
		}, this.executor);
	}

	private static InetAddress choose(String host, InetAddress[] found, boolean ipv6) throws UnknownHostException {
		Class<? extends InetAddress> preferred = ipv6 ? Inet6Address.class : Inet4Address.class;
		for (InetAddress address : found) {
			if (preferred.isInstance(address)) {
				return address;
			}
		}
		if (!ipv6 || found.length == 0) {
			throw new UnknownHostException(host + " has no "
					+ (ipv6 ? "address" : "IPv4 address, and IPv6 is switched off: " + Arrays.toString(found)));
		}
		return found[0];
	}

	/**
	 * End the threads. Names that wait are not resolved any more.
	 */
	public void close() {
		this.executor.shutdown();
	}

	/**
	 * Resolves host names; replaced in tests.
	 */
	@FunctionalInterface
	public interface Lookup {

		/**
		 * Resolve a host name, in the calling thread.
		 * @param host the host name
		 * @return its addresses
		 * @throws UnknownHostException if it has none
		 */
		InetAddress[] lookUp(String host) throws UnknownHostException;

	}

}
