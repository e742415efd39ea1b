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

package io.zmqspring.scenario.members;

import org.junit.jupiter.api.Test;

import io.zmqspring.subscriber.ZmqSubscriber;
import io.zmqspring.testsupport.LeakCheck;
import io.zmqspring.testsupport.TestSecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A subscriber of a name that never has an address.
 */
class UnknownNameTests {

	private static final int LOOKUPS = 15;

	private static final int SPARE = 5;

	@Test
	void nothingIsLeftOfTheLookups() {
		try (PublishingMembers members = new PublishingMembers(TestSecurity.NULL)) {
			ZmqSubscriber subscriber = members.subscribe();
			awaitLookups(members);
			int descriptors = LeakCheck.openDescriptors();
			int threads = LeakCheck.threads();
			awaitLookups(members);
			assertThat(LeakCheck.openDescriptors()).isLessThan(descriptors + SPARE);
			assertThat(LeakCheck.threads()).isLessThan(threads + SPARE);
			assertThat(subscriber.connections()).isEmpty();
			assertThat(subscriber.resolvedNames()).singleElement()
				.satisfies((name) -> assertThat(name.lastError()).contains("does not resolve"));
			subscriber.stop();
			int lookups = members.names().lookups();
			await().during(PublishingMembers.INTERVAL.multipliedBy(3))
				.until(() -> members.names().lookups() <= lookups + 1);
			await().until(() -> !LeakCheck.zmqThreads().contains("zmq-members"));
		}
	}

	private static void awaitLookups(PublishingMembers members) {
		int before = members.names().lookups();
		await().until(() -> members.names().lookups() >= before + LOOKUPS);
	}

}
