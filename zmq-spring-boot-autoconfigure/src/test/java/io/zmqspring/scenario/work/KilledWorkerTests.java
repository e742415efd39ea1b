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

package io.zmqspring.scenario.work;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.handler.ZmqDeadLetterHandler;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestSecurity;
import io.zmqspring.testsupport.TestTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One of two worker processes is killed while it works on 20,000 items, three times, once
 * with CURVE, and once over ipc. Both processes work for an at-least-once pool and an
 * at-most-once pool at the same time.
 */
class KilledWorkerTests {

	private static final int ITEMS = 20_000;

	private static final int MOST_KILLS = 3;

	private static final List<String> POOLS = List.of("kept", "plain");

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Duration SILENCE = Duration.ofMillis(400);

	private final Map<String, ItemOutcomes> outcomes = Map.of("kept", new ItemOutcomes((MOST_KILLS + 1) * ITEMS),
			"plain", new ItemOutcomes((MOST_KILLS + 1) * ITEMS));

	private final Map<String, String> workAddresses = new HashMap<>();

	private final Map<String, String> resultAddresses = new HashMap<>();

	private final Deque<JavaPeer> workers = new ArrayDeque<>();

	@ParameterizedTest
	@CsvSource({ "TCP, NULL, 3", "TCP, CURVE, 1", "IPC, NULL, 1" })
	void everyItemOfAnAtLeastOncePoolHasOneResultOrOneDeadLetter(TestTransport transport, TestSecurity security,
			int kills) throws Exception {
		for (String pool : POOLS) {
			this.workAddresses.put(pool, transport.address());
			this.resultAddresses.put(pool, transport.address());
		}
		this.workers.add(worker(security));
		this.workers.add(worker(security));
		try (TestApplication application = TestApplication.start(DeadLetters.class,
				security.applyTo(controllerSettings()))) {
			ZmqController controller = application.bean(ZmqController.class);
			application.bean(DeadLetters.class).outcomes = outcomes("kept");
			controller.addResultHandler((pool, result) -> outcomes(pool).result(result));
			awaitWorkers(controller);
			StringBuilder figures = new StringBuilder();
			for (String pool : POOLS) {
				figures.append(pool).append(' ').append(rate(controller, pool)).append(" items/s; ");
			}
			for (int round = 1; round <= kills; round++) {
				figures.append(killOneOfTwo(controller, security, round * ITEMS));
			}
			System.out.println(transport + ", " + security + ", 20,000 items, one of two workers killed, " + kills
					+ " times: " + figures + outcomes("kept").deadLetters() + " dead letters, "
					+ controller.stats().rejected("duplicate") + " duplicate results");
			assertThat(outcomes("kept").count(0, (kills + 1) * ITEMS, 1)).isEqualTo((kills + 1) * ITEMS);
		}
		finally {
			this.workers.forEach(JavaPeer::close);
		}
	}

	private long rate(ZmqController controller, String pool) {
		long start = System.nanoTime();
		ItemOutcomes.send(controller, pool, 0, ITEMS);
		await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(5)).until(() -> outcomes(pool).answered() == ITEMS);
		return ITEMS * TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - start);
	}

	private String killOneOfTwo(ZmqController controller, TestSecurity security, int from) throws Exception {
		awaitWorkers(controller);
		// The plain pool is faster: it starts later, so that the kill comes in the middle
		// of
		// both
		CompletableFuture<?> keptSent = send(controller, "kept", from);
		awaitQuarter("kept", from);
		CompletableFuture<?> plainSent = send(controller, "plain", from);
		awaitQuarter("plain", from);
		int done = outcomes("kept").count(from, from + ITEMS, 1);
		this.workers.remove().kill();
		this.workers.add(worker(security));
		CompletableFuture.allOf(keptSent, plainSent).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
		await().atMost(TIMEOUT).until(() -> outcomes("kept").count(from, from + ITEMS, 0) == 0);
		awaitSilence(outcomes("plain"));
		return "killed after %d of kept: plain missing %d, kept missing %d; ".formatted(done,
				outcomes("plain").count(from, from + ITEMS, 0), outcomes("kept").count(from, from + ITEMS, 0));
	}

	private static CompletableFuture<?> send(ZmqController controller, String pool, int from) {
		return CompletableFuture.runAsync(() -> ItemOutcomes.send(controller, pool, from, from + ITEMS),
				(run) -> new Thread(run).start());
	}

	private void awaitQuarter(String pool, int from) {
		await().atMost(TIMEOUT)
			.pollInterval(Duration.ofMillis(1))
			.until(() -> outcomes(pool).count(from, from + ITEMS, 1) > ITEMS / 4);
	}

	private static void awaitSilence(ItemOutcomes outcomes) {
		AtomicInteger last = new AtomicInteger(-1);
		await().atMost(TIMEOUT)
			.pollDelay(Duration.ZERO)
			.pollInterval(SILENCE)
			.until(() -> last.getAndSet(outcomes.answered()) == outcomes.answered());
	}

	private void awaitWorkers(ZmqController controller) {
		POOLS.forEach((pool) -> {
			assertThat(controller.awaitWorkers(pool, 2, TIMEOUT)).isTrue();
			await().atMost(TIMEOUT).until(() -> !controller.awaitWorkers(pool, 3, Duration.ZERO));
		});
	}

	private ItemOutcomes outcomes(String pool) {
		ItemOutcomes outcomes = this.outcomes.get(pool);
		assertThat(outcomes).isNotNull();
		return outcomes;
	}

	private JavaPeer worker(TestSecurity security) {
		return JavaPeer.launch(Working.class,
				security.applyTo(POOLS.stream()
					.flatMap((pool) -> workerSettings(pool, "zmq.workers." + pool + "."))
					.toArray(String[]::new)));
	}

	private Stream<String> workerSettings(String pool, String prefix) {
		return Stream.of(prefix + "pull.address=" + this.workAddresses.get(pool),
				prefix + "push.address=" + this.resultAddresses.get(pool),
				prefix + "delivery=" + (pool.equals("kept") ? "at-least-once" : "at-most-once"));
	}

	private String[] controllerSettings() {
		return Stream.concat(POOLS.stream().flatMap((pool) -> {
			String prefix = "zmq.controllers.main.workers." + pool + ".";
			return Stream.of(prefix + "push.address=" + this.workAddresses.get(pool),
					prefix + "pull.address=" + this.resultAddresses.get(pool));
		}), Stream.of("zmq.controllers.main.workers.kept.delivery=at-least-once",
				"zmq.controllers.main.workers.kept.redelivery-timeout=1s",
				"zmq.controllers.main.workers.kept.in-flight=500", "zmq.controllers.main.send-timeout=10s"))
			.toArray(String[]::new);
	}

	static class DeadLetters {

		private volatile ItemOutcomes outcomes = new ItemOutcomes(0);

		@Bean
		ZmqDeadLetterHandler deadLetterHandler() {
			return (letter) -> this.outcomes.deadLetter(letter.id());
		}

	}

	static class Working {

		private static final byte[] RESULT = { '{', '"', 'x', '"', ':', '1', '}' };

		@ZmqWorkHandler("kept")
		byte[] kept(byte[] work) {
			return RESULT;
		}

		@ZmqWorkHandler("plain")
		byte[] plain(byte[] work) {
			return RESULT;
		}

	}

}
