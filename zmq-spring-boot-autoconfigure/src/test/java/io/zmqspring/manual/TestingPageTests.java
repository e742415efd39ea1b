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

package io.zmqspring.manual;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.zmqspring.listener.ZmqListener;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.testsupport.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rules of {@code docs/testing.md}. Its examples are tests themselves, in the package
 * {@code shop}.
 */
class TestingPageTests {

	private static final String PUBLISHER = "zmq.publishers.a.address=inproc://same-name";

	private static final String SUBSCRIBER = "zmq.subscribers.a.address=inproc://same-name";

	@Test
	void inprocNamesBelongToAnApplicationContext() {
		try (TestApplication one = TestApplication.start(Texts.class, PUBLISHER, SUBSCRIBER);
				TestApplication other = TestApplication.start(TestApplication.NoBeans.class, PUBLISHER)) {
			Duration longest = Duration.ofSeconds(10);
			assertThat(one.bean(ZmqPublisher.class).awaitSubscriber("text", longest)).isTrue();
			assertThat(other.bean(ZmqPublisher.class).hasSubscriber("text")).isFalse();
		}
	}

	static class Texts {

		@ZmqListener("text")
		void on(String text) {
		}

	}

}
