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
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.zmqspring.settings.ContextSettings;
import io.zmqspring.socket.access.Authorizers;
import io.zmqspring.socket.names.NameResolver;
import io.zmqspring.testsupport.TestSecurity;

/**
 * The host names of a test, in place of DNS. They can change, fail, and stop answering.
 */
public final class TestNames implements NameResolver.Lookup {

	private final Map<String, List<String>> hosts = new ConcurrentHashMap<>();

	private final AtomicInteger lookups = new AtomicInteger();

	private volatile CountDownLatch answering = new CountDownLatch(0);

	/**
	 * Create a context that uses these names.
	 * @param security its security
	 * @return the context, to be closed by the test
	 */
	public ZmqContext context(TestSecurity security) {
		return new ZmqContext(ContextSettings.DEFAULTS, security.settings(), Authorizers.NONE, this);
	}

	/**
	 * Set the addresses of a host.
	 * @param host the name
	 * @param addresses its addresses from now on; without any, look-ups fail
	 */
	public void set(String host, String... addresses) {
		this.hosts.put(host, List.of(addresses));
	}

	/**
	 * Add an address to a host.
	 * @param host the name
	 * @param address the address
	 */
	public void add(String host, String address) {
		this.hosts.merge(host, List.of(address), (before, added) -> {
			List<String> all = new ArrayList<>(before);
			all.addAll(added);
			return List.copyOf(all);
		});
	}

	/**
	 * Remove an address from a host.
	 * @param host the name
	 * @param address the address
	 */
	public void remove(String host, String address) {
		this.hosts.computeIfPresent(host,
				(name, before) -> before.stream().filter((one) -> !one.equals(address)).toList());
	}

	/** Answer no look-up until {@link #answer()}. */
	public void hang() {
		this.answering = new CountDownLatch(1);
	}

	/** Answer again. */
	public void answer() {
		this.answering.countDown();
	}

	/**
	 * How many look-ups have begun.
	 * @return the number, of all names
	 */
	public int lookups() {
		return this.lookups.get();
	}

	@Override
	public InetAddress[] lookUp(String host) throws UnknownHostException {
		this.lookups.incrementAndGet();
		try {
			this.answering.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		List<String> found = this.hosts.getOrDefault(host, List.of());
		if (found.isEmpty()) {
			throw new UnknownHostException(host);
		}
		InetAddress[] addresses = new InetAddress[found.size()];
		for (int i = 0; i < addresses.length; i++) {
			addresses[i] = InetAddress.getByName(found.get(i));
		}
		return addresses;
	}

	static Duration interval() {
		return Duration.ofMillis(200);
	}

}
