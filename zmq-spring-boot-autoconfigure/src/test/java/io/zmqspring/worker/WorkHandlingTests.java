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

package io.zmqspring.worker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zeromq.SocketType;

import io.zmqspring.handler.WorkHandler;
import io.zmqspring.message.ZmqConfigurationException;
import io.zmqspring.message.ZmqHandlerException;
import io.zmqspring.message.ZmqRejectedException;
import io.zmqspring.testsupport.RawPeer;
import io.zmqspring.testsupport.WorkRoles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How a worker handles work, and what it sends for each result or failure. The controller
 * is a pair of bare sockets.
 */
class WorkHandlingTests {

	private final WorkRoles roles = new WorkRoles();

	private final RawPeer push = RawPeer.connecting(SocketType.PUSH, this.roles.workAddress());

	private final RawPeer pull = RawPeer.binding(SocketType.PULL, this.roles.resultAddress());

	@AfterEach
	void close() {
		this.roles.close();
		this.push.close();
		this.pull.close();
	}

	private ZmqWorker handling(WorkHandler<String> handler, String... settings) {
		ZmqWorker worker = worker(settings);
		worker.setWorkHandler(String.class, handler);
		worker.start();
		return worker;
	}

	private ZmqWorker worker(String... settings) {
		return this.roles
			.worker(Stream.concat(Stream.of("pull.bind=true"), Stream.of(settings)).toArray(String[]::new));
	}

	private void expectDone(String work, String result) {
		this.push.send(work);
		assertThat(this.pull.receive()).isEqualTo(result);
	}

	@Test
	void handlesAsManyItemsAtTheSameTimeAsItsConcurrency() {
		CyclicBarrier together = new CyclicBarrier(4);
		handling((work) -> {
			together.await();
			return work;
		}, "concurrency=4");
		List<String> items = List.of("1", "2", "3", "4", "5", "6", "7", "8");
		items.forEach(this.push::send);
		List<String> results = new ArrayList<>();
		items.forEach((item) -> results.add(String.valueOf(this.pull.receive())));
		assertThat(results).containsExactlyInAnyOrderElementsOf(items);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void handlesWorkOnVirtualThreadsIfEnabled() {
		ZmqWorker worker = this.roles.worker(true, "pull.bind=true");
		worker.setWorkHandler(String.class, (work) -> Thread.currentThread().toString());
		worker.start();
		this.push.send("work");
		assertThat(this.pull.receive()).startsWith("VirtualThread").contains("zmq-worker-a-");
	}

	@Test
	void handlesWorkOnNamedThreads() {
		handling((work) -> Thread.currentThread().getName());
		this.push.send("work");
		assertThat(this.pull.receive()).startsWith("zmq-worker-a-");
	}

	@Test
	void withOneSlotTheReceivingThreadCallsTheHandler() {
		handling((work) -> Thread.currentThread().getName(), "concurrency=1");
		this.push.send("work");
		assertThat(this.pull.receive()).isEqualTo("zmq-worker-a");
	}

	@Test
	void nothingIsSentForNull() {
		ZmqWorker worker = handling((work) -> work.equals("nothing") ? null : work, "concurrency=1");
		this.push.send("nothing");
		expectDone("something", "something");
		assertThat(worker.stats().received()).isEqualTo(2);
		WorkRoles.await().until(() -> worker.activeCount() == 0);
		assertThat(worker.stats().sent()).isEqualTo(1);
	}

	@Test
	void resultIsNotSentWithoutPush() {
		CountDownLatch done = new CountDownLatch(2);
		ZmqWorker worker = handling((work) -> {
			done.countDown();
			return work;
		}, "push.address=");
		this.push.send("1");
		this.push.send("2");
		WorkRoles.await().until(() -> done.getCount() == 0 && worker.activeCount() == 0);
		assertThat(worker.stats().sent()).isZero();
		assertThat(this.roles.errors()).isEmpty();
	}

	@Test
	void asynchronousResultIsSentWhenItCompletes() {
		Map<String, CompletableFuture<String>> pending = Map.of("1", new CompletableFuture<>(), "2",
				new CompletableFuture<>());
		ZmqWorker worker = handling(pending::get, "concurrency=2");
		this.push.send("1");
		this.push.send("2");
		WorkRoles.await().until(() -> worker.activeCount() == 2);
		assertThat(worker.stats().sent()).isZero();
		pending.values().forEach((future) -> future.complete("result"));
		assertThat(this.pull.receive()).isEqualTo("result");
		assertThat(this.pull.receive()).isEqualTo("result");
	}

	@Test
	void asynchronousFailureIsCountedAndReported() {
		ZmqWorker worker = handling((work) -> work.equals("bad")
				? CompletableFuture.supplyAsync(() -> Integer.parseInt(work)) : CompletableFuture.completedStage(work));
		this.push.send("bad");
		WorkRoles.await().until(() -> this.roles.errors().size() == 1);
		assertThat(worker.stats().failed()).isEqualTo(1);
		assertThat(this.roles.errors()).singleElement()
			.isInstanceOf(ZmqHandlerException.class)
			.extracting(Throwable::getCause)
			.isInstanceOf(NumberFormatException.class);
		expectDone("good", "good");
	}

	@ParameterizedTest
	@ValueSource(classes = { IllegalStateException.class, StackOverflowError.class, NoClassDefFoundError.class,
			InterruptedException.class, OutOfMemoryError.class })
	void exceptionOfTheHandlerFailsOneItem(Class<? extends Throwable> type) {
		ZmqWorker worker = handling((work) -> {
			if (work.equals("bad")) {
				throw WorkHandlingTests.<RuntimeException>sneaky(type.getDeclaredConstructor().newInstance());
			}
			return work;
		}, "concurrency=1");
		this.push.send("bad");
		expectDone("good", "good");
		assertThat(worker.stats().failed()).isEqualTo(1);
		assertThat(this.roles.errors()).singleElement().extracting(Throwable::getCause).isInstanceOf(type);
		WorkRoles.await().until(() -> worker.activeCount() == 0);
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
		throw (T) thrown;
	}

	@Test
	void resultThatCannotBeConvertedFailsOneItem() {
		List<Object> cyclic = new ArrayList<>();
		cyclic.add(cyclic);
		ZmqWorker worker = handling((work) -> work.equals("bad") ? cyclic : work, "concurrency=1");
		this.push.send("bad");
		expectDone("good", "good");
		assertThat(worker.stats().failed()).isEqualTo(1);
		assertThat(this.roles.errors()).hasSize(1);
	}

	@Test
	void workThatIsNotTheTypeIsRejectedAndTheNextItemHandled() {
		ZmqWorker worker = worker("concurrency=1");
		worker.setWorkHandler(Order.class, (order) -> "done " + order.number());
		worker.start();
		String deep = "{\"id\":\"1\",\"deep\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
		List<String> bad = List.of("", " ", "{", "no JSON", "null", "[]", "{\"number\":\"x\"}", "{\"number\":1} more",
				"{\"id\":{},\"number\":[]}", "\u0000");
		for (String work : bad) {
			this.push.send(work);
			expectDone("{\"number\":7}", "done 7");
		}
		this.push.send(deep);
		assertThat(this.pull.receive()).isEqualTo("{\"work_id\":\"1\",\"error\":{\"type\":\"ZmqRejectedException\","
				+ "\"message\":\"The worker cannot read the work\"}}");
		this.push.send(new byte[] { '{', (byte) 0xc3, (byte) 0x28, (byte) 0xff });
		expectDone("{\"number\":8}", "done 8");
		assertThat(worker.stats().rejected()).isEqualTo(Map.of("undecodable", bad.size() + 2L));
		assertThat(this.roles.errors()).hasSize(bad.size() + 2)
			.allSatisfy((error) -> assertThat(error).isInstanceOf(ZmqRejectedException.class));
	}

	@Test
	void workOfTwoFramesIsRejected() {
		ZmqWorker worker = handling((work) -> work);
		this.push.send("topic".getBytes(StandardCharsets.UTF_8), new byte[] { '1' });
		expectDone("good", "good");
		assertThat(worker.stats().rejected()).isEqualTo(Map.of("wrong-frames", 1L));
		assertThat(this.roles.errors()).singleElement().asString().contains("2 frames");
	}

	@Test
	void handlerMayTakeBytes() {
		ZmqWorker bytes = worker();
		List<byte[]> seen = new CopyOnWriteArrayList<>();
		bytes.setWorkHandler((work) -> {
			seen.add(work);
			return new byte[] { 'o', 'k' };
		});
		bytes.start();
		expectDone("\u0001", "ok");
		assertThat(seen).containsExactly(new byte[] { 1 });
	}

	@Test
	void resultCarriesTheIdOfItsWorkUnchanged() {
		ZmqWorker worker = worker("concurrency=1");
		worker.setWorkHandler(Order.class, (order) -> Map.of("twice", 2 * order.number()));
		worker.start();
		expectDone("{\"id\": 5, \"number\": 2}", "{\"work_id\":5,\"twice\":4}");
		expectDone("{\"id\": \"5\", \"number\": 2}", "{\"work_id\":\"5\",\"twice\":4}");
		expectDone("{\"number\": 2}", "{\"twice\":4}");
	}

	@Test
	void secondHandlerIsRefused() {
		ZmqWorker worker = this.roles.worker((work) -> work);
		assertThatExceptionOfType(ZmqConfigurationException.class)
			.isThrownBy(() -> worker.setWorkHandler((work) -> work))
			.withMessageContaining("The worker 'a' has two work handlers");
	}

	@Test
	void workerWithoutHandlerDoesNotStart() {
		ZmqWorker worker = this.roles.worker();
		assertThatExceptionOfType(ZmqConfigurationException.class).isThrownBy(worker::start)
			.withMessageContaining("zmq.workers.a: the worker has no work handler");
	}

	record Order(int number) {

	}

}
