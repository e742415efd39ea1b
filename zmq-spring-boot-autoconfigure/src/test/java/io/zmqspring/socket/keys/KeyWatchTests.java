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

package io.zmqspring.socket.keys;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The thread that looks at key files.
 */
class KeyWatchTests extends ServerFiles {

	private final CountDownLatch released = new CountDownLatch(1);

	private final AtomicInteger changes = new AtomicInteger();

	private final KeyWatch watch = new KeyWatch();

	@AfterEach
	void close() {
		this.released.countDown();
		this.watch.close();
	}

	private ReloadedKeys<ServerKeys> keysOfAClientThatHasGone() throws Exception {
		ReloadedKeys<ServerKeys> keys = serverKeys();
		keys.onChange(() -> {
			this.changes.incrementAndGet();
			try {
				this.released.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		Files.delete(this.clients.resolve("pump-7.key"));
		return keys;
	}

	@Test
	void callerDoesNotWaitForALook() throws Exception {
		ReloadedKeys<ServerKeys> keys = keysOfAClientThatHasGone();
		for (int i = 0; i < 3; i++) {
			this.now += INTERVAL.toNanos();
			this.watch.tick(List.of(keys), this.now);
		}
		await().until(() -> this.changes.get() == 1);
		Files.delete(this.directory.resolve("server.key_secret"));
		this.now += INTERVAL.toNanos();
		this.watch.tick(List.of(keys), this.now);
		assertThat(keys.reloads().failed()).as("second look during the first").isZero();
		this.released.countDown();
		await().until(() -> {
			this.now += INTERVAL.toNanos();
			this.watch.tick(List.of(keys), this.now);
			return keys.reloads().failed() == 1;
		});
	}

	@Test
	void keysThatAreReadAfterTheContextWasClosedAreWiped() throws Exception {
		ReloadedKeys<ServerKeys> keys = serverKeys();
		keys.wipe();
		Files.delete(this.clients.resolve("pump-7.key"));
		look(keys);
		assertThat(keys.get().clients().names()).isEmpty();
		assertThat(keys.get().accepted())
			.allSatisfy((pair) -> assertThat(pair).extracting("secretKey").isEqualTo(new byte[32]));
	}

}
