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

package io.zmqspring.test.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

import io.zmqspring.test.ZmqTestBus;
import io.zmqspring.test.ZmqTestPeers;
import io.zmqspring.test.suite.PlainCases;
import io.zmqspring.test.suite.TestRun;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A class that leaks ZeroMQ threads fails, another one does not.
 */
class FailOnZmqThreadLeakTests {

	private static @Nullable ZmqTestBus open;

	@Test
	void classThatLeavesAContextOpenFails() {
		TestRun run = TestRun.of(Map.of(), Leaking.class);
		try {
			assertThat(run.passed()).isEqualTo(1);
			assertThat(run.failures()).singleElement()
				.asString()
				.contains("Leaking leaks ZeroMQ threads: [")
				.contains("iothread");
		}
		finally {
			open.close();
		}
	}

	@Test
	void classThatClosesItsContextsPasses() {
		TestRun run = TestRun.of(Map.of(), Closing.class);
		assertThat(run.failures()).isEmpty();
		assertThat(run.passed()).isEqualTo(1);
	}

	@Test
	void contextOfTheCacheIsNoLeak() {
		TestRun run = TestRun.of(Map.of(), Cached.class);
		assertThat(run.failures()).isEmpty();
		assertThat(run.passed()).isEqualTo(3);
	}

	@FailOnZmqThreadLeak
	static class Leaking {

		@Test
		void leaves() {
			open = new ZmqTestBus();
			open.start(PlainCases.Application.class, PlainCases.SETTINGS);
		}

	}

	@FailOnZmqThreadLeak
	static class Closing {

		@Test
		void closes() {
			try (ZmqTestBus bus = new ZmqTestBus()) {
				bus.start(PlainCases.Application.class, PlainCases.SETTINGS);
			}
		}

	}

	@FailOnZmqThreadLeak
	@ContextConfiguration(classes = PlainCases.Application.class)
	static class Cached extends PlainCases {

		private final List<Object> used = new ArrayList<>();

		@Test
		void usesItsContext(@Autowired ZmqTestPeers peers) {
			this.used.add(peers);
			assertThat(this.used).hasSize(1);
		}

	}

}
