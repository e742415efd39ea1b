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

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The threads that look up all addresses of names.
 */
class NameResolverTests {

	private static final int SILENT_NAMES = 9;

	private final CountDownLatch answering = new CountDownLatch(1);

	private final AtomicInteger lookups = new AtomicInteger();

	private final NameResolver resolver = new NameResolver(this::lookUp);

	@AfterEach
	void close() {
		this.answering.countDown();
		this.resolver.close();
	}

	@Test
	void namesWithoutAnAnswerDelayNoOtherName() throws Exception {
		for (int i = 0; i < SILENT_NAMES; i++) {
			this.resolver.resolveAll("silent-" + i + ".test");
		}
		assertThat(this.resolver.resolveAll("127.0.0.1").get(10, TimeUnit.SECONDS))
			.containsExactly(InetAddress.getByName("127.0.0.1"));
	}

	@Test
	void socketsThatAskForANameAtTheSameTimeShareOneLookup() throws Exception {
		CompletableFuture<List<InetAddress>> first = this.resolver.resolveAll("silent.test");
		CompletableFuture<List<InetAddress>> second = this.resolver.resolveAll("silent.test");
		this.answering.countDown();
		assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(second.get(10, TimeUnit.SECONDS));
		assertThat(this.lookups).hasValue(1);
		this.resolver.resolveAll("silent.test").get(10, TimeUnit.SECONDS);
		assertThat(this.lookups).hasValue(2);
	}

	private InetAddress[] lookUp(String host) throws UnknownHostException {
		this.lookups.incrementAndGet();
		if (host.startsWith("silent")) {
			try {
				this.answering.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return new InetAddress[] { InetAddress.getByName("127.0.0.2") };
		}
		return new InetAddress[] { InetAddress.getByName(host) };
	}

}
