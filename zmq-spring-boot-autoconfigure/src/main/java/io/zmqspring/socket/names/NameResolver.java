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

package io.zmqspring.socket.names;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.zmqspring.settings.Endpoint;
import io.zmqspring.support.Deadline;
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

	private final ThreadPoolExecutor executor = pool("zmq-resolver", THREADS, THREADS, new LinkedBlockingQueue<>());

	// A name is asked for once at a time, so there is at most one thread per name
	private final ThreadPoolExecutor members = pool("zmq-members", 0, Integer.MAX_VALUE, new SynchronousQueue<>());

	private final Map<String, CompletableFuture<List<InetAddress>>> pending = new ConcurrentHashMap<>();

	private final Lookup lookup;

	/**
	 * Create a resolver. Its threads start when there is a name to resolve.
	 * @param lookup resolves a name in the calling thread
	 */
	public NameResolver(Lookup lookup) {
		this.lookup = lookup;
	}

	private static ThreadPoolExecutor pool(String name, int kept, int most, BlockingQueue<Runnable> queue) {
		PoolThreads threads = new PoolThreads(name);
		ThreadPoolExecutor pool = new ThreadPoolExecutor(kept, most, IDLE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS,
				queue, threads, new ThreadPoolExecutor.DiscardPolicy());
		threads.serve(pool);
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	/**
	 * Resolve the host name of an endpoint. If it has several addresses, the first one
	 * that accepts connections now is taken.
	 * @param endpoint an endpoint with a host name
	 * @param ipv6 whether IPv6 addresses are preferred to IPv4 addresses
	 * @return the address; fails with a {@link CompletionException} whose cause is an
	 * {@link UnknownHostException} or a {@link NobodyListensException}
	 */
	public CompletableFuture<InetAddress> resolve(Endpoint endpoint, boolean ipv6) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return choose(endpoint, this.lookup.lookUp(endpoint.host()), ipv6);
			}
			catch (IOException ex) {
				throw new CompletionException(ex);
			}
		}, this.executor);
	}

	/**
	 * Find all addresses of a host name. Sockets that ask for the same name at the same
	 * time share one look-up. Each name has a thread of its own while it is looked up, so
	 * that a name without an answer delays no other name.
	 * @param host the host name
	 * @return its addresses, at least one; fails with a {@link CompletionException} whose
	 * cause is an {@link UnknownHostException}, or with an {@link OutOfMemoryError} if
	 * there is no thread for the look-up
	 */
	public CompletableFuture<List<InetAddress>> resolveAll(String host) {
		try {
			return this.pending.computeIfAbsent(host,
					(name) -> CompletableFuture.supplyAsync(() -> lookUpAll(name), this.members));
		}
		catch (OutOfMemoryError ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private List<InetAddress> lookUpAll(String host) {
		try {
			List<InetAddress> found = Stream.of(this.lookup.lookUp(host)).distinct().toList();
			if (found.isEmpty()) {
				throw new UnknownHostException(host + " has no address");
			}
			return found;
		}
		catch (UnknownHostException ex) {
			throw new CompletionException(ex);
		}
		finally {
			// Before the result is known: whoever asks after that gets a new answer
			this.pending.remove(host);
		}
	}

	private static InetAddress choose(Endpoint endpoint, InetAddress[] found, boolean ipv6) throws IOException {
		Class<? extends InetAddress> preferred = ipv6 ? Inet6Address.class : Inet4Address.class;
		List<InetAddress> addresses = Stream.of(found)
			.distinct()
			.sorted(Comparator.comparing((address) -> !preferred.isInstance(address)))
			.toList();
		if (addresses.isEmpty()) {
			throw new UnknownHostException(endpoint.host() + " has no address");
		}
		if (addresses.size() == 1) {
			return addresses.get(0);
		}
		InetAddress reachable = ReachableAddress.of(addresses, endpoint.port());
		if (reachable == null) {
			throw new NobodyListensException(endpoint.host(), addresses);
		}
		return reachable;
	}

	/**
	 * Wait for the result of a look-up.
	 * @param <T> the type of the result
	 * @param lookup the look-up
	 * @param deadline when to give up
	 * @return the result, {@code null} if there is none by then
	 */
	public static <T> @Nullable T await(CompletableFuture<T> lookup, Deadline deadline) {
		try {
			return lookup.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
		catch (ExecutionException | TimeoutException ex) {
			// Whoever handles the result of the lookup reports it
			return null;
		}
	}

	/**
	 * End the threads. Names that wait are not resolved any more.
	 */
	public void close() {
		this.executor.shutdown();
		this.members.shutdown();
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
