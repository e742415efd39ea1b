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

/**
 * Looks up host names on threads of its own, which live while there is something to look
 * up: a name server that does not answer holds up nothing but the names it should know.
 *
 * @since 0.1
 */
public final class NameResolver {

	private static final int THREADS = 4;

	private static final Duration IDLE = Duration.ofSeconds(1);

	private final ThreadPoolExecutor executor = new ThreadPoolExecutor(THREADS, THREADS, IDLE.toMillis(),
			TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), NameResolver::thread,
			new ThreadPoolExecutor.DiscardPolicy());

	private final Lookup lookup;

	public NameResolver(Lookup lookup) {
		this.lookup = lookup;
		this.executor.allowCoreThreadTimeOut(true);
	}

	private static Thread thread(Runnable target) {
		Thread thread = new Thread(target, "zmq-resolver");
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Look up a name.
	 * @param host a host name
	 * @param ipv6 whether IPv6 addresses are wanted; they are then preferred, as JeroMQ
	 * does
	 * @return completes with the address, or fails with {@link CompletionException} and
	 * the reason as its cause
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
			throw new UnknownHostException(host + " has no IPv4 address, and IPv6 is "
					+ (ipv6 ? "not there either" : "switched off: " + Arrays.toString(found)));
		}
		return found[0];
	}

	public void close() {
		this.executor.shutdown();
	}

	/**
	 * Who knows the names: the JDK, but in tests.
	 */
	@FunctionalInterface
	public interface Lookup {

		InetAddress[] lookUp(String host) throws UnknownHostException;

	}

}
