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

package io.zmqspring.scenario.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

import io.zmqspring.support.Deadline;
import io.zmqspring.support.Threads;
import io.zmqspring.testsupport.FreePort;
import io.zmqspring.testsupport.JavaCommand;
import io.zmqspring.testsupport.JavaPeer;
import io.zmqspring.testsupport.PeerProcess;
import io.zmqspring.testsupport.TestApplication;
import io.zmqspring.testsupport.TestSize;

/**
 * An application in a JVM of its own, with a heap of 100 MB that it fills on command. All
 * roles talk to each other while the heap is full, and afterwards it reports which parts
 * work again.
 */
final class FullHeapApplication extends PeerProcess {

	private static final Duration RECOVERY = Duration.ofSeconds(TestSize.of(30, 10));

	private FullHeapApplication(ProcessBuilder builder) {
		super(builder);
	}

	static FullHeapApplication start() {
		FullHeapApplication application = new FullHeapApplication(new ProcessBuilder(
				new JavaCommand().withoutNeighbours().options("-Xmx100m").run(FullHeapApplication.class)));
		application.expect("started");
		return application;
	}

	private void expect(String expected) {
		String answer = answer();
		if (!answer.equals(expected)) {
			throw new AssertionError("Expected '" + expected + "', but the answer was '" + answer + "'");
		}
	}

	/**
	 * Check that all parts work.
	 * @return the parts that do not work in time, separated by commas; empty if all work
	 */
	String broken() {
		writeLine("check");
		return answer();
	}

	/**
	 * Fill the heap, and free it again.
	 * @param seconds for how long
	 */
	void fillHeap(int seconds) {
		writeLine("fill " + seconds);
		expect("free");
	}

	public static void main(String[] arguments) throws IOException {
		int port = FreePort.find();
		String work = "tcp://localhost:" + FreePort.find();
		String results = "tcp://localhost:" + FreePort.find();
		HeapFiller filler = new HeapFiller();
		try (TestApplication application = TestApplication.start(FullHeapRoles.class,
				"zmq.publishers.out.address=tcp://127.0.0.1:" + port, "zmq.publishers.out.heartbeat.enabled=true",
				"zmq.publishers.out.heartbeat.interval=100ms", "zmq.subscribers.in.address=tcp://localhost:" + port,
				"zmq.subscribers.in.expect-heartbeat-within=2s", "zmq.controllers.c.workers.w.push.address=" + work,
				"zmq.controllers.c.workers.w.pull.address=" + results,
				"zmq.controllers.c.workers.w.delivery=at-least-once",
				"zmq.controllers.c.workers.w.redelivery-timeout=500ms", "zmq.controllers.c.worker-timeout=1s",
				"zmq.workers.w.pull.address=" + work, "zmq.workers.w.push.address=" + results,
				"zmq.workers.w.delivery=at-least-once", "zmq.workers.w.concurrency=3",
				"zmq.workers.w.work-timeout=200ms", "zmq.controllers.c.workers.w.max-attempts=2")) {
			FullHeapRoles roles = application.bean(FullHeapRoles.class);
			Map<String, FullHeapRoles.Check> checks = roles.checks();
			roles.startTraffic();
			JavaPeer.writeAnswer("started");
			BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			for (String line = input.readLine(); line != null; line = input.readLine()) {
				if (line.startsWith("fill ")) {
					roles.useAll(true);
					filler.fill(Duration.ofSeconds(Integer.parseInt(line.substring(5))));
					roles.useAll(false);
					JavaPeer.writeAnswer("free");
				}
				else {
					JavaPeer.writeAnswer(String.join(",", broken(checks)));
				}
			}
		}
	}

	private static Set<String> broken(Map<String, FullHeapRoles.Check> checks) {
		Deadline deadline = Deadline.in(RECOVERY);
		Set<String> broken = new ConcurrentSkipListSet<>(checks.keySet());
		List<Thread> threads = checks.entrySet().stream().map((check) -> Threads.daemon(() -> {
			if (works(check.getValue(), deadline)) {
				broken.remove(check.getKey());
			}
		}, "check")).toList();
		threads.forEach(Thread::start);
		threads.forEach((thread) -> Threads.join(thread, RECOVERY.multipliedBy(2)));
		return broken;
	}

	private static boolean works(FullHeapRoles.Check check, Deadline deadline) {
		while (!deadline.hasPassed()) {
			try {
				if (check.works()) {
					return true;
				}
				Thread.sleep(50);
			}
			catch (Exception | Error ex) {
				System.out.println("A check has thrown " + ex);
			}
		}
		return false;
	}

}
