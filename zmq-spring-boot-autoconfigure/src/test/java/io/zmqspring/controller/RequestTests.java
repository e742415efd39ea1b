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

package io.zmqspring.controller;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqConversionException;
import io.zmqspring.message.ZmqException;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.WorkRoles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Requests and their results, with plain JeroMQ sockets as the worker, which echoes the
 * {@code id} of its work as {@code work_id}.
 */
class RequestTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final WorkRoles roles = new WorkRoles();

	private final List<String> unmatched = new CopyOnWriteArrayList<>();

	private @Nullable RawPeer pull;

	private @Nullable RawPeer push;

	@AfterEach
	void close() {
		this.roles.close();
		if (this.pull != null && this.push != null) {
			this.pull.close();
			this.push.close();
		}
	}

	private ZmqController controller(String... settings) {
		ZmqController controller = this.roles.controller(settings);
		controller.addResultHandler((pool, result) -> this.unmatched.add(new String(result)));
		controller.start();
		this.pull = RawPeer.connecting(SocketType.PULL, this.roles.workAddress());
		this.push = RawPeer.connecting(SocketType.PUSH, this.roles.resultAddress());
		assertThat(controller.awaitWorkers("a", 1, Duration.ofSeconds(30))).isTrue();
		return controller;
	}

	private JsonNode work() {
		return MAPPER.readTree(String.valueOf((this.pull != null) ? this.pull.receive() : null));
	}

	private void answer(String result) {
		if (this.push != null) {
			this.push.send(result);
		}
	}

	private static <T> @Nullable T get(CompletableFuture<@Nullable T> future) throws Exception {
		return future.get(30, TimeUnit.SECONDS);
	}

	@Test
	void missingIdIsGeneratedAndResultsMayArriveInAnyOrder() throws Exception {
		ZmqController controller = controller();
		var first = controller.request("a", Map.of("number", 1), Result.class);
		var second = controller.request("a", new Order(2), Result.class);
		JsonNode one = work();
		JsonNode two = work();
		assertThat(one.get("number").asInt()).isEqualTo(1);
		answer("{\"work_id\":" + two.get("id") + ",\"square\":4}");
		answer("{\"work_id\":" + one.get("id") + ",\"square\":1}");
		assertThat(get(first)).isEqualTo(new Result(1));
		assertThat(get(second)).isEqualTo(new Result(4));
		assertThat(this.unmatched).isEmpty();
	}

	@Test
	void presentIdIsUsedUnchanged() throws Exception {
		ZmqController controller = controller();
		var number = controller.request("a", Map.of("id", 17, "number", 3), Result.class);
		var text = controller.request("a", "{\"id\":\"x \\u00e9\", \"number\":3}", Result.class);
		assertThat(work().get("id").toString()).isEqualTo("17");
		assertThat(work().get("id").asString()).isEqualTo("x \u00e9");
		answer("{\"square\": 9, \"work_id\": 17}");
		answer("{\"square\": 16, \"work_id\": \"x \u00e9\"}");
		assertThat(get(number)).isEqualTo(new Result(9));
		assertThat(get(text)).isEqualTo(new Result(16));
	}

	@Test
	void sameIdIsRefusedWhileItsFirstRequestIsPending() {
		ZmqController controller = controller();
		var first = controller.request("a", Map.of("id", 1), Result.class);
		var second = controller.request("a", Map.of("id", 1), Result.class);
		assertThat(second).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withMessageContaining("A request with the id '1' is already pending");
		answer("{\"work_id\":1,\"square\":1}");
		assertThat(first).succeedsWithin(Duration.ofSeconds(30));
	}

	@Test
	void requestWithoutResultTimesOutAndItsLateResultGoesToTheHandlers() {
		ZmqController controller = controller("worker-timeout=200ms");
		long start = System.nanoTime();
		var future = controller.request("a", Map.of("id", 1), Result.class);
		assertThat(future).failsWithin(Duration.ofSeconds(30))
			.withThrowableThat()
			.withCauseInstanceOf(ZmqTimeoutException.class)
			.withMessageContaining("No result for '1' arrived from pool 'a' within the worker-timeout of 200ms");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(190));
		answer("{\"work_id\":1}");
		WorkRoles.await().untilAsserted(() -> assertThat(this.unmatched).containsExactly("{\"work_id\":1}"));
	}

	@Test
	void requestWithoutWorkerFailsAfterTheSendTimeout() {
		ZmqController controller = this.roles.controller("send-timeout=100ms");
		controller.start();
		assertThat(controller.request("a", Map.of(), Result.class)).failsWithin(Duration.ofSeconds(30))
			.withThrowableThat()
			.withCauseInstanceOf(ZmqTimeoutException.class)
			.withMessageContaining("no worker is connected");
	}

	@Test
	void stopCancelsPendingRequests() {
		ZmqController controller = controller();
		var future = controller.request("a", Map.of(), Result.class);
		controller.stop();
		assertThat(future).isCancelled();
		assertThat(controller.request("a", Map.of(), Result.class)).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withCauseInstanceOf(ZmqException.class)
			.withMessageContaining("Controller 'main' is not running");
	}

	@Test
	void resultOfAnotherTypeFailsItsRequestOnly() {
		ZmqController controller = controller();
		var bad = controller.request("a", Map.of("id", 1), Result.class);
		var good = controller.request("a", Map.of("id", 2), Result.class);
		answer("{\"work_id\":1,\"square\":\"big\"}");
		answer("{\"work_id\":2,\"square\":4}");
		assertThat(bad).failsWithin(Duration.ofSeconds(30))
			.withThrowableThat()
			.withCauseInstanceOf(ZmqConversionException.class);
		assertThat(good).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(new Result(4));
		WorkRoles.await().untilAsserted(() -> assertThat(this.roles.errors()).hasSize(1));
		assertThat(controller.stats().rejected()).isEqualTo(Map.of("undecodable", 1L));
	}

	@Test
	void workThatIsNotAnObjectIsRefused() {
		ZmqController controller = controller();
		for (Object work : List.of("text", List.of(1), new byte[] { 1 })) {
			assertThatExceptionOfType(ZmqConversionException.class)
				.isThrownBy(() -> controller.request("a", work, Result.class))
				.withMessageContaining("Only a JSON object can carry the field 'id'");
		}
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> controller.request("b", Map.of(), Result.class))
			.withMessageContaining("no pool 'b'");
	}

	@Test
	void maxQueueSizeLimitsPendingRequestsAndACancelledOneDoesNotCount() {
		ZmqController controller = controller("workers.a.max-queue-size=2");
		var first = controller.request("a", Map.of("id", 1), Result.class);
		var second = controller.request("a", Map.of("id", 2), Result.class);
		assertThat(controller.request("a", Map.of("id", 3), Result.class)).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withCauseInstanceOf(ZmqTimeoutException.class)
			.withMessageContaining("max-queue-size");
		first.cancel(true);
		var fourth = controller.request("a", Map.of("id", 4), Result.class);
		assertThat(fourth).isNotDone();
		answer("{\"work_id\":2,\"square\":4}");
		answer("{\"work_id\":4,\"square\":16}");
		assertThat(second).succeedsWithin(Duration.ofSeconds(30));
		assertThat(fourth).succeedsWithin(Duration.ofSeconds(30));
	}

	@Test
	void resultsWithoutRequestGoToTheHandlersWhateverTheirFormat() {
		controller();
		List<String> results = List.of("{\"work_id\":99}", "{\"square\":4}", "text", "", "[1]", "{\"work_id\":null}");
		results.forEach(this::answer);
		WorkRoles.await().untilAsserted(() -> assertThat(this.unmatched).containsExactlyElementsOf(results));
		assertThat(this.roles.errors()).isEmpty();
	}

	@Test
	void namesOfTheCorrelationFieldsAreConfigurable() {
		ZmqController controller = controller("correlation.request-field=uuid", "correlation.result-field=reply_to");
		var future = controller.request("a", Map.of("number", 3), Result.class);
		answer("{\"reply_to\":" + work().get("uuid") + ",\"square\":9}");
		assertThat(future).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(new Result(9));
	}

	record Order(int number) {

	}

	record Result(int square) {

	}

}
