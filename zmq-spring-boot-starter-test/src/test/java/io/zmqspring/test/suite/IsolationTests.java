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

package io.zmqspring.test.suite;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestPropertySource;

import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.test.AutoConfigureZmqTest;
import io.zmqspring.test.Transport;
import io.zmqspring.test.ZmqTest;
import io.zmqspring.test.ZmqTestPeers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Classes that run in parallel, contexts that are cached and paused, and how long it all
 * takes.
 */
class IsolationTests {

	private static final AtomicInteger NUMBERS = new AtomicInteger();

	private static final Set<ZmqPublisher> PUBLISHERS = ConcurrentHashMap.newKeySet();

	private static volatile @Nullable ZmqPublisher first;

	@Test
	void classesInParallelNeverSeeEachOthersMessages() {
		TestRun run = TestRun.of(TestRun.PARALLEL, Shared1.class, Shared2.class, Own1.class, Own2.class);
		assertThat(run.failures()).isEmpty();
		assertThat(run.passed()).isEqualTo(4 * 25 + 2);
	}

	@Test
	void methodsInParallelOfOneContextNeverSeeEachOthersMessages() {
		Map<String, String> parameters = new HashMap<>(TestRun.PARALLEL);
		parameters.put("junit.jupiter.execution.parallel.mode.default", "concurrent");
		TestRun run = TestRun.of(parameters, Shared1.class, Shared2.class);
		assertThat(run.failures()).isEmpty();
		assertThat(run.passed()).isEqualTo(2 * 25);
	}

	@Test
	@Timeout(60)
	void methodsInParallelWithDynamicTestsAndNestedClassesDoNotBlockEachOther() {
		Map<String, String> parameters = new HashMap<>(TestRun.PARALLEL);
		parameters.put("junit.jupiter.execution.parallel.mode.default", "concurrent");
		TestRun run = TestRun.of(parameters, Dynamic.class);
		assertThat(run.failures()).isEmpty();
		assertThat(run.passed()).isEqualTo(2 * 8 + 2 * 5);
	}

	@Test
	void contextsAreCachedPausedAndResumed() {
		PUBLISHERS.clear();
		TestRun run = TestRun.of(Map.of(), Before.class, Between.class, After.class);
		assertThat(run.failures()).isEmpty();
		assertThat(run.passed()).isEqualTo(3);
		assertThat(PUBLISHERS).hasSize(1);
	}

	@Test
	void twoHundredTestMethodsTakeSeconds() {
		TestRun run = TestRun.of(Map.of(), Many1.class, Many2.class, Many3.class, Many4.class);
		assertThat(run.failures()).isEmpty();
		assertThat(run.passed()).isEqualTo(200);
		// The median, because other processes may keep the processors busy for a while
		assertThat(run.usualTime().multipliedBy(200)).isLessThan(Duration.ofSeconds(10));
	}

	@ZmqTest(properties = { "spring.config.name=none", "zmq.subscribers.in.address=tcp://localhost:7001",
			"zmq.publishers.out.address=tcp://*:7002", "zmq.workers.calc.pull.address=tcp://localhost:7003",
			"zmq.workers.calc.push.address=tcp://localhost:7004" })
	abstract static class Cases {

		@Autowired
		ZmqTestPeers peers;

		void onlyOwnMessages() {
			String own = "m" + NUMBERS.incrementAndGet();
			this.peers.publisherFor("in").publish("text", own);
			assertThat(this.peers.subscriberOf("out").await(1)).singleElement()
				.satisfies((message) -> assertThat(message.text()).isEqualTo(own.toUpperCase()));
		}

	}

	abstract static class TwentyFive extends Cases {

		@RepeatedTest(25)
		void ownMessages() {
			onlyOwnMessages();
		}

	}

	static class Shared1 extends TwentyFive {

	}

	static class Shared2 extends TwentyFive {

	}

	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	static class Dynamic extends Cases {

		@TestFactory
		Stream<DynamicTest> one() {
			return several();
		}

		@TestFactory
		Stream<DynamicTest> two() {
			return several();
		}

		private Stream<DynamicTest> several() {
			String own = "m" + NUMBERS.incrementAndGet();
			return IntStream.rangeClosed(1, 8).mapToObj((n) -> DynamicTest.dynamicTest("dynamic " + n, () -> {
				this.peers.publisherFor("in").publish("text", own);
				assertThat(this.peers.subscriberOf("out").await(1))
					.allSatisfy((message) -> assertThat(message.text()).isEqualTo(own.toUpperCase()));
			}));
		}

		@RepeatedTest(5)
		void method() {
			onlyOwnMessages();
		}

		@Nested
		class Inner {

			@RepeatedTest(5)
			void methodOfANestedClass(ZmqTestPeers peers) {
				String own = "m" + NUMBERS.incrementAndGet();
				peers.publisherFor("in").publish("text", own);
				assertThat(peers.subscriberOf("out").messages()).singleElement()
					.satisfies((message) -> assertThat(message.text()).isEqualTo(own.toUpperCase()));
			}

		}

	}

	abstract static class Meeting extends TwentyFive {

		private static final CyclicBarrier BARRIER = new CyclicBarrier(2);

		// Proves that the classes run at the same time
		@Test
		void runsAtTheSameTime() throws Exception {
			BARRIER.await(30, TimeUnit.SECONDS);
			onlyOwnMessages();
		}

	}

	@TestPropertySource(properties = "own=1")
	static class Own1 extends Meeting {

	}

	@TestPropertySource(properties = "own=2")
	@AutoConfigureZmqTest(transport = Transport.TCP)
	static class Own2 extends Meeting {

	}

	abstract static class OfOneContext extends Cases {

		@Autowired
		private ZmqPublisher out;

		@Test
		void works() {
			PUBLISHERS.add(this.out);
			first = this.out;
			onlyOwnMessages();
		}

	}

	@TestPropertySource(properties = "paused=1")
	static class Before extends OfOneContext {

	}

	@SpringBootTest(classes = Nothing.class, properties = "spring.config.name=none")
	static class Between {

		@Test
		void contextOfTheClassBeforeIsPaused() {
			assertThat(first).isNotNull();
			assertThat(first.isRunning()).isFalse();
		}

	}

	@TestPropertySource(properties = "paused=1")
	static class After extends OfOneContext {

	}

	static class Nothing {

	}

	abstract static class Fifty extends Cases {

		@RepeatedTest(50)
		void ownMessages() {
			onlyOwnMessages();
		}

	}

	@TestPropertySource(properties = "many=1")
	static class Many1 extends Fifty {

	}

	@TestPropertySource(properties = "many=1")
	static class Many2 extends Fifty {

	}

	@TestPropertySource(properties = "many=2")
	static class Many3 extends Fifty {

	}

	@TestPropertySource(properties = "many=2")
	static class Many4 extends Fifty {

	}

}
