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

package io.zmqspring.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;

/**
 * Failure reports for settings and handlers of workers and controllers that are not
 * valid.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedWorkTests {

	private static final String WORKER = "zmq.workers.image.";

	private static final String PULL = WORKER + "pull.address=inproc://work";

	private static final String POOL = "zmq.controllers.images.workers.a.";

	private static RefusedStart worker(CapturedOutput output, String... settings) {
		return RefusedStart.of(output, Handler.class, with(settings, PULL));
	}

	private static RefusedStart controller(CapturedOutput output, String... settings) {
		return RefusedStart.of(output,
				with(settings, POOL + "push.address=inproc://work", POOL + "pull.address=inproc://results"));
	}

	private static String[] with(String[] settings, String... further) {
		return Stream.concat(Arrays.stream(further), Arrays.stream(settings)).toArray(String[]::new);
	}

	@Test
	void workerWithoutPull(CapturedOutput output) {
		RefusedStart.of(output, WORKER + "concurrency=2")
			.says("The setting 'zmq.workers.image.pull.address' is missing.")
			.advises("tcp://localhost:5564");
	}

	@Test
	void workerWhosePullHasNoAddress(CapturedOutput output) {
		RefusedStart.of(output, WORKER + "pull.high-water-mark=2")
			.says("The setting 'zmq.workers.image.pull.address' is missing.");
	}

	@Test
	void workerThatConnectsToAWildcard(CapturedOutput output) {
		RefusedStart.of(output, WORKER + "pull.address=tcp://*:5564")
			.says("'zmq.workers.image.pull.address' with the value 'tcp://*:5564'", "cannot be connected to")
			.advises("set bind: true");
	}

	@ParameterizedTest
	@CsvSource({ "workers.image, pull.address", "controllers.image, workers" })
	void emptyEntryInYaml(String entry, String missing, CapturedOutput output, @TempDir Path directory)
			throws IOException {
		String[] names = entry.split("\\.");
		Path file = directory.resolve("application.yml");
		Files.writeString(file, "zmq:\n  " + names[0] + ":\n    " + names[1] + ":\n");
		RefusedStart.of(output, "spring.config.additional-location=" + file.toUri())
			.says("The setting 'zmq." + entry + "." + missing);
	}

	@ParameterizedTest
	@CsvSource({ "concurrency, 0, 0", "concurrency, -1, -1", "work-timeout, 0s, 0s", "work-timeout, -1s, -1s",
			"shutdown-timeout, 0, 0s" })
	void invalidNumberOfAWorker(String key, String value, String shown, CapturedOutput output) {
		worker(output, WORKER + key + "=" + value)
			.says("'zmq.workers.image." + key + "' with the value '" + shown + "'");
	}

	@ParameterizedTest
	@CsvSource({ "max-queue-size, 0", "in-flight, 0", "max-attempts, -1", "redelivery-timeout, 0s",
			"push.high-water-mark, -1" })
	void invalidNumberOfAPool(String key, String value, CapturedOutput output) {
		controller(output, POOL + key + "=" + value).says("'" + POOL + key + "' with the value '" + value + "'");
	}

	@ParameterizedTest
	@CsvSource({ "send-timeout, 0s", "worker-timeout, -1s", "shutdown-timeout, 0s", "result-timeout, 0s",
			"max-pending, 0" })
	void invalidNumberOfAController(String key, String value, CapturedOutput output) {
		controller(output, "zmq.controllers.images." + key + "=" + value)
			.says("'zmq.controllers.images." + key + "' with the value '" + value + "'");
	}

	@Test
	void emptyCorrelationField(CapturedOutput output) {
		controller(output, "zmq.controllers.images.correlation.request-field=")
			.says("'zmq.controllers.images.correlation.request-field'", "is empty")
			.advises("name of a JSON field");
	}

	@Test
	void controllerWithoutPools(CapturedOutput output) {
		RefusedStart.of(output, "zmq.controllers.images.send-timeout=1s")
			.says("The setting 'zmq.controllers.images.workers' has no pool.")
			.advises("workers.<pool>.push.address");
	}

	@Test
	void poolWithoutSockets(CapturedOutput output) {
		RefusedStart.of(output, POOL + "max-queue-size=5")
			.says("The setting '" + POOL + "push.address' is missing, and so is pull.address.")
			.advises("push.address: tcp://*:5564", "pull.address: tcp://*:5565");
	}

	@ParameterizedTest
	@CsvSource({ "push, pull", "pull, push" })
	void atLeastOncePoolWithOneSocket(String present, String missing, CapturedOutput output) {
		RefusedStart.of(output, POOL + present + ".address=inproc://x", POOL + "delivery=at-least-once")
			.says("The setting '" + POOL + missing + ".address' is missing beside delivery: at-least-once.")
			.advises("at-most-once");
	}

	@Test
	void messageTypesOfAPoolThatSendsNoWork(CapturedOutput output) {
		RefusedStart.of(output, POOL + "pull.address=inproc://x", POOL + "message-types=crop")
			.says("message-types' with the value '[crop]'", "is set, but the pool sends no work.")
			.advises("push.address");
	}

	@Test
	void progressFieldThatIsAlsoTheResultField(CapturedOutput output) {
		controller(output, "zmq.controllers.images.correlation.progress-field=work_id")
			.says("progress-field' with the value 'work_id'", "is also the result-field.")
			.advises("ends its item");
	}

	@Test
	void sameTypeInTwoPools(CapturedOutput output) {
		String b = "zmq.controllers.images.workers.b.";
		controller(output, POOL + "message-types=crop,resize", b + "push.address=inproc://b",
				b + "pull.address=inproc://c", b + "message-types=resize")
			.says("message-types' with the value 'resize'", "is also listed in the pool")
			.advises("List each type in one pool only");
	}

	@ParameterizedTest
	@CsvSource({ "controllers.images.workers.a.pull, tcp://127.0.0.1:5564",
			"controllers.images.workers.b.push, tcp://*:5564", "publishers.events, tcp://*:5564" })
	void samePortTwice(String other, String address, CapturedOutput output) {
		String b = "zmq.controllers.images.workers.b.";
		String[] rest = other.contains(".b.") ? new String[] { b + "pull.address=tcp://*:5566" } : new String[0];
		RefusedStart
			.of(output,
					with(rest, POOL + "push.address=tcp://*:5564", POOL + "pull.address=tcp://*:5565",
							"zmq." + other + ".address=" + address))
			.says("Port conflict: 5564 used by ", "controllers.images.workers.a.push", other)
			.advises("Give one of them another port");
	}

	@Test
	void portInUse(CapturedOutput output) throws IOException {
		try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			int port = holder.getLocalPort();
			controller(output, POOL + "push.address=tcp://127.0.0.1:" + port).says("zmq.controllers.images.workers.a",
					"port " + port + " is already in use");
			worker(output, WORKER + "pull.address=tcp://127.0.0.1:" + port, WORKER + "pull.bind=true")
				.says("zmq.workers.image", "port " + port + " is already in use");
		}
	}

	@Test
	void unknownKeys(CapturedOutput output) {
		worker(output, WORKER + "concurency=3").says("'zmq.workers.image.concurency'")
			.advises("Did you mean 'zmq.workers.image.concurrency'?");
		worker(output, WORKER + "pull.adress=x").advises("Did you mean 'zmq.workers.image.pull.address'?");
		controller(output, POOL + "mesage-types=x").advises("Did you mean '" + POOL + "message-types'?");
		controller(output, POOL + "push.socket.ipv4=x").advises("Did you mean '" + POOL + "push.socket.ipv6'?");
		RefusedStart.of(output, "zmq.controler.images.send-timeout=1s").advises("Did you mean 'zmq.controllers");
	}

	@Test
	void workerWithoutHandler(CapturedOutput output) {
		RefusedStart.of(output, PULL)
			.says("zmq.workers.image: the worker has no work handler")
			.advises("@ZmqWorkHandler(\"image\")", "setWorkHandler");
	}

	@Test
	void workerWithTwoHandlers(CapturedOutput output) {
		RefusedStart.of(output, TwoHandlers.class, PULL)
			.says("The worker 'image' has two work handlers")
			.advises("Leave one");
	}

	@Test
	void handlerOfAnUnknownWorker(CapturedOutput output) {
		RefusedStart.of(output, Handler.class, "zmq.workers.video.pull.address=inproc://work")
			.says("Handler.render names the unknown worker 'image'")
			.advises("Known workers: video", "zmq.workers.image");
	}

	@Test
	void resultListenerOfAnUnknownControllerOrPool(CapturedOutput output) {
		RefusedStart.of(output, Listener.class).says("Listener.done needs a controller, but none is configured");
		RefusedStart
			.of(output, Listener.class, POOL + "push.address=inproc://work", POOL + "pull.address=inproc://results")
			.says("no pool 'b'")
			.advises("Known pools: a");
	}

	@Configuration(proxyBeanMethods = false)
	static class Handler {

		@ZmqWorkHandler("image")
		String render(String work) {
			return work;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoHandlers extends Handler {

		@ZmqWorkHandler("image")
		String paint(String work) {
			return work;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Listener {

		@ZmqResultListener(worker = "b")
		void done(String result) {
		}

	}

}
