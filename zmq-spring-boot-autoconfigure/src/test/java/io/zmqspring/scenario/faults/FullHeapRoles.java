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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.context.event.EventListener;

import io.zmqspring.controller.ZmqController;
import io.zmqspring.listener.ZmqListener;
import io.zmqspring.listener.ZmqResultListener;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.message.ZmqTimeoutException;
import io.zmqspring.publisher.ZmqPublisher;
import io.zmqspring.role.ZmqErrorEvent;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqState;
import io.zmqspring.support.Threads;

/**
 * Handlers of an application whose heap is full, and checks of each part.
 */
class FullHeapRoles {

	private final AtomicInteger numbers = new AtomicInteger();

	private final AtomicLong heartbeats = new AtomicLong();

	private final Set<String> handled = ConcurrentHashMap.newKeySet();

	private final Set<String> failedOnce = ConcurrentHashMap.newKeySet();

	private volatile boolean inUse;

	private final ZmqPublisher publisher;

	private final ZmqController controller;

	private final Map<String, ZmqRole> roles;

	FullHeapRoles(ZmqPublisher publisher, ZmqController controller, Map<String, ZmqRole> roles) {
		this.publisher = publisher;
		this.controller = controller;
		this.roles = roles;
	}

	@ZmqListener("direct")
	void direct(String text) {
		if (text.startsWith("throw")) {
			throw new IllegalArgumentException(text);
		}
		this.handled.add(text);
	}

	@ZmqListener(topics = "lane.*", concurrency = "2")
	void inLane(String text) {
		this.handled.add(text);
	}

	@ZmqListener("flood")
	void flood(String text) {
	}

	@ZmqListener("heartbeat")
	void heartbeat(byte[] heartbeat) {
		this.heartbeats.incrementAndGet();
	}

	@ZmqWorkHandler("w")
	Map<String, Object> work(Map<String, Object> work) throws InterruptedException {
		String name = (String) work.get("name");
		if (name.startsWith("again") && this.failedOnce.add(name)) {
			throw new IllegalArgumentException(name);
		}
		if (name.startsWith("hang")) {
			try {
				new java.util.concurrent.CountDownLatch(1).await();
			}
			finally {
				this.handled.add(name);
			}
		}
		return Map.of("name", name);
	}

	@ZmqResultListener
	void result(Map<String, Object> result) {
		String name = (String) result.get("name");
		if (!name.startsWith("flood")) {
			this.handled.add(name);
		}
	}

	@EventListener
	void on(ZmqErrorEvent event) {
		this.handled.add(String.valueOf(event.error().getMessage()));
	}

	/**
	 * The parts and how to check them.
	 * @return a check for each name
	 */
	Map<String, Check> checks() {
		Map<String, Check> checks = new LinkedHashMap<>();
		checks.put("listener", () -> publish("direct", "direct"));
		checks.put("first lane", () -> publish("lane.a", "lane"));
		checks.put("second lane", () -> publish("lane.b", "lane"));
		checks.put("events", () -> publish("direct", "throw"));
		checks.put("results", () -> send("send"));
		checks.put("redelivery", () -> send("again"));
		checks.put("work time-out", () -> send("hang"));
		checks.put("request", () -> this.controller.request("w", Map.of("name", name("request")), Map.class)
			.get(2, TimeUnit.SECONDS) != null);
		checks.put("request time-out", this::requestTimesOut);
		checks.put("heartbeats", this::beats);
		checks.put("health",
				() -> this.roles.values()
					.stream()
					.allMatch((role) -> role.state() == ZmqState.RUNNING && role.faults().isEmpty()));
		return checks;
	}

	/**
	 * Start threads that use all parts while {@link #useAll} says so.
	 */
	void startTraffic() {
		Check[] checks = checks().values().toArray(Check[]::new);
		for (int i = 0; i < 4; i++) {
			int first = i;
			Threads.daemon(() -> repeat(checks, first), "traffic-" + i).start();
		}
		Check[] flood = { () -> this.publisher.publish("flood", "flood"), () -> {
			this.controller.send("w", Map.of("name", name("flood")));
			return true;
		} };
		Threads.daemon(() -> repeat(flood, 0), "flood").start();
	}

	private void repeat(Check[] checks, int first) {
		int next = first;
		while (true) {
			try {
				if (this.inUse) {
					checks[next++ % checks.length].works();
				}
				else {
					Thread.sleep(1);
				}
			}
			catch (Throwable ex) {
				// The heap is full
			}
		}
	}

	void useAll(boolean wanted) {
		this.inUse = wanted;
	}

	private String name(String kind) {
		return kind + "-" + this.numbers.incrementAndGet();
	}

	private boolean publish(String topic, String kind) throws InterruptedException {
		String text = name(kind);
		this.publisher.publish(text, topic);
		return isHandled(text);
	}

	private boolean send(String kind) throws InterruptedException {
		String text = name(kind);
		this.controller.send("w", Map.of("name", text));
		return isHandled(text);
	}

	private boolean isHandled(String text) throws InterruptedException {
		for (int i = 0; i < 300; i++) {
			if (this.handled.remove(text)) {
				return true;
			}
			Thread.sleep(5);
		}
		return false;
	}

	private boolean requestTimesOut() throws Exception {
		try {
			this.controller.request("w", Map.of("name", name("hang")), Map.class).get(3, TimeUnit.SECONDS);
			return false;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (java.util.concurrent.ExecutionException ex) {
			return ex.getCause() instanceof ZmqTimeoutException;
		}
	}

	private boolean beats() throws InterruptedException {
		long before = this.heartbeats.get();
		Thread.sleep(500);
		return this.heartbeats.get() > before;
	}

	/**
	 * A check of one part.
	 */
	interface Check {

		/**
		 * Use the part.
		 * @return whether it has worked
		 * @throws Exception if it has not
		 */
		boolean works() throws Exception;

	}

}
